"""What stands on the first page of each role."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from songhanh.engines.counting import TargetStatus, round_half_up
from songhanh.foundation.lib.acting import Acting
from songhanh.programme.plans.enums import PlanStatus
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.targets.models import Target
from songhanh.programme.targets.queries import targets_of
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.kinds import RecordKind, kinds
from songhanh.records.recording.models import Record
from songhanh.records.recording.queries import units_recorded_by, waiting_for_review
from songhanh.registry.roles.queries import visible_unit_ids
from songhanh.reporting.obligations.enums import ObligationState
from songhanh.reporting.obligations.queries import Obligation, obligations
from songhanh.reporting.submissions.enums import SubmissionState
from songhanh.reporting.submissions.models import Submission
from songhanh.reporting.submissions.queries import submissions_visible_to, waiting_for
from songhanh.results.values.queries import results_of
from songhanh.results.values.tables import ResultRow, result_rows

SOON = timedelta(days=60)
"""How far ahead obligations are shown on the first page."""
MOST_RECORDS = 10


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

    @property
    def done(self) -> bool:
        """Whether the unit has what is needed."""
        return self.needed is not None and self.count >= self.needed


@dataclass
class Recorder:
    """The first page of somebody who records and reports for a unit."""

    owed: list[Obligation] = field(default_factory=list)
    returned_reports: list[Submission] = field(default_factory=list)
    records: list[OpenRecord] = field(default_factory=list)
    progress: list[OwnProgress] = field(default_factory=list)


@dataclass
class Lead:
    """The first page of a lead officer."""

    waiting_records: int = 0
    waiting_reports: int = 0
    missing_reports: int = 0
    drafts: list[PlanDocument] = field(default_factory=list)


def recorder_page(acting: Acting, on: date) -> Recorder:
    """What the own unit owes, what came back, what was begun, and how far its targets are."""
    units = units_recorded_by(acting, on)
    plans = list(plans_in_force(acting, on))
    return Recorder(
        owed=_owed(plans, units, on),
        returned_reports=list(
            submissions_visible_to(acting, on).filter(
                state=SubmissionState.RETURNED, unit_id__in=units
            )
        ),
        records=_open_records(units),
        progress=_progress(plans, acting, on),
    )


def lead_page(acting: Acting, on: date) -> Lead:
    """What waits for a decision in the branch."""
    branch = visible_unit_ids(acting, on)
    owed = obligations_of(plans_in_force(acting, on), branch, on)
    return Lead(
        waiting_records=sum(waiting_for_review(acting, on).values()),
        waiting_reports=waiting_for(acting, on).count(),
        missing_reports=sum(one.state == ObligationState.MISSING for one in owed),
        drafts=list(plans_visible_to(acting, on).filter(status=PlanStatus.DRAFT)[:MOST_RECORDS]),
    )


def plans_in_force(acting: Acting, on: date) -> Iterable[PlanDocument]:
    """The plans carried out now that the person may read."""
    return (plan for plan in plans_visible_to(acting, on) if plan.in_force)


def obligations_of(
    plans: Iterable[PlanDocument], unit_ids: Collection[int] | None, on: date
) -> list[Obligation]:
    """The obligations of this year and the next in some plans."""
    years = {on.year, on.year + 1}
    found: list[Obligation] = []
    for plan in plans:
        found += obligations(plan=plan, as_of=on, unit_ids=unit_ids, years=years)
    return found


def plan_rows(plan: PlanDocument, on: date) -> list[ResultRow]:
    """The year's row of every target of a plan: what a leader reads on one page."""
    rows = result_rows(results_of(plan, as_of=on), list(targets_of(plan)))
    return [row for row in rows if row.result.period.label == str(on.year)]


def at_risk(rows: Iterable[ResultRow]) -> list[ResultRow]:
    """The rows that ask for somebody's attention."""
    worrying = {TargetStatus.AT_RISK, TargetStatus.MISSED}
    return [row for row in rows if row.result.status in worrying]


def _owed(plans: Iterable[PlanDocument], unit_ids: Collection[int], on: date) -> list[Obligation]:
    open_states = {ObligationState.DUE, ObligationState.MISSING, ObligationState.NOT_DUE}
    owed = [
        one
        for one in obligations_of(plans, unit_ids, on)
        if one.state in open_states and one.last_day is not None and one.last_day <= on + SOON
    ]
    return sorted(owed, key=lambda one: (one.last_day or date.max, one.unit_name))


def _open_records(unit_ids: Collection[int]) -> list[OpenRecord]:
    found: list[OpenRecord] = []
    for kind in kinds():
        open_ones = kind.records().filter(
            unit_id__in=unit_ids, standing__in=(RecordStanding.RETURNED, RecordStanding.DRAFT)
        )
        found += [OpenRecord(one, kind) for one in open_ones.order_by("-created_at")[:MOST_RECORDS]]
    return sorted(found, key=lambda one: (not one.returned, one.record.created_at))


def _progress(plans: Iterable[PlanDocument], acting: Acting, on: date) -> list[OwnProgress]:
    found: list[OwnProgress] = []
    for plan in plans:
        results = results_of(plan, as_of=on, unit_id=acting.unit_id)
        for row in result_rows(results, list(targets_of(plan))):
            if _current(row, on):
                found += _own_outcomes(plan, row, acting.unit_id)
    return found


def _own_outcomes(plan: PlanDocument, row: ResultRow, unit_id: int | None) -> Iterator[OwnProgress]:
    for one in row.result.outcomes:
        if one.unit_id == unit_id and one.count is not None:
            yield OwnProgress(
                plan=plan,
                target=row.target,
                period=row.result.period.label,
                count=round_half_up(one.count, 1),
                needed=None if one.needed is None else round_half_up(one.needed, 1),
                unit_id=one.unit_id,
            )


def _current(row: ResultRow, on: date) -> bool:
    """Of a quarterly target the running quarter, of the others the year."""
    period = row.result.period
    quarterly = row.target.period == "quarter"
    return period.first <= on <= period.last and (period.kind == "quarter") == quarterly
