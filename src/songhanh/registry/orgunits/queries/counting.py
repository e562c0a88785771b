"""The bridge to the counting engine: units, successions and classes as plain values."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Replace

from songhanh.engines import counting
from songhanh.foundation.lib.among import among
from songhanh.foundation.lib.remembering import remembered
from songhanh.registry.orgunits.enums import NUMEROUS, Hierarchy, SuccessionKind, UnitKind
from songhanh.registry.orgunits.models import (
    Succession,
    UnitAlias,
    UnitClass,
    UnitRelation,
    UnitVersion,
)
from songhanh.registry.orgunits.names import search_form
from songhanh.registry.orgunits.queries.plainunits import units_among, units_where
from songhanh.registry.orgunits.queries.reaching import reached
from songhanh.registry.orgunits.queries.successions import standing_successions

PASSING_ON = (
    SuccessionKind.MERGE,
    SuccessionKind.MERGE_PART,
    SuccessionKind.SPLIT,
    SuccessionKind.DISSOLVE,
)
"""Successions the engine is told of; the others leave one identity."""

_SENT_ALONG = 2_000
"""More keys than these are not sent to the database; the answer is sifted instead."""


@dataclass(frozen=True)
class CountingMap:
    """The part of the registry one computation needs."""

    units: tuple[counting.Unit, ...]
    successions: tuple[counting.Succession, ...]
    classes: tuple[counting.UnitClass, ...]


@dataclass(frozen=True)
class Narrowing:
    """What a computation can do without, so that a country's villages stay in the database.

    ``without`` are kinds nobody counts, ``since`` leaves out units that ended before the day, and
    ``words`` may be names of units: those that bear them are kept. ``classes`` were read to know
    which kinds these are.
    """

    classes: tuple[counting.UnitClass, ...]

    without: frozenset[str] = frozenset()
    since: date | None = None
    words: tuple[str, ...] = ()


def counting_map(
    territory_id: int | None,
    more: Collection[int] = (),
    codes: Collection[str] = (),
    narrowing: Narrowing | None = None,
) -> CountingMap:
    """Everything that ever stood under a territory, what it came from, and what that became.

    Without a territory the whole registry. ``more`` adds units from elsewhere (an issuer), and so
    do ``codes`` (those listed in a denominator; those of classes always), with their own history.
    """
    classes = narrowing.classes if narrowing else counting_classes()
    kept = set(more) | units_listed(codes, classes)
    wanted = Q()
    if territory_id is not None:
        unit_ids = under_or_before({territory_id} | kept, narrowing)
        unit_ids |= ever_above(unit_ids)
        wanted = among("unit_id", unit_ids)
    if narrowing:
        if narrowing.since:
            # Of an issuer that has ended its last place counts, even where that has ended too.
            kept |= ever_above(set(more))
        chosen = _narrowed(wanted, narrowing, kept | _named(narrowing))
        units = units_among(chosen, few=narrowing.without.issuperset(NUMEROUS))
    else:
        units = units_where(wanted)
    known = {unit.id for unit in units}
    successions = successions_out_of(known, narrowing)
    beyond = {row.new_id for row in successions if row.new_id is not None} - known
    if beyond:
        units += counting_units(beyond)
    return CountingMap(tuple(units), tuple(successions), classes)


def units_listed(codes: Collection[str], classes: Collection[counting.UnitClass]) -> set[int]:
    """The units that ever bore one of some codes or of those the classes name."""
    listed = set(codes).union(*(one.codes for one in classes))
    return set(UnitVersion.objects.filter(code__in=listed).values_list("unit_id", flat=True))


def _narrowed(wanted: Q, narrowing: Narrowing, kept: set[int]) -> "QuerySet[UnitVersion, int]":
    """The keys of the units that are not left out, and of those kept in any case.

    One subquery: a country's keys are not sent to and fro, and an "or" outside of it would have
    every row of the country looked at.
    """
    left = Q(kind__in=_kinds_left(narrowing)) & wanted
    if narrowing.since:
        left &= Q(valid_to=None) | Q(valid_to__gte=narrowing.since)
    versions = UnitVersion.objects.filter(left | among("unit_id", kept))
    return versions.order_by().values_list("unit_id", flat=True)


def _kinds_left(narrowing: Narrowing) -> list[str]:
    """The kinds that are not left out, by their names: so an index of kinds can be used."""
    return [kind for kind in UnitKind.values if kind not in narrowing.without]


def successions_out_of(
    unit_ids: set[int], narrowing: Narrowing | None = None
) -> list[counting.Succession]:
    """What became of units, as the engine is told."""
    rows = standing_successions().filter(kind__in=PASSING_ON)
    if narrowing and narrowing.since:
        rows = rows.filter(on__gte=narrowing.since)
    if len(unit_ids) <= _SENT_ALONG:
        rows = rows.filter(among("old_id", unit_ids))
    return [_plain(row) for row in rows if row.old_id in unit_ids]


def _named(narrowing: Narrowing) -> set[int]:
    """Units of the kinds left out whose name or alias begins like one of the words.

    The engine compares more strictly; here i and y, tones and punctuation do not matter.
    """
    forms = {search_form(word).replace("y", "i") for word in narrowing.words} - {""}
    if not forms:
        return set()
    of_kinds = UnitVersion.objects.filter(kind__in=narrowing.without)
    begins = reduce(or_, (Q(plain__startswith=form) for form in forms))
    names = of_kinds.annotate(plain=Replace("folded_name", Value("y"), Value("i"))).filter(begins)
    aliases = (
        UnitAlias.objects.filter(unit_id__in=of_kinds.values("unit_id"))
        .annotate(plain=Replace("folded", Value("y"), Value("i")))
        .filter(begins)
    )
    return {*names.values_list("unit_id", flat=True), *aliases.values_list("unit_id", flat=True)}


def counting_units(unit_ids: Collection[int] | None = None) -> list[counting.Unit]:
    """Units with their versions, each cut where the parent in the territory changes."""
    return units_where(Q() if unit_ids is None else among("unit_id", unit_ids))


def counting_successions(
    unit_ids: Collection[int] | None = None,
) -> list[counting.Succession]:
    """The successions out of these units (of all, without any given) that the engine is told of."""
    rows = standing_successions().filter(kind__in=PASSING_ON)
    if unit_ids is not None:
        rows = rows.filter(among("old_id", unit_ids))
    return [_plain(row) for row in rows]


def _plain(row: Succession) -> counting.Succession:
    return counting.Succession(
        old_id=row.old_id,
        new_id=row.new_id,
        on=row.on,
        kind=counting.SuccessionKind(row.kind),
        share=row.share,
    )


@remembered
def counting_classes() -> tuple[counting.UnitClass, ...]:
    """The classes this installation has of its own."""
    found = []
    for one in UnitClass.objects.order_by("name").prefetch_related("rules"):
        rules = list(one.rules.all())
        found.append(
            counting.UnitClass(
                name=one.name,
                kinds=frozenset(rule.kind for rule in rules if rule.kind and not rule.excluded),
                codes=frozenset(rule.code for rule in rules if rule.code and not rule.excluded),
                exclude_codes=frozenset(rule.code for rule in rules if rule.code and rule.excluded),
            )
        )
    return tuple(found)


def under_or_before(unit_ids: set[int], narrowing: Narrowing | None = None) -> set[int]:
    """The units, all that ever stood under them, what any of these came from, and so on.

    Kinds that are left out are not walked through: the engine could not either.
    """
    stands = _stands()
    if narrowing and narrowing.without:
        kinds = _kinds_left(narrowing)
        stands = stands.filter(
            Exists(UnitVersion.objects.filter(unit_id=OuterRef("unit_id"), kind__in=kinds))
        )
    stood = stands.values(begins=F("parent_id"), ends=F("unit_id"))
    came = passed_on().values(begins=F("new_id"), ends=F("old_id"))
    return reached(unit_ids, stood.union(came, all=True))


def passed_on() -> QuerySet[Succession]:
    """The steps by which a unit, or a part of it, went into another."""
    steps = standing_successions().filter(kind__in=PASSING_ON, new_id__isnull=False)
    return steps.order_by()


def ever_above(unit_ids: set[int]) -> set[int]:
    """The units and all that ever stood above them in the territory."""
    return reached(unit_ids, _stands().values(begins=F("unit_id"), ends=F("parent_id")))


def _stands() -> QuerySet[UnitRelation]:
    return UnitRelation.objects.filter(hierarchy=Hierarchy.TERRITORY)
