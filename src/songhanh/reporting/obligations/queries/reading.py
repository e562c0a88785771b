"""What the rules of a plan ask for, read once: whose report, of which period, due on which day."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from songhanh.engines import counting
from songhanh.engines.counting import parse_period
from songhanh.foundation.lib.among import among
from songhanh.foundation.lib.clock import day_of
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.queries import (
    addressees_of,
    data_window_of,
    due_day,
    moves_days,
    rhythm_of,
    via_of,
    wordings_of,
)
from songhanh.programme.rules.senders import Ended, Sender, Senders
from songhanh.registry.calendar.queries import WorkingDays, working_days_of
from songhanh.registry.orgunits.queries import units_before
from songhanh.reporting.obligations.enums import ObligationState
from songhanh.reporting.obligations.models import (
    Extension,
    FirstSubmission,
    HandOver,
    ReportRequest,
)
from songhanh.reporting.obligations.queries.decisions import (
    Key,
    standing_extensions,
    standing_hand_overs,
    standing_waivers,
)
from songhanh.reporting.obligations.queries.obligation import Obligation
from songhanh.reporting.obligations.queries.requests import requests_by_rule
from songhanh.reporting.obligations.telling import told_by

_STATES = {state: ObligationState(state.value) for state in counting.ObligationState}


@dataclass(frozen=True)
class Facts:
    """What has happened to the obligations of some rules by the end of a day."""

    as_of: date
    first: Mapping[Key, date]
    waived: Collection[Key]
    extended: Mapping[Key, Extension]
    handed_over: Mapping[Key, HandOver]

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
        return _STATES[state]


@dataclass(frozen=True)
class Asked:
    """One period of a rule in the words that held, and the day whose units owe its report."""

    rule: ReportingRule
    worded: ReportingRule
    due: counting.DuePeriod
    day: date
    title: str

    @cached_property
    def label(self) -> str:
        """The period's label; empty for a report that is owed when it is asked for."""
        return self.due.period.label if self.due.period else ""

    @property
    def since(self) -> date:
        """The first day whose units matter: heirs answer for who ended within the period."""
        return min(self.day, self.due.period.first) if self.due.period else self.day

    def key_of(self, unit_id: int) -> Key:
        """What names the obligation of a unit."""
        return self.rule.pk, unit_id, self.label


@dataclass(frozen=True)
class Inheritance:
    """A report of a unit that ended before it was due, and who answers for it.

    ``heir`` is None where nobody does: because it was decided so, or (``is_open``) because it is
    not clear and nobody has decided yet. ``is_untold`` where the heir had sent its own report
    before, which does not tell of the ended unit.
    """

    asked: Asked
    ended: Ended
    heir: Sender | None
    decision: HandOver | None
    is_untold: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the lead officer has to decide."""
        return self.decision is None and len(self.ended.heirs) != 1

    @property
    def key(self) -> Key:
        """What names the obligation the ended unit would have had."""
        return self.asked.key_of(self.ended.unit_id)


@dataclass(frozen=True)
class Part:
    """What of a plan's reports is looked at; None is everything.

    ``period`` is a label, ``years`` are those of the days on which reports are owed. ``unit_ids``
    are few units: the registry of a province is not read to judge one of them.
    """

    period: str | None = None
    years: Collection[int] | None = None
    unit_ids: Collection[int] | None = None

    def has(self, asked: Asked) -> bool:
        """Whether the period of a rule is looked at."""
        in_years = self.years is None or asked.day.year in self.years
        return in_years and self.period in {None, asked.label}

    def has_unit(self, unit: Sender) -> bool:
        """Whether the report of a unit is looked at."""
        return self.unit_ids is None or unit.unit_id in self.unit_ids


class PlanReading:
    """The rules of a plan with all they hang on; asks the database the same few things once.

    An amended rule stays one rule: what it asked before the day of the amendment is owed by the
    words of then, what it asks after it by the new ones.
    """

    def __init__(
        self,
        plan: PlanDocument,
        rules: Sequence[ReportingRule],
        as_of: date,
        of: Part | None = None,
    ) -> None:
        """Read the rules, or the part of what they ask that matters; nothing is known of others."""
        self._of = of or Part()
        self._plan = plan
        self._rules = rules
        self._as_of = as_of
        self._wordings = wordings_of(rules)
        self._every_wording = [one for found in self._wordings.values() for one in found]
        self._working_days = _working_days(self._every_wording, plan, as_of)
        self._facts = _facts_of(rules, as_of, self._of)
        self._requests = requests_by_rule(rules)

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """Every period every rule asks a report for, of those the reading is of."""
        return tuple(self._asked())

    @cached_property
    def _senders(self) -> Senders:
        """Who sends, read from the first day that is asked about."""
        since = min((one.since for one in self.asked), default=self._as_of)
        return Senders(self._plan, self._every_wording, self._as_of, since, self._of.unit_ids)

    def _asked(self) -> Iterator[Asked]:
        for rule in self._rules:
            request = self._requests.get(rule.pk)
            owed = (
                _asked_for(rule, request, self._as_of)
                if request
                else _owed(
                    self._wordings[rule.element_id], self._plan, self._as_of, self._working_days
                )
            )
            for worded, due, day in owed:
                one = Asked(rule, worded, due, day, request.title if request else "")
                if self._of.has(one):
                    yield one

    def obligations(self) -> Iterator[Obligation]:
        """Every obligation: of the units valid on the day, and of heirs that owed none themselves.

        A unit that continues one that ended answers for it in its own report.
        """
        for asked in self.asked:
            heirs: dict[int, Sender] = {}
            taken: dict[int, list[Ended]] = defaultdict(list)
            untold: dict[int, list[Ended]] = defaultdict(list)
            for one in self.inherited(asked):
                if one.heir is not None:
                    heirs[one.heir.unit_id] = one.heir
                    taken[one.heir.unit_id].append(one.ended)
                    if one.is_untold:
                        untold[one.heir.unit_id].append(one.ended)
            units = self._senders.on(asked.worded, asked.day)
            known = {unit.unit_id for unit in units}
            answering = [*units, *(heir for pk, heir in heirs.items() if pk not in known)]
            addressees = tuple(addressees_of(asked.worded))
            via = via_of(asked.worded)
            period = asked.due.period
            window = data_window_of(asked.worded, period) if period else None
            for unit in filter(self._of.has_unit, answering):
                key = asked.key_of(unit.unit_id)
                last_day = self._facts.last_day(key, asked.due.last_day)
                yield Obligation(
                    rule=asked.rule,
                    plan=self._plan,
                    unit_id=unit.unit_id,
                    unit_code=unit.code,
                    unit_name=unit.name,
                    period=key[2],
                    last_day=last_day,
                    printed_day=asked.due.last_day,
                    unmoved_day=asked.due.unmoved,
                    window=window,
                    state=self._facts.state_of(key, last_day),
                    submitted_on=self._facts.submitted_on(key),
                    via=via,
                    addressees=addressees,
                    title=asked.title,
                    takes_over=tuple(taken.get(unit.unit_id, ())),
                    untold=tuple(untold.get(unit.unit_id, ())),
                )

    def inheritances(self) -> Iterator[Inheritance]:
        """Every report of a unit that ended before it was due.

        A reading of some units knows those of these units and those these units answer for.
        """
        for asked in self.asked:
            yield from self.inherited(asked)

    def inherited(self, asked: Asked) -> Iterator[Inheritance]:
        """The reports of units that ended within the period before the day it is due, with whether
        the reports of their heirs tell of them.
        """
        for one in self._inherited[asked.rule.pk, asked.label]:
            told = self._told.get(asked.key_of(one.heir.unit_id)) if one.heir else None
            untold = told is not None and one.ended.unit_id not in told
            yield replace(one, is_untold=True) if untold else one

    @cached_property
    def _inherited(self) -> Mapping[tuple[int, str], list[Inheritance]]:
        return {(one.rule.pk, one.label): list(self._inherited_of(one)) for one in self.asked}

    @cached_property
    def _told(self) -> Mapping[Key, frozenset[int]]:
        """What the reports tell of that heirs had sent."""
        keys = {
            one.asked.key_of(one.heir.unit_id)
            for found in self._inherited.values()
            for one in found
            if one.heir is not None
        }
        return told_by({key for key in keys if self._facts.submitted_on(key) is not None})

    def _inherited_of(self, asked: Asked) -> Iterator[Inheritance]:
        """The reports of units that ended within the period before the day it is due.

        What such a unit had sent itself, or was excused from, is nobody's duty any more. While the
        end lies ahead, the unit itself is still expected to report.
        """
        period, due = asked.due.period, asked.due.last_day
        if period is None or due is None:
            return
        for ended in self._senders.ended(asked.worded, period.first, due):
            key = asked.key_of(ended.unit_id)
            settled = self._facts.submitted_on(key) is not None or key in self._facts.waived
            if settled or ended.on > self._as_of:
                continue
            decision = self._facts.handed_over.get(key)
            if decision is not None:
                heirs = [one for one in ended.heirs if one.unit_id == decision.to_unit_id]
            else:
                heirs = list(ended.heirs) if len(ended.heirs) == 1 else []
            yield Inheritance(asked, ended, heirs[0] if heirs else None, decision)


def _asked_for(
    rule: ReportingRule, request: ReportRequest, as_of: date
) -> Iterator[tuple[ReportingRule, counting.DuePeriod, date]]:
    """The one report of a request, from the day it was asked for until it is withdrawn."""
    over = request.withdrawn_at is not None and day_of(request.withdrawn_at) <= as_of
    if day_of(request.asked_at) <= as_of and not over:
        last = request.last_day
        yield rule, counting.DuePeriod(parse_period(request.period), last, last), last


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


def _facts_of(rules: Sequence[ReportingRule], as_of: date, of: Part) -> Facts:
    rows = FirstSubmission.objects.filter(rule__in=rules, taken_back=None)
    if of.period is not None:
        rows = rows.filter(period=of.period)
    units: set[int] | None = None
    if of.unit_ids is not None:
        units = set(of.unit_ids) | units_before(of.unit_ids)
        rows = rows.filter(among("unit_id", units))
    named = rows.values_list("rule_id", "unit_id", "period", "submitted_at")
    first = {(rule, unit, label): day_of(moment) for rule, unit, label, moment in named}
    return Facts(
        as_of,
        first,
        waived=standing_waivers(rules, as_of, units).keys(),
        extended=standing_extensions(rules, as_of, units),
        handed_over=standing_hand_overs(rules, as_of, units),
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
