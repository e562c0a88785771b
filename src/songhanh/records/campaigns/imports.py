"""``campaign_plans.csv`` of a data package."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.tables import CellReader, ImportCount, TableRow
from songhanh.records.campaigns.kind import ACTION_MONTH, PLANS
from songhanh.records.campaigns.models import CampaignPlan
from songhanh.records.recording.imports import RecordReader
from songhanh.records.recording.plain.imports import PlainTable, import_plain

_FIRST_YEAR, _LAST_YEAR = 2000, 2100


def import_campaign_plans(
    rows: Sequence[TableRow], reader: CellReader, *, acting: Acting, at: datetime
) -> ImportCount:
    """Take in the plans of units for campaigns, all or nothing."""
    return import_plain(TABLE, rows, reader, acting=acting, at=at)


def _read(records: RecordReader, row: TableRow) -> tuple[int, dict[str, Any]] | None:
    year = _year(records, row)
    issued_on = records.day(row, "issued_on")
    content = {
        "campaign": records.cells.choice(row, "campaign", [ACTION_MONTH], required=True),
        "year": year,
        "number": records.line(row, "number", 60),
        "issued_on": issued_on,
    }
    own_day = issued_on or (date(year, 1, 1) if year else None)
    unit = records.keeper(row, "unit_code", [own_day])
    return (unit.unit_id, content) if unit and year else None


def _year(records: RecordReader, row: TableRow) -> int | None:
    text = records.cells.text(row, "year", required=True)
    year = records.cells.whole(row, "year") if text else None
    if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
        records.cells.fault(
            row,
            "year",
            expected=f"một năm từ {_FIRST_YEAR} đến {_LAST_YEAR}",
            message=f"Tệp {row.file}, dòng {row.row}, cột “year”: “{text}” không phải một năm "
            "của chương trình. Hãy kiểm tra lại năm.",
        )
        return None
    return year


TABLE: PlainTable[CampaignPlan] = PlainTable(plain=PLANS, read=_read, has_standing=True)
