"""Which units carry a duty on a day: the agencies of its assignment, resolved by the registry.

Nothing is guessed. Words that mean no unit, or several, are handed back for the lead officer.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries.units import within_years
from songhanh.programme.tasks.enums import AssignedRole
from songhanh.programme.tasks.models import Assignment, Duty
from songhanh.registry.orgunits.queries import (
    Outcome,
    members_of_words,
    resolve_names,
    territory_of,
)


@dataclass(frozen=True)
class Carrier:
    """A unit that carries a duty, and in which role; empty where the plan does not say."""

    duty: Duty
    unit_id: int
    role: str


@dataclass(frozen=True)
class UnresolvedWords:
    """Words of an assignment that mean no single unit on the day, and what to do about it."""

    plan: PlanDocument
    assignment: Assignment
    text: str
    message: str


@dataclass(frozen=True)
class Meaning:
    """What an agency's words mean on a day: units, and the words that are left over."""

    unit_ids: tuple[int, ...]
    unresolved: tuple[tuple[str, str], ...]


@dataclass
class AgencyReader:
    """Reads the agencies of assignments on one day, each text of an issuer once."""

    on: date
    _read: dict[tuple[str, int, date], Meaning] = field(default_factory=dict)
    _territories: dict[tuple[int, date], int | None] = field(default_factory=dict)

    def carriers(self, duty: Duty) -> list[Carrier]:
        """The units of a duty in the order of the plan; a unit named twice stands once.

        A body of the assignment itself comes before a partner its duties name, so a unit that is
        both keeps the role of the assignment.
        """
        assignment = assignment_of(duty)
        role = duty.role or assignment.role
        found: dict[int, Carrier] = {}
        for agency in assignment.agencies.all():
            meaning = self.meaning(agency.text, duty.element.plan)
            as_role = AssignedRole.COORDINATE.value if agency.partner else role
            for unit_id in meaning.unit_ids:
                found.setdefault(unit_id, Carrier(duty, unit_id, as_role))
        return list(found.values())

    def unresolved(self, assignments: Iterable[Assignment]) -> list[UnresolvedWords]:
        """The words of these assignments that mean no single unit."""
        return [
            UnresolvedWords(assignment.element.plan, assignment, text, message)
            for assignment in assignments
            for agency in assignment.agencies.all()
            for text, message in self.meaning(agency.text, assignment.element.plan).unresolved
        ]

    def meaning(self, text: str, plan: PlanDocument) -> Meaning:
        """What the words mean within the plan's territory, on the day nearest in its years."""
        day = within_years(plan, self.on)
        key = (text, plan.issuer_id, day)
        if key not in self._read:
            self._read[key] = self._resolve(*key)
        return self._read[key]

    def _resolve(self, text: str, issuer_id: int, day: date) -> Meaning:
        unit_ids: list[int] = []
        unresolved: list[tuple[str, str]] = []
        for resolution in resolve_names(text, day, issuer_id):
            if resolution.unit_id is not None:
                unit_ids.append(resolution.unit_id)
            elif resolution.outcome == Outcome.CLASS:
                members, _left = members_of_words(
                    [resolution.text], self._territory(issuer_id, day), day
                )
                unit_ids += [member.unit_id for member in members]
                if not members:
                    unresolved.append((resolution.text, resolution.message))
            else:
                unresolved.append((resolution.text, resolution.message))
        return Meaning(tuple(dict.fromkeys(unit_ids)), tuple(unresolved))

    def _territory(self, issuer_id: int, day: date) -> int | None:
        key = (issuer_id, day)
        if key not in self._territories:
            territory = territory_of(issuer_id, day)
            self._territories[key] = territory.pk if territory else None
        return self._territories[key]


def assignment_of(duty: Duty) -> Assignment:
    """The assignment a duty stands under."""
    parent = duty.element.parent
    if parent is None:
        raise ValueError(f"the duty {duty.pk} stands under no assignment")
    assignment: Assignment = parent.assignment
    return assignment
