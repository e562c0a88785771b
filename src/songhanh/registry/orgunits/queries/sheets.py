"""All that a unit's page shows, read in a constant number of statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from songhanh.registry.orgunits.enums import SuccessionKind, UnitKind
from songhanh.registry.orgunits.models import (
    OrgUnit,
    Succession,
    UnitVersion,
)
from songhanh.registry.orgunits.queries.successions import steps_around
from songhanh.registry.orgunits.queries.trees import ancestors_on, children_on
from songhanh.registry.orgunits.queries.versions import nearest_versions

_LEAVING_ONE_UNIT = (SuccessionKind.RENAME, SuccessionKind.RETYPE, SuccessionKind.REATTACH)


@dataclass(frozen=True)
class NamedUnit:
    """A unit to link to."""

    unit_id: int
    name: str
    code: str


@dataclass(frozen=True)
class StepLine:
    """One succession as seen from the unit whose page it is."""

    succession: Succession
    other: NamedUnit | None
    share_open: bool
    """Whether somebody still has to decide the share."""


@dataclass(frozen=True)
class UnitSheet:
    """What a unit is on a day and was over time."""

    unit: OrgUnit
    day: date
    version: UnitVersion
    valid: bool
    above: list[NamedUnit]
    """The units above, from the top down to the parent."""
    versions: list[UnitVersion]
    came_from: list[StepLine]
    changes: list[StepLine]
    goes_on_in: list[StepLine]
    children: list[tuple[str, int]]
    """Kinds in words, with how many units of each stand directly below."""


def unit_sheet(unit_id: int, day: date) -> UnitSheet:
    """The sheet of a unit on a day.

    Raises:
        OrgUnit.DoesNotExist: there is no such unit.
    """
    unit = OrgUnit.objects.get(pk=unit_id)
    versions = sorted(
        UnitVersion.objects.filter(unit=unit), key=lambda one: one.valid_from or date.min
    )
    steps = steps_around(unit_id)
    chain = ancestors_on([unit_id], day).get(unit_id, [unit_id])[1:]
    others = {one for step in steps for one in (step.old_id, step.new_id) if one is not None}
    names = nearest_versions({*chain, *others}, day)
    nearest = _nearest(versions, day)
    below = children_on(unit_id, day).order_by("kind").values_list("kind")
    return UnitSheet(
        unit=unit,
        day=day,
        version=nearest,
        valid=_holds(nearest, day),
        above=[_named(names[one]) for one in reversed(chain) if one in names],
        versions=versions[::-1],
        came_from=_lines(steps, names, unit_id, incoming=True),
        changes=[
            StepLine(step, None, share_open=False)
            for step in steps
            if step.kind in _LEAVING_ONE_UNIT
        ],
        goes_on_in=_lines(steps, names, unit_id, incoming=False),
        children=[
            (str(UnitKind(kind).label), count) for kind, count in below.annotate(Count("pk"))
        ],
    )


def _lines(
    steps: Sequence[Succession], names: dict[int, UnitVersion], unit_id: int, *, incoming: bool
) -> list[StepLine]:
    lines = []
    for step in steps:
        mine = step.new_id if incoming else step.old_id
        if step.kind in _LEAVING_ONE_UNIT or mine != unit_id:
            continue
        other = step.old_id if incoming else step.new_id
        parts = (SuccessionKind.MERGE_PART, SuccessionKind.SPLIT)
        lines.append(
            StepLine(
                step,
                _named(names[other]) if other in names else None,
                share_open=step.kind in parts and step.share is None,
            )
        )
    return lines


def _named(version: UnitVersion) -> NamedUnit:
    return NamedUnit(version.unit_id, version.name, version.code)


def _nearest(versions: list[UnitVersion], day: date) -> UnitVersion:
    begun = [one for one in versions if one.valid_from is None or one.valid_from <= day]
    return begun[-1] if begun else versions[0]


def _holds(version: UnitVersion, day: date) -> bool:
    begun = version.valid_from is None or version.valid_from <= day
    return begun and (version.valid_to is None or day <= version.valid_to)
