"""An import: the file is taken in, its columns are chosen, its rows are stored, or taken back."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib import filestore
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.records.recording import actions as recording
from songhanh.records.recording.rules import can_record_for
from songhanh.records.recording.views import RecordPages
from songhanh.records.sheets.enums import DayOrder, ImportState
from songhanh.records.sheets.grids import read_grid
from songhanh.records.sheets.headings import guess_columns, heading_row, signature
from songhanh.records.sheets.models import ImportedRecord, ImportJob
from songhanh.records.sheets.queries import columns_remembered
from songhanh.records.sheets.reading import SheetReading, SheetRequest, read_sheet
from songhanh.registry.orgunits.actions import note_names
from songhanh.registry.orgunits.printed import PrintedName


def open_job(
    data: bytes, name: str, pages: RecordPages[Any, Any], *, acting: Acting, at: datetime
) -> ImportJob:
    """Take a file in to be looked at; its columns are guessed, or remembered from the last time.

    Raises:
        RefusedError: it is no .xlsx that can be read, or empty.
    """
    unit_id = acting.unit_id or 0
    require(can_record_for(acting, unit_id, day_of(at)))
    rows = read_grid(data)
    if pages.sheet is None or not rows:
        raise RefusedError(_("Trang tính đầu tiên của tệp trống. Hãy chọn tệp có dữ liệu."))
    heading = rows[heading_row(rows, pages.sheet)]
    said = signature(heading)
    remembered = columns_remembered(unit_id, pages.kind.code, said)
    with recorded("import_job.open", acting=acting, at=at) as fact:
        fact.subject = job = ImportJob.objects.create(
            kind=pages.kind.code,
            unit_id=unit_id,
            file_name=name[:200],
            file_key=filestore.store(data, ".xlsx"),
            heading=said,
            columns=remembered or guess_columns(heading, pages.sheet),
            created_at=at,
            created_by_id=acting.user_id,
        )
    job.refresh_from_db()
    return job


def choose_columns(
    job: ImportJob, columns: dict[int, str], day_order: DayOrder, *, acting: Acting, at: datetime
) -> None:
    """Say which column means what, and how days are written."""
    require(can_record_for(acting, job.unit_id, day_of(at)))
    with recorded("import_job.map", acting=acting, at=at, subject=job):
        row = _locked(job, ImportState.OPEN)
        row.columns, row.day_order = columns, day_order
        row.save()


def reading_of(
    job: ImportJob, pages: RecordPages[Any, Any], *, acting: Acting, at: datetime
) -> SheetReading:
    """The file as it would be stored now."""
    request = SheetRequest(
        file=job.file_name,
        rows=read_grid(filestore.open_file(job.file_key)),
        columns={int(place): name for place, name in job.columns.items()},
        day_order=job.day_order,
        key=f"xlsx-{job.pk}",
    )
    return read_sheet(request, pages, acting=acting, on=day_of(at))


def store_job(
    job: ImportJob,
    pages: RecordPages[Any, Any],
    *,
    all_or_nothing: bool,
    acting: Acting,
    at: datetime,
) -> ImportJob:
    """Store the rows without fault as submitted records, in one transaction.

    Raises:
        RefusedError: it was stored already, nothing in it can be stored, or it has faults and all
            or nothing was asked for.
    """
    require(can_record_for(acting, job.unit_id, day_of(at)))
    with recorded("import_job.store", acting=acting, at=at, subject=job) as fact:
        row = _locked(job, ImportState.OPEN)
        reading = reading_of(row, pages, acting=acting, at=at)
        if all_or_nothing and reading.faulty_rows:
            raise RefusedError(
                _("Tệp còn %(count)s dòng có lỗi nên chưa nhập dòng nào. Hãy sửa tệp rồi tải lại.")
                % {"count": len(reading.faulty_rows)}
            )
        if pages.sheet is not None and reading.entries:
            pages.sheet.store(reading.entries, acting=acting, at=at)
        keys = [entry.key for entry in reading.entries]
        made = pages.kind.records().filter(external_id__in=keys).values_list("pk", flat=True)
        ImportedRecord.objects.bulk_create(
            [ImportedRecord(job=row, record_id=pk) for pk in made], batch_size=2000
        )
        unknown = (
            PrintedName(text, day_of(at), row.unit_id, row.file_name)
            for text in reading.unknown_units
        )
        note_names(unknown, acting=acting, at=at)
        row.state, row.stored_at = ImportState.STORED, at
        row.rows_found, row.rows_same = reading.found, reading.same
        row.rows_stored, row.rows_faulty = len(keys), len(reading.faulty_rows)
        row.save()
        fact.details = {"stored": len(keys), "faulty": row.rows_faulty, "same": row.rows_same}
    return row


def undo_job(
    job: ImportJob, pages: RecordPages[Any, Any], *, acting: Acting, at: datetime
) -> ImportJob:
    """Take a whole import back: every record of it is cancelled and counts for nothing.

    Raises:
        RefusedError: one of its records was accepted meanwhile, or it is not stored.
    """
    require(can_record_for(acting, job.unit_id, day_of(at)))
    with recorded("import_job.undo", acting=acting, at=at, subject=job) as fact:
        row = _locked(job, ImportState.STORED)
        ids = row.records.values_list("record_id", flat=True)
        records = list(pages.kind.records().filter(pk__in=ids))
        reason = _("Hoàn tác lượt nhập “%(file)s”") % {"file": row.file_name}
        count = recording.withdraw(pages.kind, records, reason=reason, acting=acting, at=at)
        row.state, row.undone_at = ImportState.UNDONE, at
        row.save()
        fact.details = {"cancelled": count}
    return row


def _locked(job: ImportJob, state: str) -> ImportJob:
    row = ImportJob.objects.select_for_update().get(pk=job.pk)
    if row.state != state:
        raise RefusedError(
            _("Lượt nhập này đang ở tình trạng “%(state)s” nên không làm việc này được nữa.")
            % {"state": row.get_state_display()}
        )
    return row
