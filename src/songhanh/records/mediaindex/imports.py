"""``media_index_stages.csv`` of a data package."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.tables import CellReader, ImportCount, TableRow
from songhanh.records.mediaindex.kind import STAGES
from songhanh.records.mediaindex.models import AdoptionStage, Stage
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.imports import RecordReader, in_parts
from songhanh.records.recording.plain.imports import ParsedRow, PlainTable, import_plain


def import_stages(
    rows: Sequence[TableRow], reader: CellReader, *, acting: Acting, at: datetime
) -> ImportCount:
    """Take in stages, all or nothing; two stages of one body on one day are an error."""
    return import_plain(TABLE, rows, reader, acting=acting, at=at)


def _read(records: RecordReader, row: TableRow) -> tuple[int, dict[str, Any]] | None:
    since = records.day(row, "from_on", required=True)
    content = {
        "stage": records.cells.choice(row, "stage", Stage.values, required=True),
        "from_on": since,
        "document": records.line(row, "document", 200),
    }
    body = records.bearer(row, "unit_code", since, required=True)
    return (body.unit_id, content) if body and content["stage"] else None


def _check(records: RecordReader, parsed: Sequence[ParsedRow]) -> None:
    """One stage a day, in the package and with what is here."""
    ids = {one.external_id for one in parsed}
    taken: dict[tuple[int, date], str] = {}
    for part in in_parts(sorted({one.unit_id for one in parsed})):
        here = AdoptionStage.objects.filter(unit_id__in=part, revises=None)
        for row in here.exclude(standing=RecordStanding.CANCELLED):
            if row.external_id not in ids:
                taken[row.unit_id, row.from_on] = row.external_id
    for one in parsed:
        other = taken.setdefault((one.unit_id, one.content["from_on"]), one.external_id)
        if other != one.external_id:
            records.cells.fault(
                one.row,
                "from_on",
                expected="mỗi đơn vị một mức áp dụng trong một ngày",
                message=f"Tệp {one.row.file}, dòng {one.row.row}, cột “from_on”: ngày "
                f"{one.content['from_on']:%d/%m/%Y} đơn vị đã có mức áp dụng khác (mã “{other}”). "
                "Hãy giữ lại một dòng đúng.",
            )


TABLE: PlainTable[AdoptionStage] = PlainTable(plain=STAGES, read=_read, check=_check)
