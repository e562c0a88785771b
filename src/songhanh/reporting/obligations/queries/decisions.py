"""What has been decided about single reports and still stands: waived, put off."""

from collections.abc import Collection
from datetime import date
from typing import TypeVar

from django.db.models import QuerySet

from songhanh.foundation.lib.among import among
from songhanh.foundation.lib.clock import end_of
from songhanh.programme.rules.models import ReportingRule
from songhanh.reporting.obligations.models import Extension, HandOver, Waiver

Key = tuple[int, int, str]
"""Rule, unit, period: what names an obligation."""


def standing_waivers(
    rules: Collection[ReportingRule], on: date, unit_ids: Collection[int] | None = None
) -> dict[Key, Waiver]:
    """The waivers in force at the end of a day, by obligation."""
    return _standing(_of_units(Waiver.objects.all(), unit_ids), rules, on)


def standing_extensions(
    rules: Collection[ReportingRule], on: date, unit_ids: Collection[int] | None = None
) -> dict[Key, Extension]:
    """The extensions in force at the end of a day, by obligation; the newest of each."""
    return _standing(_of_units(Extension.objects.all(), unit_ids), rules, on)


def standing_hand_overs(
    rules: Collection[ReportingRule], on: date, unit_ids: Collection[int] | None = None
) -> dict[Key, HandOver]:
    """Who answers for the reports of ended units as decided by the end of a day."""
    return _standing(_of_units(HandOver.objects.all(), unit_ids), rules, on)


Decided = TypeVar("Decided", Waiver, Extension, HandOver)


def _of_units(decisions: QuerySet[Decided], unit_ids: Collection[int] | None) -> QuerySet[Decided]:
    return decisions if unit_ids is None else decisions.filter(among("unit_id", unit_ids))


def _standing(
    decisions: QuerySet[Decided], rules: Collection[ReportingRule], on: date
) -> dict[Key, Decided]:
    decided = list(decisions.filter(rule__in=rules, decided_at__lt=end_of(on)).order_by("id"))
    undone = {row.undoes_id for row in decided}
    return {
        (row.rule_id, row.unit_id, row.period): row
        for row in decided
        if row.undoes_id is None and row.pk not in undone
    }
