"""The records behind what *is*: conventions, stages, models and plans of a unit, with verdicts.

Targets that are counted from entries lead to their records by these; the others lead here.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q

from songhanh.engines.counting import Outcome, TargetKind
from songhanh.foundation.lib.acting import Acting
from songhanh.records.campaigns.kind import PLANS
from songhanh.records.communitymodels.kind import MODELS
from songhanh.records.conventions.kind import CONVENTIONS
from songhanh.records.conventions.models import Convention
from songhanh.records.mediaindex.kind import STAGES
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.queries import with_proof
from songhanh.results.values.enums import Lacking, Verdict
from songhanh.results.values.tables import UnitRow

KEPT_IN: dict[TargetKind, Any] = {
    TargetKind.ACTION_MONTH_PLAN_SHARE: PLANS,
    TargetKind.CONVENTION_SHARE: CONVENTIONS,
    TargetKind.DIGITAL_MODEL_PER_YEAR: MODELS,
    TargetKind.MEDIA_INDEX_SHARE: STAGES,
}
"""In which kind of record that is kept which a target asks for beside counts, or instead."""

_COUNTS = (RecordStanding.SUBMITTED, RecordStanding.ACCEPTED)


@dataclass(frozen=True)
class Thing:
    """One record; ``verdict`` and ``lacks`` where it is judged by itself, as conventions are."""

    record: Any
    show: str
    verdict: Verdict | None = None
    lacks: tuple[str, ...] = ()


def things_behind(
    kind: TargetKind,
    unit_ids: Collection[int],
    outcomes: Iterable[Outcome],
    acting: Acting,
    on: date,
) -> list[Thing]:
    """What some units have on record for a target of a kind, as far as somebody may see it."""
    plain = KEPT_IN.get(kind)
    if plain is None:
        return []
    found = plain.visible_to(acting, on).filter(
        _asked_for(kind, on), unit_id__in=unit_ids, revises=None, standing__in=_COUNTS
    )
    judged = {one.code: one for one in outcomes} if kind == TargetKind.CONVENTION_SHARE else {}
    return [
        _thing(record, plain, judged.get(record.external_id))
        for record in with_proof(found, plain.kind).order_by("title", "pk")
    ]


def with_titles(kind: TargetKind, rows: Iterable[UnitRow]) -> list[UnitRow]:
    """Rows of things that are judged by themselves, each with what the thing is called."""
    some = list(rows)
    if kind != TargetKind.CONVENTION_SHARE:
        return some
    found = Convention.objects.filter(external_id__in=[row.code for row in some])
    titles = dict(found.values_list("external_id", "title"))
    return [replace(row, title=titles.get(row.code, "")) for row in some]


def _asked_for(kind: TargetKind, on: date) -> Q:
    if kind == TargetKind.ACTION_MONTH_PLAN_SHARE:
        return Q(year=on.year)
    if kind == TargetKind.DIGITAL_MODEL_PER_YEAR:
        return Q(type="digital_community")
    return Q()


def _thing(record: Any, plain: Any, outcome: Outcome | None) -> Thing:
    show = f"{plain.kind.namespace}:show"
    if outcome is None:
        return Thing(record, show)
    lacks = tuple(str(Lacking(one.value).label) for one in outcome.lacks)
    return Thing(record, show, Verdict(outcome.verdict.value), lacks)
