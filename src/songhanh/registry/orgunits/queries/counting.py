"""The bridge to the counting engine: units, successions and classes as plain values."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from songhanh.engines import counting
from songhanh.registry.orgunits.enums import Hierarchy, SuccessionKind
from songhanh.registry.orgunits.models import (
    Succession,
    UnitAlias,
    UnitClass,
    UnitRelation,
    UnitVersion,
)
from songhanh.registry.orgunits.queries.successions import standing_successions

PASSING_ON = (
    SuccessionKind.MERGE,
    SuccessionKind.MERGE_PART,
    SuccessionKind.SPLIT,
    SuccessionKind.DISSOLVE,
)
"""Successions the engine is told of; the others leave one identity."""

_Span = tuple[date | None, date | None]


@dataclass(frozen=True)
class CountingMap:
    """The part of the registry one computation needs."""

    units: tuple[counting.Unit, ...]
    successions: tuple[counting.Succession, ...]
    classes: tuple[counting.UnitClass, ...]


def counting_map(
    territory_id: int | None, more: Collection[int] = (), codes: Collection[str] = ()
) -> CountingMap:
    """Everything that ever stood under a territory, what it came from, and what that became.

    Without a territory the whole registry. ``more`` adds units from elsewhere (an issuer), and so
    do ``codes`` (those listed in a denominator; those of classes always), with their own history.
    """
    classes = counting_classes()
    if territory_id is None:
        unit_ids = None
    else:
        listed = set(codes).union(*(one.codes for one in classes))
        bearers = UnitVersion.objects.filter(code__in=listed).values_list("unit_id", flat=True)
        roots = {territory_id} | _predecessors({territory_id})
        unit_ids = _ever_under(roots) | set(more) | set(bearers)
        unit_ids |= _predecessors(unit_ids)
        unit_ids |= _ever_above(unit_ids)
    successions = counting_successions(unit_ids)
    if unit_ids is not None:
        unit_ids |= {row.new_id for row in successions if row.new_id is not None}
    return CountingMap(tuple(counting_units(unit_ids)), tuple(successions), classes)


def counting_units(unit_ids: Collection[int] | None = None) -> list[counting.Unit]:
    """Units with their versions, each cut where the parent in the territory changes."""
    versions: dict[int, list[UnitVersion]] = defaultdict(list)
    parents: dict[int, list[tuple[int, _Span]]] = defaultdict(list)
    aliases: dict[int, list[str]] = defaultdict(list)
    version_rows = UnitVersion.objects.all()
    relation_rows = UnitRelation.objects.filter(hierarchy=Hierarchy.TERRITORY)
    alias_rows = UnitAlias.objects.order_by("text")
    if unit_ids is not None:
        version_rows = version_rows.filter(unit_id__in=unit_ids)
        relation_rows = relation_rows.filter(unit_id__in=unit_ids)
        alias_rows = alias_rows.filter(unit_id__in=unit_ids)
    for version in version_rows:
        versions[version.unit_id].append(version)
    for unit_id, parent_id, first, last in relation_rows.values_list(
        "unit_id", "parent_id", "valid_from", "valid_to"
    ):
        parents[unit_id].append((parent_id, (first, last)))
    for unit_id, text in alias_rows.values_list("unit_id", "text"):
        aliases[unit_id].append(text)
    return [
        counting.Unit(
            id=unit_id,
            versions=tuple(_stretches(rows, parents[unit_id])),
            aliases=tuple(aliases[unit_id]),
        )
        for unit_id, rows in sorted(versions.items())
    ]


def _stretches(
    rows: list[UnitVersion], parents: list[tuple[int, _Span]]
) -> Iterable[counting.UnitVersion]:
    for row in sorted(rows, key=lambda one: one.valid_from or date.min):
        for parent_id, (first, last) in _cut((row.valid_from, row.valid_to), parents):
            yield counting.UnitVersion(
                code=row.code,
                name=row.name,
                kind=row.kind,
                parent_id=parent_id,
                valid_from=first,
                valid_to=last,
            )


def _cut(span: _Span, parents: list[tuple[int, _Span]]) -> Iterable[tuple[int | None, _Span]]:
    """Cut a span at the days where the parent changes; stretches without one have None."""
    at, end = span[0] or date.min, span[1] or date.max
    for parent_id, (first, last) in sorted(parents, key=lambda one: one[1][0] or date.min):
        begin, close = max(first or date.min, at), min(last or date.max, end)
        if begin > close:
            continue
        if begin > at:
            yield None, _open(at, begin - timedelta(days=1))
        yield parent_id, _open(begin, close)
        if close == end:
            return
        at = close + timedelta(days=1)
    yield None, _open(at, end)


def _open(first: date, last: date) -> _Span:
    return (first if first > date.min else None, last if last < date.max else None)


def counting_successions(
    unit_ids: Collection[int] | None = None,
) -> list[counting.Succession]:
    """The successions out of these units (of all, without any given) that the engine is told of."""
    rows = standing_successions().filter(kind__in=PASSING_ON)
    if unit_ids is not None:
        rows = rows.filter(old_id__in=unit_ids)
    return [_plain(row) for row in rows]


def _plain(row: Succession) -> counting.Succession:
    return counting.Succession(
        old_id=row.old_id,
        new_id=row.new_id,
        on=row.on,
        kind=counting.SuccessionKind(row.kind),
        share=row.share,
    )


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


def _ever_under(roots: set[int]) -> set[int]:
    relations = UnitRelation.objects.filter(hierarchy=Hierarchy.TERRITORY)
    found, newest = set(roots), set(roots)
    while newest:
        below = set(relations.filter(parent_id__in=newest).values_list("unit_id", flat=True))
        newest = below - found
        found |= newest
    return found


def _ever_above(unit_ids: set[int]) -> set[int]:
    relations = UnitRelation.objects.filter(hierarchy=Hierarchy.TERRITORY)
    found: set[int] = set()
    newest = unit_ids
    while newest:
        above = set(relations.filter(unit_id__in=newest).values_list("parent_id", flat=True))
        newest = above - found - unit_ids
        found |= newest
    return found


def _predecessors(unit_ids: set[int]) -> set[int]:
    rows = standing_successions().filter(kind__in=PASSING_ON)
    found: set[int] = set()
    newest = unit_ids
    while newest:
        before = set(rows.filter(new_id__in=newest).values_list("old_id", flat=True))
        newest = before - found - unit_ids
        found |= newest
    return found
