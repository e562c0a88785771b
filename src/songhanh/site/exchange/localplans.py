"""``local_plans.csv`` of a data package: own plans of units under a plan above (its contract)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.package import PackageTable, Row
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.tables import CellReader, ImportCount, TableRow, same_rows_once
from songhanh.programme.cascade.actions.packaging import (
    GivenPlan,
    keep_given,
    newest_by_id,
    standing_of,
)
from songhanh.programme.cascade.models import LocalPlan
from songhanh.programme.plans.models import PlanDocument
from songhanh.records.recording.exports import CodesOnDays
from songhanh.records.recording.imports import RecordReader
from songhanh.records.recording.rules import can_import

_DECIDED = ("accepted", "returned")
_NUMBER_LENGTH = 60


def import_local_plans(
    rows: Sequence[TableRow], reader: CellReader, *, acting: Acting, at: datetime
) -> ImportCount:
    """Take in the own plans of units, all or nothing."""
    require(can_import(acting))
    records = RecordReader(reader, at)
    plans = dict(PlanDocument.objects.values_list("code", "pk"))
    distinct = same_rows_once(reader, rows, "id")
    for row in rows:
        records.identity(row)
    given = [one for row in distinct.values() if (one := _given(records, plans, row)) is not None]
    if reader.has_errors:
        return ImportCount()
    return ImportCount(*keep_given(given, acting=acting, at=at))


def _given(records: RecordReader, plans: dict[str, int], row: TableRow) -> GivenPlan | None:
    standing = records.standing(row)
    moments = records.moments(row, standing)
    issued_on = records.day(row, "issued_on")
    number = records.line(row, "number", _NUMBER_LENGTH)
    unit = records.keeper(row, "unit_code", [issued_on])
    records.cells.text(row, "parent_plan_code", required=True)
    parent = plans.get(records.plan(row, "parent_plan_code"))
    if unit is None or parent is None:
        return None
    begun = moments.submitted_at or records.at
    return GivenPlan(
        external_id=row.cells.get("id", ""),
        unit_id=unit.unit_id,
        parent_id=parent,
        number=number,
        issued_on=issued_on,
        standing=standing,
        registered_at=begun,
        decided_at=moments.decided_at or begun,
    )


def local_plan_rows() -> Iterator[Row]:
    """Every own plan of a programme as it stands now; the yearly kinds have no table."""
    codes = CodesOnDays()
    parents = dict(PlanDocument.objects.values_list("pk", "code"))
    for identity, one in newest_by_id().items():
        standing = standing_of(one)
        registered = standing == "submitted" or standing in _DECIDED
        yield {
            "id": identity,
            "unit_code": codes.code(one.unit_id, one.issued_on or day_of(one.registered_at)),
            "parent_plan_code": parents[one.parent_id],
            "number": one.number,
            "issued_on": one.issued_on,
            "standing": standing,
            "submitted_on": day_of(one.registered_at) if registered else None,
            "decided_on": _decided_on(one) if standing in _DECIDED else None,
        }


def _decided_on(one: LocalPlan) -> date:
    return day_of(max(one.decisions.all(), key=lambda decision: decision.number).decided_at)


TABLE = PackageTable(
    "local_plans.csv",
    "id unit_code parent_plan_code standing",
    "number issued_on submitted_on decided_on",
    local_plan_rows,
    may_lack_standing=True,
)
