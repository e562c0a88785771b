"""Bodies around a place, whose names are printed in many spellings and abbreviations.

Villages and schools, which are many and printed by their full names, are not looked through.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import F, QuerySet

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


def bodies_one_step_lower(parent_ids: tuple[int, ...], on: date) -> list[Body]:
    """The bodies below what stands directly below one of the units."""
    below = UnitRelation.objects.filter(valid_on(on), hierarchy=Hierarchy.TERRITORY)
    direct = below.filter(parent_id__in=parent_ids).values("unit_id")
    lower = below.filter(parent_id__in=direct).values("unit_id")
    return _called(_valid(on).filter(unit_id__in=lower)) if parent_ids else []


def bodies_of_the_country(on: date) -> list[Body]:
    """Ministries and what counts as one."""
    return _called(_valid(on).filter(kind=UnitKind.MINISTRY))


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
