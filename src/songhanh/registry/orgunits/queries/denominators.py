"""Which units a denominator counts on a day: the counting engine decides, the registry supplies."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q, Value
from django.db.models.functions import Replace

from songhanh.engines import counting
from songhanh.engines.counting import wording
from songhanh.registry.orgunits.models import UnitAlias, UnitVersion
from songhanh.registry.orgunits.names import search_form
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
    """The territory, what is above it, and the units below whose names hold one of the words.

    Never fewer than the engine will take for the unit meant: it compares the same words in the same
    order, while tones, spaces and what stands around them do not matter here.
    """
    cores = {core for word in words if (core := _core(word))}
    holds = reduce(or_, (Q(plain__contains=core) for core in cores), Q(pk__in=()))
    names = UnitVersion.objects.annotate(plain=_without_spaces("folded_name")).filter(holds)
    aliases = UnitAlias.objects.annotate(plain=_without_spaces("folded")).filter(holds)
    around: set[int] = set()
    if territory_id is not None:
        below = in_branch(territory_id, on)
        names, aliases = names.filter(unit_id__in=below), aliases.filter(unit_id__in=below)
        around = set(ancestors_on([territory_id], on)[territory_id])
    return around.union(
        names.values_list("unit_id", flat=True), aliases.values_list("unit_id", flat=True)
    )


def _core(word: str) -> str:
    """The shortest form of a word, without a kind of unit before it and without spaces."""
    shortest = min(wording.bare_forms(word), key=len)
    kinds = {
        wording.common_form(one) for words in wording.WORDS_BEFORE_NAMES.values() for one in words
    }
    cores = [shortest, *(shortest.removeprefix(f"{kind} ") for kind in kinds)]
    return search_form(min(cores, key=len)).replace(" ", "")


def _without_spaces(column: str) -> Replace:
    return Replace(column, Value(" "), Value(""))


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
