"""The evidence of a record: adding, showing, removing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.handedin import kept_file
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest
from songhanh.records.recording import evidence
from songhanh.records.recording.forms import (
    EvidenceForm,
)
from songhanh.records.recording.rules import (
    can_record_for,
)
from songhanh.records.recording.views.spec import F, KindPages, R


class EvidencePages(KindPages[R, F]):
    """Evidence."""

    def add_evidence(self, request: ActingRequest, pk: int) -> HttpResponse:
        """Add photos, PDF files or an address."""
        record = self.get(request, pk)
        require(can_record_for(request.acting, record.unit_id, clock.today()))
        if request.method != "POST":
            return self._evidence_page(request, record, EvidenceForm())
        form = EvidenceForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._evidence_page(request, record, form, status=400)
        at = clock.now()
        given, link = form.given_files(), form.cleaned_data["link"]
        if given:
            evidence.add_files(self.kind, record, given, acting=request.acting, at=at)
        if link:
            caption = form.cleaned_data["caption"]
            evidence.add_link(self.kind, record, link, caption, acting=request.acting, at=at)
        messages.success(request, _("Đã thêm minh chứng."))
        return redirect(self.address("show", pk))

    def _evidence_page(
        self, request: ActingRequest, record: R, form: EvidenceForm, status: int = 200
    ) -> HttpResponse:
        context = self.frame(request) | {"form": form, "record": record}
        return render(request, "recording/evidence.html", context, status=status)

    def proof(self, request: ActingRequest, pk: int, proof: int) -> HttpResponse:
        """A kept file."""
        kept = self.proof_of(request, pk, proof)
        return kept_file(kept.file_key, kept.file_name, kept.media_type)

    def thumbnail(self, request: ActingRequest, pk: int, proof: int) -> HttpResponse:
        """A photo, small."""
        kept = self.proof_of(request, pk, proof)
        return kept_file(kept.thumbnail_key, kept.file_name, kept.media_type)

    def remove_evidence(self, request: ActingRequest, pk: int, proof: int) -> HttpResponse:
        """Take evidence away."""
        record = self.get(request, pk)
        kept = self.proof_of(request, pk, proof)
        evidence.remove(self.kind, record, kept, acting=request.acting, at=clock.now())
        messages.success(request, _("Đã bỏ minh chứng."))
        return redirect(self.address("show", pk))
