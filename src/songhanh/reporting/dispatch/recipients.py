"""To whom a document goes: printed lines as units on a day, and who is missing among them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from songhanh.engines.vntext import body_key, fold, split_bodies
from songhanh.programme.elements.enums import ElementKind
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries.reviewing import standing_elements
from songhanh.registry.orgunits.queries import (
    names_on,
    resolve_name,
    territory_of,
    units_meant,
)
from songhanh.reporting.dispatch.models import DispatchRecipient

_PURPOSE = re.compile(r"\s*\(([^()]{2,40})\)\s*[;.]*\s*$")
_NOBODY = re.compile(r"^(?:luu\b|nhu tren|nhu kinh gui)")
_ONLY_TOLD = re.compile(r"^(?:de )?(?:bao cao|b/?c|biet|theo doi|chi dao|giam sat)$")
_ASSIGNED = re.compile(r"duoc giao|co ten|neu tai|nhu (?:muc|phan|dieu)|duoc phan cong")


@dataclass(frozen=True)
class Named:
    """One who gets a document: the printed line, its purpose, the unit it means (if any)."""

    words: str
    purpose: str
    unit_id: int | None
    unit_name: str


@dataclass(frozen=True)
class Assigned:
    """Units a plan gives duties to, and the line that does; the keys of the bodies it names."""

    words: str
    unit_ids: frozenset[int]
    bodies: frozenset[str]


@dataclass(frozen=True)
class Comparison:
    """Who has duties in a plan and does not get it; who gets it with a task, and who without.

    ``missing`` are the lines of assignments with names of units. Who gets the plan to be told of it
    alone (báo cáo, để biết, theo dõi, chỉ đạo, giám sát) is in neither list of recipients.
    """

    missing: list[tuple[str, list[str]]]
    tasked: list[DispatchRecipient]
    idle: list[DispatchRecipient]

    @property
    def idle_lines(self) -> dict[str, list[DispatchRecipient]]:
        """Those without a task by the printed line that names them."""
        lines: dict[str, list[DispatchRecipient]] = {}
        for one in self.idle:
            lines.setdefault(one.words, []).append(one)
        return lines

    @property
    def missing_names(self) -> list[str]:
        """The units that do not get the plan, each once."""
        return list(dict.fromkeys(name for _words, names in self.missing for name in names))


def lines_of_plan(plan: PlanDocument) -> list[str]:
    """The lines of a plan's "Nơi nhận", without the archive."""
    found = standing_elements(plan).filter(kind=ElementKind.RECIPIENT).select_related("recipient")
    lines = []
    for one in found:
        if not one.recipient.archive:
            purpose = one.recipient.purpose
            said = "" if not purpose or _PURPOSE.search(one.text) else f" ({purpose})"
            lines.append(f"{one.text}{said}")
    return lines


def named_in(
    lines: Sequence[str], plan: PlanDocument | None, sender_id: int, on: date
) -> list[Named]:
    """Each line as the units it means on a day: classes expanded, nobody twice, not the sender.

    "The bodies that are given duties" are read from the plan. A line that names no unit of the
    registry stays as it is printed.
    """
    plain = [line.strip(" ;.-–") for line in lines]
    plain = [line for line in plain if line and not _NOBODY.match(fold(line))]
    read = [(line, *_without_purpose(line)) for line in plain]
    territory = territory_of(plan.issuer_id if plan else sender_id, on)
    near = territory.pk if territory else None
    meant = units_meant([[words] for _line, words, _purpose in read], near, on)
    given = (
        assigned_in(plan, on) if plan and any(_ASSIGNED.search(fold(one)) for one in plain) else []
    )
    found: list[tuple[str, str, list[int]]] = []
    for (line, words, purpose), (units, _unknown) in zip(read, meant, strict=True):
        ids = set(units)
        if _ASSIGNED.search(fold(words)):
            ids |= {unit for one in given for unit in one.unit_ids}
        if not ids:
            one = resolve_name(words, on, near).unit_id
            ids = {one} if one else set()
        found.append((line, purpose, sorted(ids)))
    return _once(found, sender_id, on)


def assigned_in(plan: PlanDocument, on: date) -> list[Assigned]:
    """The units each assignment of a plan means; "the bodies concerned" mean nobody."""
    elements = [
        one
        for one in standing_elements(plan)
        if one.kind == ElementKind.ASSIGNMENT and "lien quan" not in fold(one.text)
    ]
    if not elements:
        return []
    territory = territory_of(plan.issuer_id, on)
    agencies = [_agency(one) for one in elements]
    meant = units_meant([[one] for one in agencies], territory.pk if territory else None, on)
    return [
        Assigned(one.text, units, frozenset(map(body_key, split_bodies(agency))))
        for one, agency, (units, _unknown) in zip(elements, agencies, meant, strict=True)
    ]


def compared(plan: PlanDocument, recipients: Sequence[DispatchRecipient], on: date) -> Comparison:
    """What the assignments of a plan and those who get it say of each other."""
    assigned = assigned_in(plan, on)
    received = {one.unit_id for one in recipients if one.unit_id}
    gaps = [(one.words, sorted(one.unit_ids - received - {plan.issuer_id})) for one in assigned]
    names = names_on({unit for _words, units in gaps for unit in units}, on)
    missing = [(words, [names[unit] for unit in units]) for words, units in gaps if units]
    if not assigned:
        return Comparison(missing, [], [])
    acting = [one for one in recipients if not _ONLY_TOLD.search(fold(one.purpose))]
    tasked = [one for one in acting if _has_task(one, assigned)]
    return Comparison(missing, tasked, [one for one in acting if one not in tasked])


def _has_task(recipient: DispatchRecipient, assigned: Sequence[Assigned]) -> bool:
    """Whether an assignment means the unit or, where the registry knows none, names the body."""
    if recipient.unit_id is not None:
        return any(recipient.unit_id in one.unit_ids for one in assigned)
    bodies = {body_key(one) for one in split_bodies(_without_purpose(recipient.words)[0])}
    return any(bodies & one.bodies for one in assigned)


def _agency(element: PlanElement) -> str:
    bodies = [one.text for one in element.assignment.agencies.all() if not one.partner]
    return bodies[0] if len(bodies) == 1 else element.text


def _without_purpose(line: str) -> tuple[str, str]:
    found = _PURPOSE.search(line)
    return (line[: found.start()].strip(), found[1]) if found else (line, "")


def _once(found: list[tuple[str, str, list[int]]], sender_id: int, on: date) -> list[Named]:
    names = names_on({unit for _line, _purpose, units in found for unit in units}, on)
    seen = {sender_id}
    rows: list[Named] = []
    for line, purpose, units in found:
        if not units:
            rows.append(Named(line, purpose, None, ""))
        fresh = [unit for unit in units if unit not in seen]
        seen.update(fresh)
        rows += [Named(line, purpose, unit, names[unit]) for unit in fresh]
    return rows
