"""Showing a record, and what moves it: submit, reopen, cancel."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest
from songhanh.programme.duties.queries import duties_proven_by
from songhanh.records.recording import actions
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.forms import (
    EvidenceForm,
    ReasonForm,
)
from songhanh.records.recording.messages import message_titles, messages_of
from songhanh.records.recording.queries import evidence_of, names_for
from songhanh.records.recording.rules import (
    can_cancel,
    can_change,
    can_decide,
    can_decide_here,
    can_record_for,
    can_reopen,
    can_submit,
)
from songhanh.records.recording.views.review import FIELD_REMARK
from songhanh.records.recording.views.spec import F, Fact, KindPages, R


class MovePages(KindPages[R, F]):
    """Show and moves."""

    def show(self, request: ActingRequest, pk: int) -> HttpResponse:
        """A record with its facts, its evidence, and what this person may do with it."""
        record = self.get(request, pk)
        today = clock.today()
        acting = request.acting
        revision = self.visible_to(acting, today).filter(revises=record).first()
        context = self.frame(request) | {
            "record": record,
            "unit_name": names_for([record], self.day_of(record) or today).get(record.unit_id, ""),
            "day": self.day_of(record),
            "facts": [*self.facts(record), *self._messages(record)],
            "sections": self.sections(request, record),
            "evidence": list(evidence_of(self.kind, record)),
            "duties": duties_proven_by(acting, today, (self.kind.code, record.pk)),
            "revision": revision,
            "own": can_record_for(acting, record.unit_id, today),
            "may_change": can_change(acting, record, today),
            "may_submit": can_submit(acting, record, today),
            "may_reopen": can_reopen(acting, record, today) and revision is None,
            "may_cancel": can_cancel(acting, record, today),
            "may_decide": can_decide_here(acting, record, today),
            "evidence_form": EvidenceForm(),
            "field_remarks": self.remarks_by_label(record),
            "remark_fields": [
                (f"{FIELD_REMARK}{name}", field.label)
                for name, field in self.form.base_fields.items()
                if name not in ("key", "version", "unit", "photos")
            ],
            "record_links": [
                (reverse(page, args=[pk]), label) for page, label in self.record_links
            ],
            "RecordStanding": RecordStanding,
        }
        return render(request, "recording/show.html", context)

    def _messages(self, record: R) -> list[Fact]:
        """The standard messages the record spread."""
        if not self.form.SPREADS_AS:
            return []
        named = message_titles(messages_of(self.kind.code, record)).values()
        return [(_("Thông điệp chuẩn đã dùng"), "; ".join(named))]

    def submit(self, request: ActingRequest, pk: int) -> HttpResponse:
        """Send for acceptance."""
        record = self.get(request, pk)
        actions.submit(self.kind, record, acting=request.acting, at=clock.now())
        messages.success(request, _("Đã gửi. Số liệu được tính tạm cho tới khi được chấp nhận."))
        return redirect(self.address("show", pk))

    def reopen(self, request: ActingRequest, pk: int) -> HttpResponse:
        """Open an accepted record again; asks why."""
        record = self.get(request, pk)
        require(can_record_for(request.acting, record.unit_id, clock.today()))

        def act(reason: str) -> str:
            revision = actions.reopen(
                self.kind, record, reason=reason, acting=request.acting, at=clock.now()
            )
            messages.success(
                request,
                _("Đã mở lại. Bản đã chấp nhận vẫn được tính cho tới khi bản sửa được chấp nhận."),
            )
            return self.address("edit", revision.pk)

        return self._asking_why(request, record, _("Mở lại"), act)

    def cancel(self, request: ActingRequest, pk: int) -> HttpResponse:
        """Cancel a record; asks why."""
        record = self.get(request, pk)
        if record.standing == RecordStanding.ACCEPTED:
            require(can_decide(request.acting))
        else:
            require(can_record_for(request.acting, record.unit_id, clock.today()))

        def act(reason: str) -> str:
            actions.cancel(self.kind, record, reason=reason, acting=request.acting, at=clock.now())
            messages.success(request, _("Đã hủy. Bản ghi không còn được tính."))
            return (
                self.address("show", record.evidence_key)
                if record.is_revision
                else self.address("show", pk)
            )

        return self._asking_why(request, record, _("Hủy bản ghi"), act)

    def _asking_why(
        self, request: ActingRequest, record: R, doing: str, act: Callable[[str], str]
    ) -> HttpResponse:
        form = ReasonForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            return redirect(act(form.cleaned_data["reason"]))
        context = self.frame(request) | {"form": form, "record": record, "doing": doing}
        status = 400 if request.method == "POST" else 200
        return render(request, "recording/reason.html", context, status=status)
