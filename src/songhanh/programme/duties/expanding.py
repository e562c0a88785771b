"""Which units carry a duty on a day: the agencies of its assignment, resolved by the registry.

Nothing is guessed. Words that mean no unit, or several, are handed back for the lead officer.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

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
                territory_id = self._territory(issuer_id, day)
                members, left = members_of_words([resolution.text], territory_id, day)
                unit_ids += [member.unit_id for member in members]
                unresolved += _left_of_class(resolution.text, left, empty=not members)
            else:
                unresolved.append((resolution.text, resolution.message))
        return Meaning(tuple(dict.fromkeys(unit_ids)), tuple(unresolved))

    def _territory(self, issuer_id: int, day: date) -> int | None:
        key = (issuer_id, day)
        if key not in self._territories:
            territory = territory_of(issuer_id, day)
            self._territories[key] = territory.pk if territory else None
        return self._territories[key]


def _left_of_class(text: str, left: Iterable[str], *, empty: bool) -> list[tuple[str, str]]:
    """What a class of units leaves open: words of it that name none, or no unit at all."""
    found = [
        (words, _("Những từ này trong “%(text)s” chưa chỉ ra đơn vị nào.") % {"text": text})
        for words in left
    ]
    if empty and not found:
        sentence = _("“%(text)s” là một nhóm đơn vị, nhưng chưa có đơn vị nào hiệu lực hôm nay.")
        found.append((text, sentence % {"text": text}))
    return found


def assignment_of(duty: Duty) -> Assignment:
    """The assignment a duty stands under."""
    parent = duty.element.parent
    if parent is None:
        raise ValueError(f"the duty {duty.pk} stands under no assignment")
    assignment: Assignment = parent.assignment
    return assignment
