"""Obligations worked out on a day: rules × units valid on the due day, and their state."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from django.db.models import QuerySet

from songhanh.foundation.lib.acting import Acting
from songhanh.programme.plans.enums import IN_FORCE
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.queries import rules_ever
from songhanh.records.recording.queries import units_seen_by
from songhanh.reporting.obligations.enums import ObligationState
from songhanh.reporting.obligations.queries.obligation import Obligation
from songhanh.reporting.obligations.queries.reading import Part, PlanReading

STATES = tuple(ObligationState.values)
FEW = 60
"""So many units are judged by what they hang on alone; for more the whole territory is read."""


def obligations(
    *,
    as_of: date,
    plan: PlanDocument | None = None,
    unit_ids: Collection[int] | None = None,
    state: str | None = None,
    years: Collection[int] | None = None,
    on_request: bool = False,
) -> list[Obligation]:
    """Who owes what by when, in the order of last days, then of units.

    Without a plan those of every plan in force. ``years`` limits the years of the last days (of
    the periods where there is no day), which a page of today uses. ``on_request`` adds the reports
    that have no period, because the plan asks for them only when somebody does. A rule without a
    day gives an obligation that is never late (counting rules, "Obligations").
    """
    plans = [plan] if plan else list(PlanDocument.objects.filter(status__in=IN_FORCE))
    part = Part(years=years, unit_ids=if_few(unit_ids))
    found = [
        obligation
        for one in plans
        for obligation in _of_plan(one, list(rules_ever(one)), as_of, part)
        if (on_request or obligation.period)
        and (unit_ids is None or obligation.unit_id in unit_ids)
        and (state is None or obligation.state.value == state)
    ]
    return sorted(
        found, key=lambda one: (one.last_day or date.max, one.plan.code, one.unit_code, one.period)
    )


def readings_of(
    plans: Iterable[PlanDocument],
    *,
    as_of: date,
    years: Collection[int],
    unit_ids: Collection[int] | None = None,
) -> list[PlanReading]:
    """What plans ask for with last days in some years: for who needs more of it than one thing.

    Where only the answers about some units are wanted, others may be left out.
    """
    found = ((plan, list(rules_ever(plan))) for plan in plans)
    part = Part(years=years, unit_ids=if_few(unit_ids))
    return [PlanReading(plan, rules, as_of, part) for plan, rules in found if rules]


def if_few(unit_ids: Collection[int] | None) -> Collection[int] | None:
    """The units where they are few; None where reading the whole territory is quicker."""
    return unit_ids if unit_ids is not None and len(unit_ids) <= FEW else None


def plans_with_obligations(acting: Acting, on: date) -> QuerySet[PlanDocument]:
    """The plans in force that somebody may read, in the order of their codes."""
    return plans_visible_to(acting, on).filter(status__in=IN_FORCE).order_by("code")


def obligations_seen_by(acting: Acting, *, as_of: date, year: int) -> list[Obligation]:
    """The obligations of a year, on request too, of the units and plans somebody may see."""
    return obligations_seen_in({year}, acting, as_of=as_of)


def obligations_seen_in(years: Collection[int], acting: Acting, *, as_of: date) -> list[Obligation]:
    """The same for several years at once."""
    units = units_seen_by(acting, as_of)
    found = [
        one
        for plan in plans_with_obligations(acting, as_of)
        for one in obligations(plan=plan, as_of=as_of, unit_ids=units, years=years, on_request=True)
    ]
    return sorted(found, key=lambda one: (one.last_day or date.max, one.unit_name, one.period))


def obligation_of(
    rule: ReportingRule, *, unit_id: int, period: str, as_of: date
) -> Obligation | None:
    """One obligation by its name; None when the unit owes no such report."""
    if rule.duplicate_of:
        return None
    plan = PlanDocument.objects.get(pk=rule.element.plan_id)
    found = _of_plan(plan, [rule], as_of, Part(period=period, unit_ids={unit_id}))
    return next(iter(found), None)


def obligations_of_round(rule: ReportingRule, period: str, *, as_of: date) -> list[Obligation]:
    """Everybody who owes one report of one period, in the order of units' codes."""
    if rule.duplicate_of:
        return []
    plan = PlanDocument.objects.get(pk=rule.element.plan_id)
    found = _of_plan(plan, [rule], as_of, Part(period=period))
    return sorted(found, key=lambda one: one.unit_code)


def cut_off_of(obligation: Obligation) -> date | None:
    """The last day whose figures of volume belong to a report; None for one without a period."""
    return obligation.window.last if obligation.window else None


def _of_plan(
    plan: PlanDocument,
    rules: Sequence[ReportingRule],
    as_of: date,
    part: Part,
) -> Iterator[Obligation]:
    """Every obligation of some rules of a plan; the number of queries is always the same."""
    if rules:
        yield from PlanReading(plan, rules, as_of, part).obligations()
