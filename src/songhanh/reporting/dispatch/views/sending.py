"""The archive of documents sent out, and one of them: number, recipients, scan, metadata."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.foundation.lib import filestore
from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.handedin import kept_file
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.programme.duties.queries import duties_proven_by
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.registry.orgunits.queries import names_on
from songhanh.reporting.dispatch import actions
from songhanh.reporting.dispatch.exports import archive_workbook, recipients_workbook
from songhanh.reporting.dispatch.forms import (
    ArchiveForm,
    DispatchFilter,
    RecipientsForm,
    RegisterForm,
    ScanForm,
    SendForm,
)
from songhanh.reporting.dispatch.metadata import edxml
from songhanh.reporting.dispatch.models import Dispatch, DispatchRecipient
from songhanh.reporting.dispatch.naming import KIND
from songhanh.reporting.dispatch.queries import (
    counted_state_of,
    dispatches_visible_to,
    in_state,
    matching,
)
from songhanh.reporting.dispatch.recipients import compared
from songhanh.reporting.dispatch.rules import can_dispatch, can_register
from songhanh.reporting.dispatch.sheets import metadata_of
from songhanh.reporting.documents.queries import documents_visible_to, pdf_of
from songhanh.reporting.documents.views.common import MEDIA_TYPES

_ORDERS = {"day": "issued_on", "title": "title", "begun": "begun_at", "number": "number"}


@signed_in
def dispatch_list(request: ActingRequest) -> HttpResponse:
    """The documents sent out, with how far each is."""
    on = today()
    visible = dispatches_visible_to(request.acting, on)
    kinds = visible.order_by("kind").values_list("kind", flat=True).distinct()
    form = DispatchFilter(request.GET, kinds=sorted(set(kinds)))
    chosen = form.chosen
    found = visible
    if "q" in chosen:
        found = matching(found, chosen["q"])
    if "kind" in chosen:
        found = found.filter(kind=chosen["kind"])
    if "year" in chosen:
        found = found.filter(issued_year=chosen["year"])
    if "state" in chosen:
        found = in_state(found, chosen["state"])
    found = lists.sort(request, found, _ORDERS, "-begun")
    if lists.wants_workbook(request):
        return archive_workbook(list(found), on)
    page = lists.page_of(request, found)
    names = names_on({one.unit_id for one in page}, on)
    context = {
        "filter_form": form,
        "page": page,
        "rows": [(one, names.get(one.unit_id, ""), counted_state_of(one)) for one in page],
        "narrowed": bool(chosen),
    }
    return render(request, "dispatch/list.html", context)


@signed_in
@require_POST
def begin(request: ActingRequest, pk: int) -> HttpResponse:
    """Put a written document on its way."""
    document = get_object_or_404(documents_visible_to(request.acting, today()), pk=pk)
    dispatch = actions.dispatch_document(document, acting=request.acting, at=now())
    return redirect("dispatch:show", pk=dispatch.pk)


@signed_in
@require_POST
def begin_plan(request: ActingRequest, pk: int) -> HttpResponse:
    """Put an issued plan on its way."""
    plan = get_object_or_404(plans_visible_to(request.acting, today()), pk=pk)
    dispatch = actions.dispatch_plan(plan, acting=request.acting, at=now())
    return redirect("dispatch:show", pk=dispatch.pk)


@signed_in
def show(request: ActingRequest, pk: int) -> HttpResponse:
    """One document: number, files, who gets it, who does not although the plan gives duties."""
    dispatch = _visible(request, pk)
    if lists.wants_workbook(request):
        return recipients_workbook(dispatch, today())
    return _page(request, dispatch)


@signed_in
@require_POST
def register(request: ActingRequest, pk: int) -> HttpResponse:
    """Enter number and day."""
    dispatch = _worked_on(request, pk)
    form = RegisterForm(request.POST, dispatch=dispatch)
    if form.is_valid():
        try:
            actions.register_dispatch(
                dispatch, **form.cleaned_data, acting=request.acting, at=now()
            )
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã cấp số. Tệp có số và ngày được chốt."))
            return redirect("dispatch:show", pk=pk)
    return _page(request, dispatch, register=form)


@signed_in
@require_POST
def send(request: ActingRequest, pk: int) -> HttpResponse:
    """Note for the chosen recipients that it went, or that they confirmed."""
    dispatch = _worked_on(request, pk)
    form = SendForm(request.POST)
    chosen = [int(one) for one in request.POST.getlist("recipient") if one.isdecimal()]
    if form.is_valid():
        day = form.cleaned_data["day"]
        try:
            if request.POST.get("do") == "receipt":
                count = actions.note_receipt(
                    dispatch, chosen, received_on=day, acting=request.acting, at=now()
                )
                said = _("Đã ghi %(count)s nơi xác nhận.")
            else:
                count = actions.send_dispatch(
                    dispatch,
                    chosen,
                    sent_on=day,
                    means=form.cleaned_data["means"],
                    acting=request.acting,
                    at=now(),
                )
                said = _("Đã ghi gửi tới %(count)s nơi nhận.")
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, said % {"count": count})
            return redirect("dispatch:show", pk=pk)
    return _page(request, dispatch, send=form)


@signed_in
@require_POST
def add(request: ActingRequest, pk: int) -> HttpResponse:
    """Add recipients."""
    dispatch = _worked_on(request, pk)
    form = RecipientsForm(request.POST)
    if form.is_valid():
        lines = form.cleaned_data["lines"].splitlines()
        count = actions.add_recipients(dispatch, lines, acting=request.acting, at=now())
        messages.success(request, _("Đã thêm %(count)s nơi nhận.") % {"count": count})
        return redirect("dispatch:show", pk=pk)
    return _page(request, dispatch, recipients=form)


@signed_in
@require_POST
def remove(request: ActingRequest, pk: int, recipient: int) -> HttpResponse:
    """Take a recipient out."""
    dispatch = _worked_on(request, pk)
    found = get_object_or_404(DispatchRecipient, dispatch=dispatch, pk=recipient)
    actions.remove_recipient(found, acting=request.acting, at=now())
    messages.success(request, _("Đã bỏ nơi nhận khỏi danh sách."))
    return redirect("dispatch:show", pk=pk)


@signed_in
@require_POST
def scan(request: ActingRequest, pk: int) -> HttpResponse:
    """Attach the scan of the signed copy."""
    dispatch = _worked_on(request, pk)
    form = ScanForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.add_scans(dispatch, form.cleaned_data["scans"], acting=request.acting, at=now())
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã lưu bản quét."))
            return redirect("dispatch:show", pk=pk)
    return _page(request, dispatch, scan=form)


@signed_in
@require_POST
def archive(request: ActingRequest, pk: int) -> HttpResponse:
    """Keep where it is archived and published."""
    dispatch = _worked_on(request, pk)
    form = ArchiveForm(request.POST, instance=Dispatch.objects.get(pk=dispatch.pk))
    if form.is_valid():
        actions.describe_archive(dispatch, form.cleaned_data, acting=request.acting, at=now())
        messages.success(request, _("Đã lưu thông tin lưu trữ."))
        return redirect("dispatch:show", pk=pk)
    return _page(request, dispatch, archive=form)


@signed_in
def download(request: ActingRequest, pk: int, form: str) -> HttpResponse:
    """The file as issued (Word, PDF), or its metadata for the office's document system."""
    dispatch = _visible(request, pk)
    if not dispatch.is_issued:
        raise Http404
    if form == "xml":
        data, kind = edxml(metadata_of(dispatch)), "application/xml"
        name = f"{dispatch.notation.replace('/', '-') or dispatch.pk}-edxml.xml"
        response = HttpResponse(data, content_type=kind)
        disposition = content_disposition_header(as_attachment=True, filename=name)
        response["Content-Disposition"] = disposition or "attachment"
        return response
    return issued_file(dispatch, form)


@signed_in
def scan_file(request: ActingRequest, pk: int, scan: int) -> HttpResponse:
    """A scan of the signed copy."""
    found = get_object_or_404(_visible(request, pk).scans, pk=scan)
    return kept_file(found.file_key, found.file_name, found.media_type)


def issued_file(dispatch: Dispatch, form: str) -> HttpResponse:
    """The frozen file of an issued document.

    Raises:
        Http404: there is none of that form.
    """
    key = dispatch.file_key if form == "docx" else ""
    key = pdf_of(dispatch.file_key).key if form == "pdf" and dispatch.file_key else key
    if not key:
        raise Http404
    response = HttpResponse(filestore.open_file(key), content_type=MEDIA_TYPES[form])
    name = f"{dispatch.file_name.removesuffix('.docx')}.{form}"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Disposition"] = disposition or "attachment"
    return response


def _page(request: ActingRequest, dispatch: Dispatch, **forms: object) -> HttpResponse:
    on = today()
    recipients = list(dispatch.recipients.select_related("acknowledged_by"))
    plan = dispatch.plan
    duties = compared(plan, recipients, on) if plan else None
    lines = "\n".join(duties.missing_names) if duties else ""
    context = {
        "dispatch": dispatch,
        "state": counted_state_of(dispatch),
        "unit": names_on([dispatch.unit_id], on).get(dispatch.unit_id, ""),
        "rows": [(one, one.days_open(on)) for one in recipients],
        "compared": duties,
        "duties": duties_proven_by(request.acting, on, (KIND, dispatch.pk)),
        "scans": dispatch.scans.all(),
        "pdf": pdf_of(dispatch.file_key) if dispatch.file_key else None,
        "working": can_dispatch(request.acting, dispatch.unit_id, on),
        "registering": can_register(request.acting, dispatch, on),
        "register_form": forms.get("register") or RegisterForm(None, dispatch=dispatch),
        "send_form": forms.get("send") or SendForm(initial={"day": on}),
        "recipients_form": forms.get("recipients") or RecipientsForm(initial={"lines": lines}),
        "scan_form": forms.get("scan") or ScanForm(),
        "archive_form": forms.get("archive") or ArchiveForm(instance=dispatch),
    }
    return render(request, "dispatch/show.html", context, status=400 if forms else 200)


def _visible(request: ActingRequest, pk: int) -> Dispatch:
    return get_object_or_404(dispatches_visible_to(request.acting, today()), pk=pk)


def _worked_on(request: ActingRequest, pk: int) -> Dispatch:
    """The same, for those who send documents of its unit."""
    dispatch = _visible(request, pk)
    require(can_dispatch(request.acting, dispatch.unit_id, today()))
    return dispatch
