"""A duty as one unit carries it on a day: a value, worked out and stored nowhere."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from songhanh.programme.duties.enums import DutyState
from songhanh.programme.duties.expanding import (
    assignment_of,
)
from songhanh.programme.duties.standing import Standing
from songhanh.programme.plans.enums import PlanStatus
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.tasks.enums import AssignedRole
from songhanh.programme.tasks.models import Assignment, Duty

Key = tuple[int, int]
"""Duty and unit: what names a carried duty."""


@dataclass(frozen=True)
class CarriedDuty:
    """One duty as one unit carries it, seen on a day.

    ``ended`` says that the unit no longer is among those the plan's words mean (it was dissolved,
    or left a class) although something was recorded; ``successors`` are the names of the units that
    continue it. ``nobody`` says that no unit at all has accepted the duty.
    """

    duty: Duty
    unit_id: int
    unit_code: str
    unit_name: str
    role: str
    standing: Standing
    day: date
    nobody: bool
    ended: bool = False
    successors: tuple[str, ...] = ()
    continues: "CarriedDuty | None" = None

    @property
    def came_from(self) -> PlanDocument | None:
        """The replaced plan an open duty goes on from; None where its own plan is carried out."""
        return self.plan if self.plan.status == PlanStatus.SUPERSEDED else None

    @property
    def key(self) -> Key:
        """What names it."""
        return self.duty.pk, self.unit_id

    @property
    def name(self) -> str:
        """Its key as one word, for forms."""
        return f"{self.duty.pk}-{self.unit_id}"

    @cached_property
    def plan(self) -> PlanDocument:
        """The plan it comes from."""
        plan: PlanDocument = self.duty.element.plan
        return plan

    @cached_property
    def assignment(self) -> Assignment:
        """The assignment of the plan it stands under."""
        return assignment_of(self.duty)

    @property
    def text(self) -> str:
        """The duty in the plan's own words, as they hold on the day."""
        element = self.duty.element
        if element.holds_on(self.day):
            return element.text
        past = [one for one in element.past_wordings.all() if one.holds_on(self.day)]
        return past[-1].text if past else element.text

    @property
    def state(self) -> DutyState:
        """Where it stands."""
        return self.standing.state

    @property
    def role_label(self) -> str:
        """The role in words; empty where the plan does not say."""
        return str(AssignedRole(self.role).label) if self.role else ""

    @property
    def is_requested(self) -> bool:
        """Whether the unit is asked, not told: it is reminded and never overdue."""
        return self.role == AssignedRole.REQUESTED

    @property
    def is_unproven(self) -> bool:
        """Whether it is open and nothing the unit reported leads to a record or other evidence."""
        return self.state != DutyState.CLOSED and not self.standing.proofs

    @property
    def is_late(self) -> bool:
        """Whether a unit that is told to was not done by its due day."""
        return not self.is_requested and self.standing.is_past_due(self.day)

    @property
    def is_to_remind(self) -> bool:
        """Whether a requested unit has not answered by the day it was asked for."""
        return self.is_requested and self.standing.is_open and self.standing.is_past_due(self.day)
