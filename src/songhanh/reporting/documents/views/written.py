"""Pages of documents: those written, one of them with its files, and having one written."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.engines.vntext import normal
from songhanh.foundation.lib import filestore
from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.registry.orgunits.queries import names_on, search_units
from songhanh.reporting.consolidation.models import FrozenConsolidation
from songhanh.reporting.consolidation.queries import plans_consolidated_by
from songhanh.reporting.consolidation.rules import can_read
from songhanh.reporting.documents.actions import (
    ask_for_pdf,
    finish_document,
    issue_of_consolidation,
    issue_of_submission,
)
from songhanh.reporting.documents.errors import LayoutFindingsError
from songhanh.reporting.documents.forms import DocumentFilter, FinishedForm, SignerForm
from songhanh.reporting.documents.layouts import facts_of
from songhanh.reporting.documents.models import IssuedDocument
from songhanh.reporting.documents.queries import (
    documents_visible_to,
    pdf_of,
    signatories_on,
    signing_for,
)
from songhanh.reporting.documents.rules import (
    can_finish,
    can_name_signatories,
    can_write,
    can_write_consolidated,
    can_write_letters,
)
from songhanh.reporting.documents.views.common import MEDIA_TYPES
from songhanh.reporting.documents.workbooks import tables_workbook
from songhanh.reporting.submissions.models import Snapshot
from songhanh.reporting.submissions.queries import submissions_visible_to
from songhanh.reporting.submissions.rules import can_report, can_report_for

_ORDERS = {"written": "written_at", "period": "period", "plan": "plan__code", "kind": "kind"}


@signed_in
def document_list(request: ActingRequest) -> HttpResponse:
    """The documents written so far."""
    on = today()
    form = DocumentFilter(request.GET)
    found = documents_visible_to(request.acting, on)
    chosen = form.chosen
    if "q" in chosen:
        units = search_units(normal(chosen["q"]), on=on, with_ended=True)
        found = found.filter(unit_id__in=units.values("unit_id"))
    for name in ("period", "kind", "source"):
        if name in chosen:
            found = found.filter(**{name: chosen[name]})
    page = lists.page_of(request, lists.sort(request, found, _ORDERS, "-written"))
    names = names_on({one.unit_id for one in page}, on)
    context = {
        "filter_form": form,
        "page": page,
        "rows": [(one, names.get(one.unit_id, "")) for one in page],
        "narrowed": bool(chosen),
        "leads": bool(can_write_letters(request.acting)),
        "records": bool(can_report(request.acting)),
    }
    return render(request, "documents/list.html", context)


@signed_in
def show(request: ActingRequest, pk: int) -> HttpResponse:
    """A document: what it was written from, its files."""
    document = _visible(request, pk)
    context = {
        "document": document,
        "unit": names_on([document.unit_id], today()).get(document.unit_id, ""),
        "pdf": pdf_of(document.file_key),
        "finishing": can_finish(request.acting, document.unit_id, today()),
        "findings": list(document.findings.all()),
        "finished": list(document.finished.all()),
        "sending": can_report_for(request.acting, document.unit_id, today()),
    }
    return render(request, "documents/show.html", context)


@signed_in
def finish(request: ActingRequest, pk: int) -> HttpResponse:
    """Hand in the file as it was finished in Word; what its layout lacks is shown with the rule."""
    document = _visible(request, pk)
    require(can_finish(request.acting, document.unit_id, today()))
    form = FinishedForm(request.POST or None, request.FILES or None)
    findings: tuple[object, ...] = ()
    if request.method == "POST" and form.is_valid():
        data, reason = form.cleaned_data["file"], form.cleaned_data["reason"]
        try:
            made = finish_document(document, data, reason=reason, acting=request.acting, at=now())
        except LayoutFindingsError as found:
            findings = found.findings
            form.add_error("reason", found.message)
        except RefusedError as refused:
            form.add_error("file", refused.message)
        else:
            messages.success(request, _("Đã nhận tệp. Số và ngày do văn thư cấp khi phát hành."))
            return redirect("documents:show", pk=made.pk)
    context = {"document": document, "form": form, "findings": findings}
    return render(request, "documents/finish.html", context, status=400 if form.errors else 200)


@signed_in
def download(request: ActingRequest, pk: int, form: str) -> HttpResponse:
    """The file as Word or PDF; its tables as Excel."""
    document = _visible(request, pk)
    if form == "xlsx":
        data = tables_workbook(facts_of(document))
    else:
        key = document.file_key if form == "docx" else ""
        key = pdf_of(document.file_key).key if form == "pdf" else key
        if not key:
            raise Http404
        data = filestore.open_file(key)
    response = HttpResponse(data, content_type=MEDIA_TYPES[form])
    name = f"{document.file_name.removesuffix('.docx')}.{form}"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Disposition"] = disposition or "attachment"
    return response


@signed_in
@require_POST
def draw(request: ActingRequest, pk: int) -> HttpResponse:
    """Have the PDF drawn, where it was not or failed."""
    document = _visible(request, pk)
    if not ask_for_pdf(document.file_key):
        messages.info(request, pdf_of(document.file_key).state.label)
    return redirect("documents:show", pk=pk)


@signed_in
def write(request: ActingRequest, pk: int) -> HttpResponse:
    """Choose who signs, and write the document of a version of a report, the newest by itself."""
    visible = submissions_visible_to(request.acting, today())
    found = Snapshot.objects.filter(submission__in=visible, submission_id=pk).select_related(
        "submission__plan", "submission__rule__element"
    )
    version = (request.POST or request.GET).get("version", "")
    if version.isdecimal():
        found = found.filter(number=int(version))
    snapshot = found.order_by("-number").first()
    if snapshot is None:
        raise Http404
    submission = snapshot.submission
    require(can_write(request.acting, submission, today()))
    meant = IssuedDocument(unit_id=submission.unit_id, snapshot=snapshot)
    form = _signer_form(request, meant)
    if request.method == "POST" and form.is_valid():
        document = issue_of_submission(
            snapshot, signatory=form.chosen, acting=request.acting, at=now()
        )
        return _done(request, document)
    back = f"{reverse('submissions:show', args=[pk])}?version={snapshot.number}"
    told = _("Lần nộp %(number)s") % {"number": snapshot.number}
    return _ask_who_signs(request, form, meant, (back, told))


@signed_in
def write_consolidated(request: ActingRequest, pk: int) -> HttpResponse:
    """Choose who signs, and write the document of a frozen consolidation."""
    require(can_read(request.acting))
    plans = plans_consolidated_by(request.acting, today())
    visible = FrozenConsolidation.objects.filter(consolidation__plan__in=plans)
    frozen = get_object_or_404(
        visible.select_related("consolidation__plan", "consolidation__rule__element"), pk=pk
    )
    consolidation = frozen.consolidation
    require(can_write_consolidated(request.acting, consolidation.plan.issuer_id, today()))
    meant = IssuedDocument(unit_id=consolidation.unit_id, consolidation=frozen)
    form = _signer_form(request, meant)
    if request.method == "POST" and form.is_valid():
        document = issue_of_consolidation(
            frozen, signatory=form.chosen, acting=request.acting, at=now()
        )
        return _done(request, document)
    back = reverse("consolidation:frozen", args=[pk])
    told = _("Bản tổng hợp chốt lần %(number)s") % {"number": frozen.number}
    return _ask_who_signs(request, form, meant, (back, told))


def _signer_form(request: ActingRequest, meant: IssuedDocument) -> SignerForm:
    """The choice among those who sign for the unit today; nothing chosen means as it was."""
    on = today()
    return SignerForm(
        request.POST if request.method == "POST" else None,
        offered=signatories_on(meant.unit_id, on),
        usual=signing_for(meant, on),
    )


def _ask_who_signs(
    request: ActingRequest, form: SignerForm, meant: IssuedDocument, source: tuple[str, str]
) -> HttpResponse:
    context = {
        "form": form,
        "unit": names_on([meant.unit_id], today()).get(meant.unit_id, ""),
        "source_url": source[0],
        "source": source[1],
        "version": meant.snapshot.number if meant.snapshot else None,
        "naming": can_name_signatories(request.acting, meant.unit_id, today())
        and request.acting.unit_id == meant.unit_id,
    }
    return render(request, "documents/write.html", context, status=400 if form.errors else 200)


def _done(request: ActingRequest, document: IssuedDocument) -> HttpResponse:
    messages.success(request, _("Đã lập văn bản. Số và ngày để trống cho văn thư."))
    return redirect("documents:show", pk=document.pk)


def _visible(request: ActingRequest, pk: int) -> IssuedDocument:
    return get_object_or_404(documents_visible_to(request.acting, today()), pk=pk)
