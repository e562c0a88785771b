"""Pages of imports: list, upload, preview with faults, store, undo, the template of a kind."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.excel import MEDIA_TYPE, Column, Kind, workbook_response
from songhanh.foundation.lib.filestore import open_file
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.records.recording.rules import can_record
from songhanh.records.recording.sheet import Sheet
from songhanh.records.recording.views import RecordPages, every_kind, pages_of
from songhanh.records.sheets import actions
from songhanh.records.sheets.enums import DayOrder, ImportState
from songhanh.records.sheets.forms import ColumnsForm, UploadForm
from songhanh.records.sheets.grids import read_grid
from songhanh.records.sheets.headings import heading_row
from songhanh.records.sheets.models import ImportJob
from songhanh.records.sheets.queries import jobs_of
from songhanh.records.sheets.reading import SheetReading
from songhanh.records.sheets.templates_out import template_of

_SHOWN = 200


@signed_in
def job_list(request: ActingRequest) -> HttpResponse:
    """The imports of the own unit."""
    require(can_record(request.acting))
    jobs = jobs_of(request.acting, clock.today()).select_related("created_by")
    page = lists.page_of(request, jobs)
    words = {pages.kind.code: pages.kind.plural for pages in every_kind()}
    rows = [(job, words.get(job.kind, job.kind)) for job in page.object_list]
    return render(request, "sheets/list.html", {"page": page, "rows": rows})


@signed_in
def new(request: ActingRequest) -> HttpResponseBase:
    """Upload a file."""
    require(can_record(request.acting))
    posted = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if posted else UploadForm(request.GET or None)
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        pages, _sheet = _pages(form.cleaned_data["kind"])
        try:
            job = actions.open_job(
                file.read(), file.name or "", pages, acting=request.acting, at=clock.now()
            )
        except RefusedError as error:
            form.add_error("file", error.message)
        else:
            return redirect("sheets:show", job.pk)
    if not posted:
        form = UploadForm(initial={"kind": request.GET.get("kind", "")})
    context = {"form": form, "kinds": [one.kind for one in every_kind() if one.sheet is not None]}
    return render(request, "sheets/new.html", context, status=400 if posted else 200)


@signed_in
def show(request: ActingRequest, pk: int) -> HttpResponse:
    """What the file would give, or what it gave."""
    job = _job(request, pk)
    pages, sheet = _pages(job.kind)
    context: dict[str, object] = {"job": job, "kind": pages.kind}
    if job.state == ImportState.OPEN:
        reading = actions.reading_of(job, pages, acting=request.acting, at=clock.now())
        if lists.wants_workbook(request):
            return _faults_workbook(job, reading)
        context |= {
            "reading": reading,
            "faulty": len(reading.faulty_rows),
            "ready": len(reading.entries),
            "findings": reading.findings[:_SHOWN],
            "more": max(0, len(reading.findings) - _SHOWN),
            "preview": [
                (row, shown.title, getattr(shown, pages.kind.day_field))
                for row, shown in reading.preview(5)
            ],
            "columns_form": _columns_form(job, sheet),
        }
    return render(request, "sheets/show.html", context)


@require_POST
@signed_in
def map_columns(request: ActingRequest, pk: int) -> HttpResponseBase:
    """Choose columns by hand."""
    job = _job(request, pk)
    _found, sheet = _pages(job.kind)
    form = _columns_form(job, sheet, request.POST)
    if form.is_valid():
        order = DayOrder(form.cleaned_data["day_order"] or DayOrder.ASK)
        actions.choose_columns(job, form.columns(), order, acting=request.acting, at=clock.now())
        messages.success(request, _("Đã chọn lại cột; lần sau bảng như vậy được đọc theo."))
    return redirect("sheets:show", pk)


@require_POST
@signed_in
def store(request: ActingRequest, pk: int) -> HttpResponseBase:
    """Store the rows without fault, or nothing."""
    job = _job(request, pk)
    pages, _sheet = _pages(job.kind)
    done = actions.store_job(
        job,
        pages,
        all_or_nothing=request.POST.get("how") == "all",
        acting=request.acting,
        at=clock.now(),
    )
    messages.success(
        request,
        _("Đã nhập %(stored)s bản ghi; %(same)s dòng đã có từ trước; %(faulty)s dòng có lỗi.")
        % {"stored": done.rows_stored, "same": done.rows_same, "faulty": done.rows_faulty},
    )
    return redirect("sheets:show", pk)


@require_POST
@signed_in
def undo(request: ActingRequest, pk: int) -> HttpResponseBase:
    """Take the whole import back."""
    job = _job(request, pk)
    pages, _sheet = _pages(job.kind)
    actions.undo_job(job, pages, acting=request.acting, at=clock.now())
    messages.success(request, _("Đã hoàn tác cả lượt nhập; các bản ghi không còn được tính."))
    return redirect("sheets:show", pk)


@signed_in
def template(request: ActingRequest, space: str) -> HttpResponse:
    """The template of a kind, named by its namespace."""
    require(can_record(request.acting))
    codes = {pages.kind.namespace: pages.kind.code for pages in every_kind()}
    pages, sheet = _pages(codes.get(space, ""))
    response = HttpResponse(template_of(sheet, str(pages.kind.plural)), content_type=MEDIA_TYPE)
    disposition = content_disposition_header(
        as_attachment=True, filename=f"mau-{pages.kind.namespace}.xlsx"
    )
    response["Content-Disposition"] = disposition or "attachment"
    return response


def _faults_workbook(job: ImportJob, reading: SheetReading) -> HttpResponse:
    columns = [
        Column(_("Dòng"), Kind.INTEGER, 8),
        Column(_("Cột"), width=30),
        Column(_("Đang ghi"), width=30),
        Column(_("Cần ghi"), width=30),
        Column(_("Điều cần sửa"), width=80),
    ]
    rows = ((one.row, one.column, one.found, one.expected, one.message) for one in reading.findings)
    return workbook_response(f"loi-{job.pk}.xlsx", columns, rows)


def _columns_form(job: ImportJob, sheet: Sheet, data: Any = None) -> ColumnsForm:
    rows = read_grid(open_file(job.file_key))
    chosen = {int(place): name for place, name in job.columns.items()}
    return ColumnsForm(
        data,
        heading=rows[heading_row(rows, sheet)],
        sheet=sheet,
        chosen=chosen,
        initial={"day_order": job.day_order},
    )


def _job(request: ActingRequest, pk: int) -> ImportJob:
    require(can_record(request.acting))
    return get_object_or_404(jobs_of(request.acting, clock.today()), pk=pk)


def _pages(code: str) -> tuple[RecordPages[Any, Any], Sheet]:
    pages = pages_of(code)
    if pages is None or pages.sheet is None:
        raise Http404
    return pages, pages.sheet
