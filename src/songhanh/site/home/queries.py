"""What stands on the first page of each role."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet, Value

from songhanh.engines.counting import Outcome, TargetStatus, round_half_up
from songhanh.foundation.lib.acting import Acting
from songhanh.programme.plans.enums import PlanStatus
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.targets.models import Target
from songhanh.programme.targets.queries import targets_of
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.kinds import RecordKind, kinds
from songhanh.records.recording.models import Record
from songhanh.records.recording.queries import (
    units_recorded_by,
    units_seen_by,
    waiting_for_review,
)
from songhanh.registry.roles.enums import RECORDING, Role
from songhanh.reporting.difficulties.models import Difficulty
from songhanh.reporting.difficulties.queries import answered_to, waiting_for_answer
from songhanh.reporting.dispatch.models import DispatchRecipient
from songhanh.reporting.dispatch.queries import unconfirmed
from songhanh.reporting.obligations.enums import ObligationState
from songhanh.reporting.obligations.queries import (
    Inheritance,
    Obligation,
    PlanReading,
    readings_of,
)
from songhanh.reporting.submissions.enums import SubmissionState
from songhanh.reporting.submissions.models import Submission
from songhanh.reporting.submissions.queries import submissions_visible_to, waiting_for
from songhanh.results.values.queries import plans_with_results, results_of
from songhanh.results.values.tables import ResultRow, TargetRows, by_target, result_rows

SOON = timedelta(days=60)
"""How far ahead obligations are shown on the first page."""
MOST_RECORDS = 10
OPEN_STATES = {ObligationState.DUE, ObligationState.MISSING, ObligationState.NOT_DUE}
Results = Mapping[PlanDocument, list[TargetRows]]
WORRYING = {TargetStatus.AT_RISK, TargetStatus.MISSED}


@dataclass(frozen=True)
class OpenRecord:
    """A draft or a returned record of the own unit."""

    record: Record
    kind: RecordKind[Record]

    @property
    def returned(self) -> bool:
        """Whether it came back with a remark."""
        return self.record.standing == RecordStanding.RETURNED


@dataclass(frozen=True)
class OwnProgress:
    """How far the own unit is with one target: so many of so many."""

    plan: PlanDocument
    target: Target
    period: str
    count: Decimal
    needed: Decimal | None
    unit_id: int


@dataclass(frozen=True)
class Recorder:
    """The first page of somebody who records and reports for a unit."""

    owed: list[Obligation]
    returned_reports: list[Submission]
    answered: list[Difficulty]
    records: list[OpenRecord]
    progress: list[OwnProgress]
    incoming: list[DispatchRecipient] = field(default_factory=list)
    untold: list[Obligation] = field(default_factory=list)

    @property
    def is_free(self) -> bool:
        """Whether nothing waits."""
        return not any(
            (
                self.owed,
                self.returned_reports,
                self.answered,
                self.records,
                self.incoming,
                self.progress,
                self.untold,
            )
        )


@dataclass(frozen=True)
class Lead:
    """The first page of a lead officer."""

    waiting_records: int
    waiting_reports: int
    missing_reports: int
    open_difficulties: int
    drafts: list[PlanDocument]
    undecided: list[Inheritance]
    untold: int = 0

    @property
    def first_undecided(self) -> list[Inheritance]:
        """Those of them that are named on the page."""
        return self.undecided[:MOST_RECORDS]


@dataclass(frozen=True)
class PlanRows:
    """The year's rows of a plan that are shown, of how many targets."""

    plan: PlanDocument
    rows: list[ResultRow]
    targets: int


@dataclass(frozen=True)
class Today:
    """The first page: a part is None for roles it is not for."""

    own: Recorder | None = None
    lead: Lead | None = None
    plans: list[PlanRows] | None = None
    to_answer: int = 0
    records_for: Collection[int] = field(default_factory=frozenset)


def today_of(acting: Acting, on: date) -> Today:
    """What there is to do and to read for somebody, each thing worked out once.

    Who records sees the own duties and progress, a lead officer also what waits in the branch and
    the targets behind their requirement, everybody else the targets.
    """
    leads, records = acting.acts_as(Role.LEAD_OFFICER), acting.acts_as(*RECORDING)
    reads = leads or not records
    plans = plans_with_results(acting, on)
    own_units = units_recorded_by(acting, on) if records else set()
    units = units_seen_by(acting, on) if leads else own_units
    readings = _readings(plans, units, on)
    owed = _obligations(readings, units)
    results = {plan: _rows_of(plan, on, None if reads else acting.unit_id) for plan in plans}
    return Today(
        own=_recorder(acting, results, own_units, owed, on) if records else None,
        lead=_lead(acting, owed, _undecided(acting, readings, units), on) if leads else None,
        plans=[_plan_rows(plan, found, only_worrying=leads) for plan, found in results.items()]
        if reads
        else None,
        to_answer=waiting_for_answer(acting, on).count() if acting.acts_as(Role.LEADER) else 0,
        records_for=own_units,
    )


def _recorder(
    acting: Acting,
    results: Results,
    units: Collection[int],
    owed: Sequence[Obligation],
    on: date,
) -> Recorder:
    returned = submissions_visible_to(acting, on).filter(
        state=SubmissionState.RETURNED, unit_id__in=units
    )
    return Recorder(
        owed=[one for one in owed if one.unit_id in units and _is_shown(one, on)],
        returned_reports=list(returned),
        answered=list(answered_to(units)[:MOST_RECORDS]),
        records=_open_records(units),
        progress=[
            one
            for plan, found in results.items()
            for one in _progress(plan, found, acting.unit_id, on)
        ],
        incoming=list(unconfirmed(acting, on)[:MOST_RECORDS]),
        untold=[one for one in owed if one.unit_id in units and one.untold],
    )


def _lead(
    acting: Acting, owed: Sequence[Obligation], undecided: list[Inheritance], on: date
) -> Lead:
    drafts = plans_visible_to(acting, on).filter(status=PlanStatus.DRAFT)
    return Lead(
        waiting_records=sum(waiting_for_review(acting, on).values()),
        waiting_reports=waiting_for(acting, on).count(),
        missing_reports=sum(
            one.state == ObligationState.MISSING and one.last_day.year == on.year
            for one in owed
            if one.last_day is not None
        ),
        open_difficulties=waiting_for_answer(acting, on).count(),
        drafts=list(drafts.order_by("-pk")[:MOST_RECORDS]),
        undecided=undecided,
        untold=sum(len(one.untold) for one in owed),
    )


def _plan_rows(plan: PlanDocument, found: list[TargetRows], *, only_worrying: bool) -> PlanRows:
    years = [group.year for group in found]
    if only_worrying:
        years = [row for row in years if row.result.status in WORRYING]
    return PlanRows(plan, years, len(found))


def _rows_of(plan: PlanDocument, on: date, unit_id: int | None) -> list[TargetRows]:
    return by_target(result_rows(results_of(plan, as_of=on, unit_id=unit_id), targets_of(plan, on)))


def _readings(
    plans: Iterable[PlanDocument], unit_ids: Collection[int] | None, on: date
) -> list[PlanReading]:
    """What is asked for around today: what went missing in December still matters in January."""
    if unit_ids is not None and not unit_ids:
        return []
    return readings_of(
        plans, as_of=on, years={on.year - 1, on.year, on.year + 1}, unit_ids=unit_ids
    )


def _obligations(
    readings: Iterable[PlanReading], unit_ids: Collection[int] | None
) -> list[Obligation]:
    found = [
        one
        for reading in readings
        for one in reading.obligations()
        if one.period and (unit_ids is None or one.unit_id in unit_ids)
    ]
    return sorted(found, key=lambda one: (one.last_day or date.max, one.unit_name))


def _undecided(
    acting: Acting, readings: Iterable[PlanReading], unit_ids: Collection[int] | None
) -> list[Inheritance]:
    """The reports of ended units of the branch for which this officer has to say who answers."""
    found = [
        one
        for reading in readings
        for one in reading.inheritances()
        if one.is_open
        and one.ended.unit_id != acting.unit_id
        and (unit_ids is None or one.ended.unit_id in unit_ids)
    ]
    return sorted(found, key=lambda one: (one.asked.day, one.ended.name))


def _is_shown(one: Obligation, on: date) -> bool:
    """What is owed soon, and from the first day what the unit answers for in another's place."""
    if one.last_day is None or one.state not in OPEN_STATES:
        return False
    return bool(one.takes_over) or one.last_day <= on + SOON


def _open_records(unit_ids: Collection[int]) -> list[OpenRecord]:
    found: list[OpenRecord] = []
    of_kinds = {kind.code: (kind, _unfinished(kind.records(), unit_ids)) for kind in kinds()}
    present = [
        records.order_by().values_list(Value(code), flat=True).distinct()
        for code, (_kind, records) in of_kinds.items()
    ]
    for code in sorted(present[0].union(*present[1:]) if present else []):
        kind, open_ones = of_kinds[code]
        newest = open_ones.order_by("-standing", "-created_at")[:MOST_RECORDS]
        found += [OpenRecord(one, kind) for one in newest]
    return sorted(found, key=lambda one: (not one.returned, one.record.created_at))


def _unfinished(records: QuerySet[Any], unit_ids: Collection[int]) -> QuerySet[Any]:
    standings = (RecordStanding.RETURNED, RecordStanding.DRAFT)
    return records.filter(unit_id__in=unit_ids, standing__in=standings)


def _progress(
    plan: PlanDocument, found: list[TargetRows], unit_id: int | None, on: date
) -> Iterator[OwnProgress]:
    """Of a target with quarters the running quarter, of the others the year."""
    for group in found:
        row = next((one for one in group.rows if on in one.result.period), group.year)
        own = next((one for one in row.result.outcomes if one.unit_id == unit_id), None)
        if own is not None and own.count is not None:
            yield _of_outcome(plan, row, own, own.count)


def _of_outcome(plan: PlanDocument, row: ResultRow, own: Outcome, count: Fraction) -> OwnProgress:
    return OwnProgress(
        plan=plan,
        target=row.target,
        period=row.result.period.label,
        count=round_half_up(count, 1),
        needed=None if own.needed is None else round_half_up(own.needed, 1),
        unit_id=own.unit_id,
    )
