"""Obligations worked out on a day: rules × units valid on the due day, and their state."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import QuerySet

from songhanh.engines import counting
from songhanh.engines.counting import parse_period
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of, end_of
from songhanh.programme.plans.enums import IN_FORCE
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.queries import (
    addressees_of,
    data_window_of,
    due_day,
    moves_days,
    rhythm_of,
    rules_ever,
    via_of,
    wordings_of,
)
from songhanh.programme.rules.senders import Senders
from songhanh.records.recording.queries import units_seen_by
from songhanh.registry.calendar.queries import WorkingDays, working_days_of
from songhanh.reporting.obligations.enums import ObligationState
from songhanh.reporting.obligations.models import Extension, FirstSubmission, Waiver

STATES = tuple(ObligationState.values)

Key = tuple[int, int, str]
"""Rule, unit, period: what names an obligation."""


@dataclass(frozen=True)
class Obligation:
    """One report owed by one unit for one period (nghĩa vụ báo cáo), in its state on a day.

    ``period`` is empty for a report that is owed when it is asked for. ``last_day`` is the one that
    counts, ``printed_day`` the one by the rule; they differ where the report was put off.
    ``unmoved_day`` is that before it was moved off a day off. ``window`` are the days whose figures
    of volume belong to it; targets keep the calendar year.
    """

    rule: ReportingRule
    plan: PlanDocument
    unit_id: int
    unit_code: str
    unit_name: str
    period: str
    last_day: date | None
    printed_day: date | None
    unmoved_day: date | None
    window: counting.Span | None
    state: ObligationState
    submitted_on: date | None
    via: str
    addressees: tuple[str, ...]

    @property
    def key(self) -> Key:
        """What names it."""
        return self.rule.pk, self.unit_id, self.period

    @property
    def is_extended(self) -> bool:
        """Whether the unit has been given a later day than the plan prints."""
        return self.last_day != self.printed_day

    @property
    def is_moved(self) -> bool:
        """Whether the last day by the rule was a day off and gave way."""
        return self.printed_day != self.unmoved_day

    @property
    def cut_off(self) -> date | None:
        """The day on which its figures of volume are closed, where that is not the period's end."""
        if self.window is None or self.window.last == parse_period(self.period).last:
            return None
        return self.window.last

    @property
    def state_label(self) -> str:
        """The state in words."""
        return str(self.state.label)

    def as_json(self) -> dict[str, object]:
        """As ``obligations list`` prints it."""
        return {
            "plan": self.plan.code,
            "rule": self.rule.element.key,
            "kind": self.rule.kind,
            "unit": self.unit_code,
            "unit_name": self.unit_name,
            "period": self.period or None,
            "last_day": self.last_day,
            "state": str(self.state.value),
            "submitted_on": self.submitted_on,
            "to": list(self.addressees),
            "via": self.via or None,
        }


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
    found = [
        obligation
        for one in plans
        for obligation in _of_plan(one, list(rules_ever(one)), as_of, years)
        if (on_request or obligation.period)
        and (unit_ids is None or obligation.unit_id in unit_ids)
        and (state is None or obligation.state.value == state)
    ]
    return sorted(
        found, key=lambda one: (one.last_day or date.max, one.plan.code, one.unit_code, one.period)
    )


def plans_with_obligations(acting: Acting, on: date) -> QuerySet[PlanDocument]:
    """The plans in force that somebody may read, in the order of their codes."""
    return plans_visible_to(acting, on).filter(status__in=IN_FORCE).order_by("code")


def obligations_seen_by(acting: Acting, *, as_of: date, year: int) -> list[Obligation]:
    """The obligations of a year, on request too, of the units and plans somebody may see."""
    units = units_seen_by(acting, as_of)
    found = [
        one
        for plan in plans_with_obligations(acting, as_of)
        for one in obligations(
            plan=plan, as_of=as_of, unit_ids=units, years={year}, on_request=True
        )
    ]
    return sorted(found, key=lambda one: (one.last_day or date.max, one.unit_name, one.period))


def obligation_of(
    rule: ReportingRule, *, unit_id: int, period: str, as_of: date
) -> Obligation | None:
    """One obligation by its name; None when the unit owes no such report."""
    if rule.duplicate_of:
        return None
    plan = PlanDocument.objects.get(pk=rule.element.plan_id)
    found = _of_plan(plan, [rule], as_of, period=period)
    return next((one for one in found if one.unit_id == unit_id), None)


def obligations_of_round(rule: ReportingRule, period: str, *, as_of: date) -> list[Obligation]:
    """Everybody who owes one report of one period, in the order of units' codes."""
    if rule.duplicate_of:
        return []
    plan = PlanDocument.objects.get(pk=rule.element.plan_id)
    return list(_of_plan(plan, [rule], as_of, period=period))


def cut_off_of(obligation: Obligation) -> date | None:
    """The last day whose figures of volume belong to a report; None for one without a period."""
    return obligation.window.last if obligation.window else None


def standing_waivers(rules: Collection[ReportingRule], on: date) -> dict[Key, Waiver]:
    """The waivers in force at the end of a day, by obligation."""
    return _standing(Waiver.objects.all(), rules, on)


def standing_extensions(rules: Collection[ReportingRule], on: date) -> dict[Key, Extension]:
    """The extensions in force at the end of a day, by obligation; the newest of each."""
    return _standing(Extension.objects.all(), rules, on)


Decided = TypeVar("Decided", Waiver, Extension)


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


@dataclass(frozen=True)
class _Facts:
    """What has happened to the obligations of some rules by the end of a day."""

    as_of: date
    first: Mapping[Key, date]
    waived: Collection[Key]
    extended: Mapping[Key, Extension]

    def submitted_on(self, key: Key) -> date | None:
        """The day of the first submission, if it was known then."""
        day = self.first.get(key)
        return day if day is not None and day <= self.as_of else None

    def last_day(self, key: Key, printed: date | None) -> date | None:
        """The day that counts: the printed one, or the one it was put off to."""
        extension = self.extended.get(key)
        return extension.last_day if extension else printed

    def state_of(self, key: Key, last_day: date | None) -> ObligationState:
        """The state by these facts."""
        state = counting.obligation_state(
            last_day, self.first.get(key), waived=key in self.waived, as_of=self.as_of
        )
        return ObligationState(state.value)


def _of_plan(
    plan: PlanDocument,
    rules: Sequence[ReportingRule],
    as_of: date,
    years: Collection[int] | None = None,
    period: str | None = None,
) -> Iterator[Obligation]:
    """Every obligation of some rules of a plan; the number of queries is always the same.

    An amended rule stays one rule: what it asked before the day of the amendment is owed by the
    words of then, what it asks after it by the new ones.
    """
    if not rules:
        return
    wordings = wordings_of(rules)
    every_wording = [one for found in wordings.values() for one in found]
    senders = Senders(plan, every_wording, as_of)
    working_days = _working_days(every_wording, plan, as_of)
    facts = _facts_of(rules, as_of, period)
    for rule in rules:
        for worded, due, day in _owed(wordings[rule.element_id], plan, as_of, working_days):
            label = due.period.label if due.period else ""
            if (years is not None and day.year not in years) or period not in {None, label}:
                continue
            addressees = tuple(addressees_of(worded))
            window = data_window_of(worded, due.period) if due.period else None
            for unit in senders.on(worded, day):
                key = (rule.pk, unit.unit_id, label)
                last_day = facts.last_day(key, due.last_day)
                yield Obligation(
                    rule=rule,
                    plan=plan,
                    unit_id=unit.unit_id,
                    unit_code=unit.code,
                    unit_name=unit.name,
                    period=key[2],
                    last_day=last_day,
                    printed_day=due.last_day,
                    unmoved_day=due.unmoved,
                    window=window,
                    state=facts.state_of(key, last_day),
                    submitted_on=facts.submitted_on(key),
                    via=via_of(worded),
                    addressees=addressees,
                )


def _owed(
    wordings: Sequence[ReportingRule],
    plan: PlanDocument,
    as_of: date,
    working_days: WorkingDays | None,
) -> Iterator[tuple[ReportingRule, counting.DuePeriod, date]]:
    """The periods of a rule, each once, by the words that held when its report was owed.

    A period whose old day lies after an amendment and whose new day lies before it is owed by the
    new words: no period is lost between two wordings.
    """
    seen: set[str] = set()
    for place, worded in enumerate(wordings):
        element = worded.element
        before = wordings[place - 1].kind if place else None
        for due in _due_periods(worded, plan, as_of, working_days):
            label = due.period.label if due.period else ""
            day = _owed_on(due, as_of)
            over = element.valid_to is not None and day >= element.valid_to
            too_early = element.valid_from is not None and day < element.valid_from
            if label in seen or over or (too_early and worded.kind != before):
                continue
            seen.add(label)
            yield worded, due, day


def _facts_of(rules: Sequence[ReportingRule], as_of: date, period: str | None) -> _Facts:
    rows = FirstSubmission.objects.filter(rule__in=rules)
    if period is not None:
        rows = rows.filter(period=period)
    named = rows.values_list("rule_id", "unit_id", "period", "submitted_at")
    first = {(rule, unit, label): day_of(moment) for rule, unit, label, moment in named}
    return _Facts(
        as_of,
        first,
        waived=standing_waivers(rules, as_of).keys(),
        extended=standing_extensions(rules, as_of),
    )


def _working_days(
    wordings: Sequence[ReportingRule], plan: PlanDocument, as_of: date
) -> WorkingDays | None:
    """Those of the plan's issuer, asked for only where a last day gives way to a day off."""
    return working_days_of(plan.issuer_id, as_of) if any(map(moves_days, wordings)) else None


def _due_periods(
    rule: ReportingRule, plan: PlanDocument, as_of: date, working_days: WorkingDays | None
) -> tuple[counting.DuePeriod, ...]:
    # An open plan goes on as far as anybody looks: to the end of the next year.
    first = plan.first_year or as_of.year
    last = plan.last_year or max(as_of.year + 1, first)
    kind = counting.RuleKind(rule.kind)
    return counting.due_periods(
        kind,
        due_day(rule, working_days),
        (first, last),
        plan.issued_on,
        frequency=rhythm_of(rule),
    )


def _owed_on(due: counting.DuePeriod, as_of: date) -> date:
    """The day whose units owe: the last day; without one the period's end, or today if earlier."""
    if due.last_day is not None or due.period is None:
        return due.last_day or as_of
    return min(due.period.last, as_of) if due.period.first <= as_of else due.period.last
