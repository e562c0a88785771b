"""Entering a record and changing it, with the conflict of two people saving at once."""

from datetime import datetime

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest
from songhanh.records.recording import actions, evidence
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.errors import ChangedMeanwhileError
from songhanh.records.recording.messages import set_messages
from songhanh.records.recording.queries import entered_before
from songhanh.records.recording.rules import (
    can_change,
    can_record,
    can_record_for,
)
from songhanh.records.recording.views.spec import F, KindPages, R


class EntryPages(KindPages[R, F]):
    """Entry and change."""

    def new(self, request: ActingRequest) -> HttpResponseBase:
        """Enter a record, empty or as a copy of another."""
        require(can_record(request.acting))
        today = clock.today()
        if request.method == "POST":
            form = self.form(request.POST, request.FILES, acting=request.acting, on=today)
            if form.is_valid():
                return self._enter(request, form)
            return self._form_page(request, form, status=400)
        start = self.initial(today, self._copied(request)) | self._prefilled(request)
        return self._form_page(request, self.form(acting=request.acting, on=today, initial=start))

    def _copied(self, request: ActingRequest) -> R | None:
        """The record a new one starts from: ``?copy=last`` or ``?copy=<its number>``."""
        wanted = request.GET.get("copy", "")
        if wanted.isdecimal():
            return self.get(request, int(wanted))
        unit_id = request.acting.unit_id
        return self.last_of(unit_id) if wanted == "last" and unit_id is not None else None

    def _prefilled(self, request: ActingRequest) -> dict[str, str]:
        """What the address already says: ``?model=3`` on the way from the model's page."""
        fields = self.form.base_fields
        return {name: request.GET[name] for name in request.GET if name in fields}

    def _enter(self, request: ActingRequest, form: F) -> HttpResponse:
        at = clock.now()
        record = self.create(
            form.content(),
            unit_id=form.cleaned_data["unit"],
            key=form.cleaned_data["key"],
            acting=request.acting,
            at=at,
        )
        return self._after_saving(request, form, record, at)

    def take(
        self,
        data: QueryDict,
        files: MultiValueDict[str, UploadedFile],
        *,
        acting: Acting,
        at: datetime,
    ) -> tuple[R | None, F]:
        """Enter and send a whole record at once: content, files, submission, all or nothing.

        The form's key makes it once: what was entered under it before is given back as it stands,
        however the content sent now differs. None: the form says what cannot be taken.

        Raises:
            RefusedError, NotAllowedError: as the kind's actions do.
        """
        form = self.form(data, files, acting=acting, on=day_of(at))
        before = entered_before(self.kind, data.get("key", ""), acting)
        if before is not None:
            return before, form
        if not form.is_valid():
            return None, form
        with recorded(f"{self.kind.code}.create", acting=acting, at=at) as fact:
            record = self.create(
                form.content(),
                unit_id=form.cleaned_data["unit"],
                key=form.cleaned_data["key"],
                acting=acting,
                at=at,
            )
            if record.standing == RecordStanding.DRAFT:
                self._keep_messages(form, record, acting, at)
                given = form.cleaned_data.get("photos") or []
                if given:
                    evidence.add_files(self.kind, record, given, acting=acting, at=at)
                record = actions.submit(self.kind, record, acting=acting, at=at)
            fact.subject = record
        return record, form

    def edit(self, request: ActingRequest, pk: int) -> HttpResponseBase:
        """Change a record that is not accepted."""
        record = self.get(request, pk)
        today = clock.today()
        require(can_record_for(request.acting, record.unit_id, today))
        answer = can_change(request.acting, record, today)
        if not answer:
            messages.warning(request, answer.reason)
            return redirect(self.address("show", pk))
        if request.method != "POST":
            form = self.form(acting=request.acting, on=today, record=record)
            return self._form_page(request, form, record=record)
        form = self.form(
            request.POST, request.FILES, acting=request.acting, on=today, record=record
        )
        if not form.is_valid():
            return self._form_page(request, form, record=record, status=400)
        at = clock.now()
        try:
            changed = self.change(
                record,
                form.content(),
                version=form.cleaned_data["version"] or 0,
                acting=request.acting,
                at=at,
            )
        except ChangedMeanwhileError as error:
            return self._conflict(request, record, error)
        return self._after_saving(request, form, changed, at)

    def _keep_messages(self, form: F, record: R, acting: Acting, at: datetime) -> None:
        if "messages" in form.fields:
            chosen = [int(key) for key in form.cleaned_data["messages"]]
            set_messages(self.kind, record, chosen, acting=acting, at=at)

    def _after_saving(
        self, request: ActingRequest, form: F, record: R, at: datetime
    ) -> HttpResponse:
        self._keep_messages(form, record, request.acting, at)
        files = form.cleaned_data.get("photos") or []
        if files:
            evidence.add_files(self.kind, record, files, acting=request.acting, at=at)
        unsent = record.standing in (RecordStanding.DRAFT, RecordStanding.RETURNED)
        if "submit" in request.POST and unsent:
            actions.submit(self.kind, record, acting=request.acting, at=at)
            messages.success(request, _("Đã lưu và gửi để được chấp nhận."))
        elif unsent:
            messages.success(
                request, _("Đã lưu bản nháp. Bản nháp chưa được tính; hãy gửi khi đã đủ.")
            )
        else:
            messages.success(request, _("Đã lưu thay đổi."))
        return redirect(self.address("show", record.pk))

    def _conflict(
        self, request: ActingRequest, record: R, error: ChangedMeanwhileError
    ) -> HttpResponse:
        """The typed text stays; beside it what the other person saved, to be compared."""
        newer = self.get(request, record.pk)
        today = clock.today()
        stored = self.form(acting=request.acting, on=today, record=newer)
        data = request.POST.copy()
        data["version"] = str(newer.version)
        form = self.form(data, acting=request.acting, on=today, record=newer)
        differing = [
            (bound.label, stored.initial.get(bound.name))
            for bound in form
            if bound.name in stored.initial
            and not bound.is_hidden
            and bound.field.has_changed(stored.initial.get(bound.name), bound.data)
        ]
        return self._form_page(
            request, form, record=newer, status=409, conflict=error.message, differing=differing
        )

    def _form_page(
        self,
        request: ActingRequest,
        form: F,
        *,
        record: R | None = None,
        status: int = 200,
        **more: object,
    ) -> HttpResponse:
        first = [form[name] for name in form.FIRST]
        further = [bound for bound in form.visible_fields() if bound.name not in form.FIRST]
        context = self.frame(request) | {
            "form": form,
            "record": record,
            "field_remarks": self.remarks_by_label(record) if record is not None else [],
            "first": first,
            "further": further,
            "further_open": any(bound.errors for bound in further),
            "may_submit": record is None
            or record.standing in (RecordStanding.DRAFT, RecordStanding.RETURNED),
            **more,
        }
        return render(request, "recording/form.html", context, status=status)
