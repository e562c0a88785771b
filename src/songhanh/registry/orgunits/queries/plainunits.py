"""Units as the counting engine knows them, made of the rows of the registry."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Model, Q, QuerySet

from songhanh.engines import counting
from songhanh.registry.orgunits.enums import Hierarchy
from songhanh.registry.orgunits.models import UnitAlias, UnitRelation, UnitVersion

_Span = tuple[date | None, date | None]
_Placed = tuple[int, int, date | None, date | None]
"""A unit, its parent, and from when until when."""
_ALWAYS: _Span = (None, None)

_VERSION = ("unit_id", "code", "name", "kind", "valid_from", "valid_to")
_RELATION = ("unit_id", "parent_id", "valid_from", "valid_to")
_IN_TERRITORY = {"hierarchy": str(Hierarchy.TERRITORY)}


class _Version(NamedTuple):
    """What a version says; a country has too many for model instances."""

    unit_id: int
    code: str
    name: str
    kind: str
    valid_from: date | None
    valid_to: date | None


def units_where(wanted: Q) -> list[counting.Unit]:
    """The units a condition on ``unit_id`` chooses, in the order of their keys."""
    return _units(
        UnitVersion.objects.filter(wanted).values_list(*_VERSION),
        UnitRelation.objects.filter(wanted, **_IN_TERRITORY).values_list(*_RELATION),
        UnitAlias.objects.filter(wanted).values_list("unit_id", "text"),
    )


def units_among(keys: "QuerySet[UnitVersion, int]", *, few: bool) -> list[counting.Unit]:
    """The same for the keys a query gives, which may give one several times.

    ``few`` says that they are a small part of the registry. PostgreSQL is then told to look each
    of them up: it would read all villages of the country to find its communes.
    """
    if not few or connection.vendor != "postgresql":
        return units_where(Q(unit_id__in=keys))
    return _units(
        _looked_up(UnitVersion, _VERSION, {}, keys),
        _looked_up(UnitRelation, _RELATION, _IN_TERRITORY, keys),
        UnitAlias.objects.filter(unit_id__in=keys).values_list("unit_id", "text"),
    )


def _looked_up(
    model: type[Model],
    columns: Sequence[str],
    also: dict[str, str],
    keys: "QuerySet[UnitVersion, int]",
) -> list[tuple[Any, ...]]:
    inner, given = keys.query.sql_with_params()
    own = " AND ".join([f"{column} = %s" for column in also] + ["unit_id = chosen.unit_id"])
    statement = (
        f"SELECT own.* FROM (SELECT DISTINCT unit_id FROM ({inner}) named) chosen "  # noqa: S608 - SQL that Django made, and names of own columns
        f"CROSS JOIN LATERAL (SELECT {', '.join(columns)} FROM {model._meta.db_table} "
        f"WHERE {own} OFFSET 0) own"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*given, *also.values()])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _units(
    named: Iterable[tuple[Any, ...]],
    placed: Iterable[tuple[Any, ...]],
    called: Iterable[tuple[int, str]],
) -> list[counting.Unit]:
    versions: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    parents: dict[int, list[_Placed]] = defaultdict(list)
    aliases: dict[int, list[str]] = defaultdict(list)
    for row in named:
        versions[row[0]].append(row)
    for place in placed:
        parents[place[0]].append(place)
    for unit_id, text in sorted(called):
        aliases[unit_id].append(text)
    return [
        counting.Unit(
            unit_id, _stretches(rows, parents.get(unit_id, ())), tuple(aliases.get(unit_id, ()))
        )
        for unit_id, rows in sorted(versions.items())
    ]


def _stretches(
    rows: Sequence[tuple[Any, ...]], parents: Sequence[_Placed]
) -> tuple[counting.UnitVersion, ...]:
    """The versions of a unit, each cut where its parent in the territory changes."""
    if len(rows) == len(parents) == 1:
        _, code, name, kind, first, last = rows[0]
        _, parent_id, begin, end = parents[0]
        if (begin is None and end is None) or (begin == first and end == last):
            # Most units never changed and never moved.
            return (counting.UnitVersion(code, name, kind, parent_id, first, last),)
    places = [(parent_id, (begin, end)) for _, parent_id, begin, end in parents]
    return tuple(_cut_rows([_Version(*row) for row in rows], places))


def _cut_rows(
    rows: Sequence[_Version], parents: Sequence[tuple[int, _Span]]
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


def _cut(span: _Span, parents: Sequence[tuple[int, _Span]]) -> Iterable[tuple[int | None, _Span]]:
    """Cut a span at the days where the parent changes; stretches without one have None."""
    if len(parents) == 1 and parents[0][1] in {span, _ALWAYS}:
        yield parents[0][0], span  # most units never moved
        return
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
