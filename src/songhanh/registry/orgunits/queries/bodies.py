"""Bodies around a place, whose names are printed in many spellings and abbreviations.

Villages and schools, which are many and printed by their full names, are not looked through.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import F, Q, QuerySet

from songhanh.engines.vntext.bodies import body_key
from songhanh.registry.orgunits.enums import Hierarchy, UnitKind
from songhanh.registry.orgunits.models import UnitAlias, UnitRelation, UnitVersion
from songhanh.registry.orgunits.queries.trees import valid_on

BODY_KINDS = (
    UnitKind.MINISTRY,
    UnitKind.DEPARTMENT,
    UnitKind.PRESS,
    UnitKind.CENTRE,
    UnitKind.STATION,
    UnitKind.MASS_ORGANISATION,
    UnitKind.COMMITTEE,
    UnitKind.OTHER,
)


@dataclass(frozen=True)
class Body:
    """A body with the names and aliases it is printed by."""

    version: UnitVersion
    names: tuple[str, ...]


@lru_cache(maxsize=32_768)
def key_of(name: str) -> str:
    """The key under which spellings of one body meet; the names of a registry are few."""
    return body_key(name)


def bodies_below(parent_ids: tuple[int, ...], on: date) -> list[list[Body]]:
    """The bodies directly below each of the units on a day, in the order of the units."""
    if not parent_ids:
        return []
    above: dict[int, int] = {}
    versions = []
    placed = _valid(on).filter(
        valid_on(on, "unit__parents__"),
        unit__parents__hierarchy=Hierarchy.TERRITORY,
        unit__parents__parent_id__in=parent_ids,
    )
    for version in placed.annotate(parent_id=F("unit__parents__parent_id")):
        above[version.unit_id] = version.parent_id
        versions.append(version)
    by_parent: dict[int, list[Body]] = defaultdict(list)
    for body in _called(versions):
        by_parent[above[body.version.unit_id]].append(body)
    return [by_parent[parent_id] for parent_id in parent_ids]


def bodies_farther(parent_ids: tuple[int, ...], on: date) -> list[list[Body]]:
    """The bodies below what stands directly below the units, and those of the whole country.

    They are few among thousands of villages: which they are is asked first, and then their rows.
    """
    lower = _one_step_lower(parent_ids, on)
    found = _called(_valid(on).filter(Q(unit_id__in=lower) | Q(kind=UnitKind.MINISTRY)))
    return [
        [body for body in found if body.version.unit_id in lower],
        [body for body in found if body.version.kind == UnitKind.MINISTRY],
    ]


def _one_step_lower(parent_ids: tuple[int, ...], on: date) -> set[int]:
    if not parent_ids:
        return set()
    below = UnitRelation.objects.filter(valid_on(on), hierarchy=Hierarchy.TERRITORY)
    direct = below.filter(parent_id__in=parent_ids).values("unit_id")
    lower = below.filter(parent_id__in=direct).values_list("unit_id", flat=True)
    bodies = _valid(on).order_by().values_list("unit_id", flat=True)
    # Two lists held against each other, not every village looked up among the bodies.
    return set(bodies.intersection(lower))


def _valid(on: date) -> "QuerySet[UnitVersion]":
    return UnitVersion.objects.filter(valid_on(on), kind__in=BODY_KINDS).order_by("code")


def _called(versions: Iterable[UnitVersion]) -> list[Body]:
    """The bodies with their aliases, in one more statement."""
    rows = list(versions)
    aliases: dict[int, list[str]] = defaultdict(list)
    called = UnitAlias.objects.filter(unit_id__in=[one.unit_id for one in rows])
    for unit_id, text in called.values_list("unit_id", "text"):
        aliases[unit_id].append(text)
    return [Body(one, (one.name, *aliases[one.unit_id])) for one in rows]
