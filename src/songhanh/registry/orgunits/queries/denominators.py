"""Which units a denominator counts on a day: the counting engine decides, the registry supplies."""

from collections.abc import Sequence
from datetime import date

from songhanh.engines import counting
from songhanh.registry.orgunits.models import UnitVersion
from songhanh.registry.orgunits.queries.counting import counting_classes, counting_units
from songhanh.registry.orgunits.queries.trees import ancestors_on, branch_ids
from songhanh.registry.orgunits.queries.versions import units_by_codes, versions_on


def members_of(
    rule: counting.DenominatorRule, territory_id: int | None, on: date
) -> list[UnitVersion]:
    """The units an officer's rule counts under a territory on a day, in the order of codes.

    The territory unit is not one of them; codes count as listed, wherever they lie (counting
    rules, "Denominator").
    """
    world = _world(territory_id, on, rule.codes)
    denominator = counting.resolve_rule(rule, world, on, territory_id)
    return _versions(denominator, world, territory_id, on)


def members_of_words(
    words: Sequence[str],
    territory_id: int | None,
    on: date,
    more: tuple[counting.UnitClass, ...] = (),
) -> tuple[list[UnitVersion], tuple[str, ...]]:
    """The units printed words mean under a territory on a day, and the words that mean none.

    ``more`` are classes besides the installation's own, for words no denominator is made of.
    """
    world = _world(territory_id, on, (), more)
    denominator = counting.resolve_subjects(words, world, on, territory_id)
    return _versions(denominator, world, territory_id, on), denominator.unresolved


def units_meant(
    phrases: Sequence[Sequence[str]], territory_id: int | None, on: date
) -> list[tuple[frozenset[int], tuple[str, ...]]]:
    """For each list of printed words the ids of the units they mean, and the words that mean none.

    The units are read once, however many lists there are.
    """
    world = _world(territory_id, on, ())
    found = []
    for words in phrases:
        denominator = counting.resolve_subjects(words, world, on, territory_id)
        units = counting.units_of(denominator, world, on, territory_id)
        found.append((frozenset(units), denominator.unresolved))
    return found


def _world(
    territory_id: int | None,
    on: date,
    codes: Sequence[str] | frozenset[str],
    more: tuple[counting.UnitClass, ...] = (),
) -> counting.World:
    unit_ids: set[int] | None = None
    classes = (*counting_classes(), *more)
    if territory_id is not None:
        listed = set(codes).union(*(one.codes for one in classes))
        unit_ids = branch_ids(territory_id, on)
        unit_ids |= {unit.pk for unit in units_by_codes(listed, on).values()}
        unit_ids |= {one for chain in ancestors_on([territory_id], on).values() for one in chain}
    return counting.World(units=counting_units(unit_ids), classes=classes)


def _versions(
    denominator: counting.Denominator, world: counting.World, territory_id: int | None, on: date
) -> list[UnitVersion]:
    unit_ids = counting.units_of(denominator, world, on, territory_id)
    by_id = versions_on(unit_ids, on)
    return [by_id[unit_id] for unit_id in unit_ids]
