"""Reports that are over and missing: how late, how often reminded, who answers for them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max

from songhanh.foundation.lib.acting import Acting
from songhanh.reporting.obligations.enums import ObligationState
from songhanh.reporting.obligations.models import SentReminder
from songhanh.reporting.obligations.queries.digests import people_answering
from songhanh.reporting.obligations.queries.duties import obligations_seen_in
from songhanh.reporting.obligations.queries.obligation import Obligation


@dataclass(frozen=True)
class Overdue:
    """A missing report. ``reminded`` counts the days on which anybody was reminded of it."""

    obligation: Obligation
    days_late: int
    reminded: int
    last_reminded: date | None


@dataclass(frozen=True)
class OverdueRow:
    """The same in a list, with the people who write the unit's reports."""

    overdue: Overdue
    people: tuple[str, ...]


def overdue_seen_by(acting: Acting, *, as_of: date) -> list[Overdue]:
    """The missing reports of somebody's branch, of this year and the last, the latest first."""
    missing = [
        one
        for one in obligations_seen_in({as_of.year - 1, as_of.year}, acting, as_of=as_of)
        if one.state == ObligationState.MISSING
    ]
    reminded = _reminded({one.rule.pk for one in missing})
    found = [
        Overdue(one, (as_of - one.last_day).days, *reminded.get(one.key, (0, None)))
        for one in missing
        if one.last_day is not None
    ]
    return sorted(found, key=lambda one: (-one.days_late, one.obligation.unit_name))


def rows_of_overdue(found: Iterable[Overdue], on: date) -> list[OverdueRow]:
    """Lines of a list, with who answers; the people are asked for once."""
    listed = list(found)
    people = people_answering({one.obligation.unit_id for one in listed}, on)
    return [
        OverdueRow(one, tuple(str(user) for user in people.get(one.obligation.unit_id, ())))
        for one in listed
    ]


def _reminded(rule_ids: Collection[int]) -> dict[tuple[int, int, str], tuple[int, date]]:
    rows = SentReminder.objects.filter(rule_id__in=rule_ids)
    counted = rows.values("rule_id", "unit_id", "period").annotate(
        times=Count("on", distinct=True), latest=Max("on")
    )
    return {
        (row["rule_id"], row["unit_id"], row["period"]): (row["times"], row["latest"])
        for row in counted
    }
