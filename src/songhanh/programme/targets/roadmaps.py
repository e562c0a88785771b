"""Writing the roadmap of a target, and what it was before: dated, with a reason, for good.

Part of the actions on plans, which ask the rules and record the fact.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from songhanh.engines import counting
from songhanh.programme.elements.models import PlanHeader
from songhanh.programme.targets.enums import RoadmapOrigin
from songhanh.programme.targets.models import RoadmapChange, RoadmapChangeRow, RoadmapRow, Target


@dataclass(frozen=True)
class RoadmapNote:
    """Who changes roadmaps, when, where the numbers come from, and why."""

    origin: RoadmapOrigin
    reason: str
    user_id: int | None
    at: datetime


def set_roadmap(
    target: Target, rows: Sequence[counting.RoadmapRow], note: RoadmapNote
) -> RoadmapChange | None:
    """Set the roadmap of a target, one row a year, and keep what it was; None when it is the same.

    The target has to be loaded again before its roadmap is read.
    """
    before, after = known_rows(target), {row.year: row for row in rows}
    RoadmapRow.objects.filter(target=target).delete()
    RoadmapRow.objects.bulk_create(
        RoadmapRow(target=target, year=row.year, value=row.value, threshold=row.threshold)
        for row in sorted(rows, key=lambda one: one.year)
    )
    years = [year for year in sorted({*before, *after}) if before.get(year) != after.get(year)]
    if not years:
        return None
    change = RoadmapChange.objects.create(
        element_id=target.element.identity,
        origin=note.origin,
        reason=note.reason,
        changed_by_id=note.user_id,
        changed_at=note.at,
    )
    RoadmapChangeRow.objects.bulk_create(
        _changed(change, year, before.get(year), after.get(year)) for year in years
    )
    return change


def known_rows(target: Target) -> Mapping[int, counting.RoadmapRow]:
    """The roadmap as it stands, by year; where its rows went with a former wording, as last kept.

    A data package that brings a target again takes its rows away before it sets them.
    """
    rows = {
        row.year: counting.RoadmapRow(row.year, row.value, row.threshold)
        for row in RoadmapRow.objects.filter(target=target)
    }
    if rows:
        return rows
    kept = RoadmapChangeRow.objects.filter(change__element_id=target.element.identity)
    for one in kept.order_by("change_id", "year"):
        if one.value is None and one.threshold is None:
            rows.pop(one.year, None)
        else:
            rows[one.year] = counting.RoadmapRow(one.year, one.value, one.threshold)
    return rows


def roadmap_changes(plan: PlanHeader) -> QuerySet[RoadmapChange]:
    """The changes of the roadmaps of a plan, the newest first, with their rows."""
    return (
        RoadmapChange.objects.filter(element__plan_id=plan.pk)
        .select_related("element", "changed_by")
        .prefetch_related("rows")
        .order_by("-pk")
    )


def roadmap_version(plan: PlanHeader) -> int:
    """The newest change of the plan's roadmaps, by which two editors see each other; 0 is none."""
    newest = RoadmapChange.objects.filter(element__plan_id=plan.pk).order_by("-pk").first()
    return newest.pk if newest else 0


def _changed(
    change: RoadmapChange,
    year: int,
    before: counting.RoadmapRow | None,
    after: counting.RoadmapRow | None,
) -> RoadmapChangeRow:
    return RoadmapChangeRow(
        change=change,
        year=year,
        value_before=before.value if before else None,
        threshold_before=before.threshold if before else None,
        value=after.value if after else None,
        threshold=after.threshold if after else None,
    )
