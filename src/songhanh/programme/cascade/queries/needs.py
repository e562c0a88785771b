"""Who must issue an own plan under a plan, who has, and how it stands on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import Prefetch

from songhanh.engines.counting import round_half_up
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import end_of
from songhanh.programme.cascade.enums import (
    NOT_REGISTERED,
    YEARLY,
    DecisionKind,
    LocalPlanState,
    OwnPlanKind,
)
from songhanh.programme.cascade.models import LocalPlan, LocalPlanDecision
from songhanh.programme.cascade.planning import PlanningWords, planning_words
from songhanh.programme.duties.expanding import AgencyReader
from songhanh.programme.duties.queries import confirmed_duties
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.tasks.enums import AssignedRole
from songhanh.programme.tasks.models import Duty
from songhanh.registry.orgunits.queries import nearest_versions, versions_on
from songhanh.registry.roles.queries import visible_unit_ids

Key = tuple[int, str, int | None]
"""Unit, kind, year: what names a need under one plan."""


@dataclass(frozen=True)
class Need:
    """One own plan a unit must have under a plan, as it stands on a day."""

    plan: PlanDocument
    duty: Duty | None
    unit_id: int
    unit_code: str
    unit_name: str
    kind: OwnPlanKind
    year: int | None
    due_on: date | None
    requested: bool
    day: date
    local: LocalPlan | None = None
    decision: LocalPlanDecision | None = None

    @property
    def key(self) -> Key:
        """What names it."""
        return self.unit_id, self.kind.value, self.year

    @property
    def state(self) -> LocalPlanState:
        """Where it stands: the latest registration and the latest decision about it."""
        if self.local is None:
            return LocalPlanState.MISSING
        if self.decision is None or self.decision.kind == DecisionKind.UNDONE:
            return LocalPlanState.WAITING
        return LocalPlanState(self.decision.kind)

    @property
    def is_late(self) -> bool:
        """Whether a unit that is told to has none by the printed day; asked ones are never late."""
        past = self.due_on is not None and self.day > self.due_on
        return past and not self.requested and self.state == LocalPlanState.MISSING


@dataclass(frozen=True)
class Share:
    """How many of the obliged units have an accepted plan."""

    obliged: int
    accepted: int
    waiting: int
    returned: int

    @property
    def missing(self) -> int:
        """Units without any registration."""
        return self.obliged - self.accepted - self.waiting - self.returned

    @property
    def percent(self) -> Decimal | None:
        """The share, one decimal; None where nobody is obliged."""
        if not self.obliged:
            return None
        return round_half_up(Fraction(100 * self.accepted, self.obliged), 1)


def planning_duties(plan: PlanDocument) -> list[tuple[Duty, PlanningWords]]:
    """The confirmed duties that ask for an own plan, in the order of the plan."""
    duties = confirmed_duties(PlanDocument.objects.filter(pk=plan.pk))
    return [
        (duty, words)
        for duty in duties.order_by("element__position")
        if (words := planning_words(duty.element.text))
    ]


def kinds_asked(plan: PlanDocument) -> list[OwnPlanKind]:
    """The kinds of own plan the duties of a plan ask for."""
    return sorted(
        {words.kind for _duty, words in planning_duties(plan)}, key=list(OwnPlanKind).index
    )


def needs_of(plan: PlanDocument, acting: Acting, *, on: date, year: int) -> list[Need]:
    """What the units of the acting branch must have under a plan, yearly kinds for one year.

    Units are those valid on the day; the issuer itself owes none. The number of queries does not
    depend on how many there are.
    """
    reader = AgencyReader(on)
    visible = visible_unit_ids(acting, on)
    asked: dict[Key, tuple[Duty, PlanningWords, bool]] = {}
    for duty, words in planning_duties(plan):
        its_year = year if words.kind in YEARLY else None
        for carrier in reader.carriers(duty):
            if carrier.unit_id != plan.issuer_id and (
                visible is None or carrier.unit_id in visible
            ):
                requested = carrier.role == AssignedRole.REQUESTED
                key = (carrier.unit_id, words.kind.value, its_year)
                asked.setdefault(key, (duty, words, requested))
    versions = versions_on({unit for unit, _kind, _year in asked}, on)
    registered = _registered(plan, on)
    return [
        Need(
            plan=plan,
            duty=duty,
            unit_id=key[0],
            unit_code=versions[key[0]].code,
            unit_name=versions[key[0]].name,
            kind=words.kind,
            year=key[2],
            due_on=_due(words, key[2] or plan.first_year or year),
            requested=requested,
            day=on,
            local=registered[key][0] if key in registered else None,
            decision=registered[key][1] if key in registered else None,
        )
        for key, (duty, words, requested) in asked.items()
        if key[0] in versions
    ]


def need_of(plan: PlanDocument, acting: Acting, key: Key, *, on: date) -> Need | None:
    """One need by its name; None where the unit owes none or lies beyond what may be seen."""
    found = needs_of(plan, acting, on=on, year=key[2] or on.year)
    return next((one for one in found if one.key == key), None)


def share_of(needs: Iterable[Need]) -> Share:
    """The counts of some needs by their states."""
    states = [one.state for one in needs]
    return Share(
        obliged=len(states),
        accepted=states.count(LocalPlanState.ACCEPTED),
        waiting=states.count(LocalPlanState.WAITING),
        returned=states.count(LocalPlanState.RETURNED),
    )


def registrations_of(need: Need) -> Sequence[LocalPlan]:
    """Everything the unit registered for a need, the latest first, with its decisions."""
    unit_id, kind, year = need.key
    rows = LocalPlan.objects.filter(parent=need.plan, unit_id=unit_id, kind=kind, year=year)
    return list(
        rows.select_related("document", "registered_by")
        .prefetch_related("decisions__decided_by")
        .order_by("-registered_at", "-pk")
    )


def local_plans_of_ended_units(plan: PlanDocument, acting: Acting, on: date) -> list[LocalPlan]:
    """Registered plans whose unit is not valid any more: somebody has to say who continues them."""
    rows = list(LocalPlan.objects.filter(parent=plan, registered_at__lt=end_of(on)))
    visible = visible_unit_ids(acting, on)
    valid = versions_on({one.unit_id for one in rows}, on)
    if visible is not None and plan.issuer_id not in visible:
        return []
    return [one for one in rows if one.unit_id not in valid]


def names_of_ended(rows: Iterable[LocalPlan], on: date) -> dict[int, str]:
    """The last names of units, by unit."""
    versions = nearest_versions({one.unit_id for one in rows}, on)
    return {unit_id: version.name for unit_id, version in versions.items()}


def _registered(
    plan: PlanDocument, on: date
) -> dict[Key, tuple[LocalPlan, LocalPlanDecision | None]]:
    decisions = LocalPlanDecision.objects.filter(decided_at__lt=end_of(on)).order_by("number")
    rows = (
        LocalPlan.objects.filter(parent=plan, registered_at__lt=end_of(on))
        .select_related("document")
        .prefetch_related(Prefetch("decisions", queryset=decisions, to_attr="known"))
        .order_by("registered_at", "pk")
    )
    found: dict[Key, tuple[LocalPlan, LocalPlanDecision | None]] = {}
    for row in rows:
        known: list[LocalPlanDecision] = row.known
        if known and known[-1].kind in NOT_REGISTERED:
            continue
        found[row.unit_id, row.kind, row.year] = (row, known[-1] if known else None)
    return found


def _due(words: PlanningWords, year: int) -> date | None:
    """The printed day; one without a year is of the year asked for."""
    if words.due is None:
        return None
    full = len(words.due) == len("2026-01-31")
    try:
        return date.fromisoformat(words.due if full else f"{year}-{words.due}")
    except ValueError:  # 29/02 of a year that has none
        return date(year, 2, 28)
