"""Which units a denominator counts on a day: the counting engine decides, the registry supplies."""

from collections.abc import Callable, Sequence
from datetime import date

from django.db.models import Q

from songhanh.engines import counting
from songhanh.registry.orgunits.models import UnitVersion
from songhanh.registry.orgunits.queries.bearing import maybe_named
from songhanh.registry.orgunits.queries.counting import counting_classes, counting_units
from songhanh.registry.orgunits.queries.trees import (
    ancestors_on,
    branch_ids,
    in_branch,
    valid_on,
)
from songhanh.registry.orgunits.queries.versions import units_by_codes


def members_of(
    rule: counting.DenominatorRule, territory_id: int | None, on: date
) -> list[UnitVersion]:
    """The units an officer's rule counts under a territory on a day, in the order of codes.

    The territory unit is not one of them; codes count as listed, wherever they lie (counting
    rules, "Denominator").
    """
    meant = _meant(
        lambda world: counting.resolve_rule(rule, world, on, territory_id), territory_id, on
    )
    return expanded(meant, territory_id, on)


def members_of_words(
    words: Sequence[str],
    territory_id: int | None,
    on: date,
    more: tuple[counting.UnitClass, ...] = (),
) -> tuple[list[UnitVersion], tuple[str, ...]]:
    """The units printed words mean under a territory on a day, and the words that mean none.

    ``more`` are classes besides the installation's own, for words no denominator is made of.
    """
    meant = _meant(
        lambda world: counting.resolve_subjects(words, world, on, territory_id),
        territory_id,
        on,
        more,
    )
    return expanded(meant, territory_id, on), meant.unresolved


def expanded(meant: counting.Denominator, territory_id: int | None, on: date) -> list[UnitVersion]:
    """The units of the parts valid on a day, each once, in the order of codes.

    Kinds count under the territory, without it; codes wherever they lie. One statement: the
    villages of a province stay in the database when its departments are asked for.
    """
    found = UnitVersion.objects.filter(valid_on(on)).order_by("code", "unit_id")
    wanted = Q(pk__in=())
    by_excluded: dict[frozenset[str], tuple[frozenset[str], frozenset[str]]] = {}
    for part in meant.parts:
        kinds, codes = by_excluded.get(part.exclude_codes, (frozenset(), frozenset()))
        by_excluded[part.exclude_codes] = kinds | part.kinds, codes | part.codes
    for excluded, (kinds, codes) in by_excluded.items():
        inside = Q(kind__in=kinds)
        if territory_id is not None:
            inside &= Q(unit_id__in=in_branch(territory_id, on)) & ~Q(unit_id=territory_id)
        counted = inside | Q(code__in=codes) if kinds else Q(code__in=codes)
        wanted |= counted & ~Q(code__in=excluded)
    return list(found.filter(wanted))


def units_meant(
    phrases: Sequence[Sequence[str]], territory_id: int | None, on: date
) -> list[tuple[frozenset[int], tuple[str, ...]]]:
    """For each list of printed words the ids of the units they mean, and the words that mean none.

    The units are read once, however many lists there are.
    """
    world = _world(territory_id, on)
    found = []
    for words in phrases:
        denominator = counting.resolve_subjects(words, world, on, territory_id)
        units = counting.units_of(denominator, world, on, territory_id)
        found.append((frozenset(units), denominator.unresolved))
    return found


def _meant(
    resolve: Callable[[counting.World], counting.Denominator],
    territory_id: int | None,
    on: date,
    more: tuple[counting.UnitClass, ...] = (),
) -> counting.Denominator:
    """What words mean by the classes and the table alone; what is left is looked up among the names
    of the few units that may bear it.
    """
    classes = (*counting_classes(), *more)
    by_words = resolve(counting.World(units=(), classes=classes))
    if not by_words.unresolved:
        return by_words
    named = _maybe_named(by_words.unresolved, territory_id, on)
    if not named:
        return by_words
    above = {one for chain in ancestors_on(named, on).values() for one in chain}
    return resolve(counting.World(units=counting_units(named | above), classes=classes))


def _maybe_named(words: Sequence[str], territory_id: int | None, on: date) -> set[int]:
    """The territory, what is above it, and the units below that may bear one of the words."""
    if territory_id is None:
        return maybe_named(words)
    around = set(ancestors_on([territory_id], on)[territory_id])
    return around | maybe_named(words, in_branch(territory_id, on))


def _world(territory_id: int | None, on: date) -> counting.World:
    """Everything under a territory and above it, and the units that classes list."""
    unit_ids: set[int] | None = None
    classes = counting_classes()
    if territory_id is not None:
        listed = {code for one in classes for code in one.codes}
        unit_ids = branch_ids(territory_id, on)
        unit_ids |= {unit.pk for unit in units_by_codes(listed, on).values()}
        unit_ids |= {one for chain in ancestors_on([territory_id], on).values() for one in chain}
    return counting.World(units=counting_units(unit_ids), classes=classes)
