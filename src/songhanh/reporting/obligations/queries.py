"""Obligations worked out on a day: rules × units valid on the due day, and their state."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from songhanh.engines import counting
from songhanh.foundation.lib.clock import day_of
from songhanh.programme.plans.enums import IN_FORCE
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.enums import PhrasePart
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.queries import due_day, phrases, reporting_rules, senders_on
from songhanh.registry.orgunits.models import UnitVersion
from songhanh.reporting.obligations.enums import ObligationState
from songhanh.reporting.obligations.models import FirstSubmission, Waiver

STATES = tuple(ObligationState.values)

Key = tuple[int, int, str]
"""Rule, unit, period: what names an obligation."""


@dataclass(frozen=True)
class Obligation:
    """One report owed by one unit for one period (nghĩa vụ báo cáo), in its state on a day."""

    rule: ReportingRule
    plan: PlanDocument
    unit_id: int
    unit_code: str
    unit_name: str
    period: str
    last_day: date | None
    state: ObligationState
    submitted_on: date | None
    via: str
    addressees: tuple[str, ...]

    @property
    def key(self) -> Key:
        """What names it."""
        return self.rule.pk, self.unit_id, self.period

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
) -> list[Obligation]:
    """Who owes what by when, in the order of last days, then of units.

    Without a plan those of every plan in force. ``years`` limits the years of the last days (of
    the periods where there is no day), which a page of today uses. A rule without a day gives an
    obligation that is never late (counting rules, "Obligations").
    """
    plans = [plan] if plan else list(PlanDocument.objects.filter(status__in=IN_FORCE))
    found: list[Obligation] = []
    for one in plans:
        for rule in reporting_rules(one):
            found += _of_rule(rule, one, as_of=as_of, unit_ids=unit_ids, years=years)
    kept = [one for one in found if state is None or one.state.value == state]
    return sorted(
        kept, key=lambda one: (one.last_day or date.max, one.plan.code, one.unit_code, one.period)
    )


def obligation_of(
    rule: ReportingRule, *, unit_id: int, period: str, as_of: date
) -> Obligation | None:
    """One obligation by its name; None when the unit owes no such report."""
    plan = PlanDocument.objects.get(pk=rule.element.plan_id)
    found = _of_rule(rule, plan, as_of=as_of, unit_ids={unit_id}, years=None)
    return next((one for one in found if one.period == period), None)


def standing_waivers(rule_ids: Collection[int]) -> dict[Key, Waiver]:
    """The waivers in force, by obligation."""
    rows = Waiver.objects.filter(rule_id__in=rule_ids, undoes=None, undone_by=None)
    return {(row.rule_id, row.unit_id, row.period): row for row in rows}


def _of_rule(
    rule: ReportingRule,
    plan: PlanDocument,
    *,
    as_of: date,
    unit_ids: Collection[int] | None,
    years: Collection[int] | None,
) -> Iterator[Obligation]:
    first = {
        (row.rule_id, row.unit_id, row.period): day_of(row.submitted_at)
        for row in FirstSubmission.objects.filter(rule=rule)
    }
    waivers = standing_waivers([rule.pk])
    addressees = tuple(phrases(rule, PhrasePart.ADDRESSEE))
    for due in _due_periods(rule, plan, as_of):
        day = due.last_day or _day_without(due, as_of)
        if years is not None and day.year not in years:
            continue
        period = due.period.label if due.period else ""
        for unit in _senders(rule, day, unit_ids):
            key = (rule.pk, unit.unit_id, period)
            submitted_on = first.get(key)
            yield Obligation(
                rule=rule,
                plan=plan,
                unit_id=unit.unit_id,
                unit_code=unit.code,
                unit_name=unit.name,
                period=period,
                last_day=due.last_day,
                state=_state(due.last_day, submitted_on, waived=key in waivers, as_of=as_of),
                submitted_on=submitted_on,
                via=rule.via,
                addressees=addressees,
            )


def _due_periods(
    rule: ReportingRule, plan: PlanDocument, as_of: date
) -> tuple[counting.DuePeriod, ...]:
    # An open plan goes on as far as anybody looks: to the end of the next year.
    first = plan.first_year or as_of.year
    last = plan.last_year or max(as_of.year + 1, first)
    found = counting.due_periods(
        counting.RuleKind(rule.kind), due_day(rule), (first, last), plan.issued_on
    )
    return tuple(one for one in found if one.period is not None)


def _day_without(due: counting.DuePeriod, as_of: date) -> date:
    """The day on which the senders of a report without a day are looked up."""
    last = due.period.last if due.period else as_of
    return min(last, as_of) if due.period and due.period.first <= as_of else last


def _senders(
    rule: ReportingRule, day: date, unit_ids: Collection[int] | None
) -> Iterator[UnitVersion]:
    units, _unresolved = senders_on(rule, day)
    return (unit for unit in units if unit_ids is None or unit.unit_id in unit_ids)


def _state(
    last_day: date | None, submitted_on: date | None, *, waived: bool, as_of: date
) -> ObligationState:
    state = counting.obligation_state(last_day, submitted_on, waived=waived, as_of=as_of)
    return ObligationState(state.value)
