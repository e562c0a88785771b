"""Who stands below and above whom on a day. One statement each, whatever the depth."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from songhanh.foundation.lib.remembering import remembered
from songhanh.registry.orgunits.enums import TERRITORIAL, Hierarchy, UnitKind
from songhanh.registry.orgunits.models import OrgUnit, UnitRelation, UnitVersion

_DOWN = """
WITH RECURSIVE branch(id) AS (
    SELECT CAST(%s AS bigint)
    UNION
    SELECT relation.unit_id FROM orgunits_unitrelation relation
    JOIN branch ON relation.parent_id = branch.id
    WHERE relation.hierarchy = %s
      AND (relation.valid_from IS NULL OR relation.valid_from <= %s)
      AND (relation.valid_to IS NULL OR relation.valid_to >= %s)
) SELECT id FROM branch
"""
# Of a unit that is not valid on the day its last place is taken, else its first: a department that
# has ended still has the province whose programme it ran. Depth bounds what a circle would do.
_UP = """
WITH RECURSIVE chain(start, id, depth) AS (
    SELECT unit.id, unit.id, 0 FROM orgunits_orgunit unit WHERE unit.id IN ({starts})
    UNION ALL
    SELECT chain.start, relation.parent_id, chain.depth + 1
    FROM chain JOIN orgunits_unitrelation relation ON relation.unit_id = chain.id
    WHERE chain.depth < 20 AND relation.id = (
        SELECT nearest.id FROM orgunits_unitrelation nearest
        WHERE nearest.unit_id = chain.id AND nearest.hierarchy = %s
          AND (
            (nearest.valid_from IS NULL OR nearest.valid_from <= %s)
            AND (nearest.valid_to IS NULL OR nearest.valid_to >= %s)
            OR NOT EXISTS (
                SELECT 1 FROM orgunits_unitversion version
                WHERE version.unit_id = chain.id
                  AND (version.valid_from IS NULL OR version.valid_from <= %s)
                  AND (version.valid_to IS NULL OR version.valid_to >= %s)
            )
          )
        ORDER BY
            CASE WHEN nearest.valid_from IS NULL OR nearest.valid_from <= %s THEN 0 ELSE 1 END,
            CASE WHEN nearest.valid_from IS NULL OR nearest.valid_from <= %s
                 THEN COALESCE(nearest.valid_from, '0001-01-01') END DESC,
            nearest.valid_from
        LIMIT 1
    )
) SELECT start, id, depth FROM chain ORDER BY start, depth
"""


def valid_on(on: date, prefix: str = "") -> Q:
    """The condition that a dated row holds on a day; ``prefix`` leads to the row (``unit__``)."""
    begun = Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": on})
    not_over = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": on})
    return begun & not_over


def in_branch(root_id: int, on: date, hierarchy: str = Hierarchy.TERRITORY) -> RawSQL:
    """A subquery of the ids of a unit and everything below it on a day, for ``unit_id__in=``."""
    day = on.isoformat()
    return RawSQL(_DOWN, [root_id, str(hierarchy), day, day])  # noqa: S611 - bound parameters only


def branch_ids(root_id: int, on: date, hierarchy: str = Hierarchy.TERRITORY) -> set[int]:
    """The ids of a unit and of everything below it on a day, at any depth."""
    day = on.isoformat()
    with connection.cursor() as cursor:
        cursor.execute(_DOWN, [root_id, str(hierarchy), day, day])
        return {row[0] for row in cursor.fetchall()}


def units_under(
    root_id: int, on: date, kinds: Collection[str] | None = None
) -> QuerySet[UnitVersion]:
    """What stands below a unit on a day, at any depth, without itself, in the order of codes."""
    found = UnitVersion.objects.filter(valid_on(on), unit_id__in=in_branch(root_id, on))
    if kinds is not None:
        found = found.filter(kind__in=kinds)
    return found.exclude(unit_id=root_id).order_by("code", "pk")


def children_on(
    parent_id: int | None, on: date, hierarchy: str = Hierarchy.TERRITORY
) -> QuerySet[UnitVersion]:
    """What stands directly below a unit on a day; without a unit, whatever has no parent then."""
    placed = UnitRelation.objects.filter(valid_on(on), hierarchy=hierarchy)
    found = UnitVersion.objects.filter(valid_on(on))
    if parent_id is None:
        # NOT EXISTS is an anti-join; NOT IN would be tried row by row on PostgreSQL.
        found = found.filter(~Exists(placed.filter(unit_id=OuterRef("unit_id"))))
    else:
        found = found.filter(unit_id__in=placed.filter(parent_id=parent_id).values("unit_id"))
    return found.order_by("folded_name", "code", "pk")


def top_of_tree(on: date) -> QuerySet[UnitVersion]:
    """Where a reader begins: provinces and ministries; without any, whatever has no parent."""
    found = UnitVersion.objects.filter(
        valid_on(on), kind__in=(UnitKind.PROVINCE, UnitKind.MINISTRY)
    ).order_by("folded_name", "code", "pk")
    return found if found.exists() else children_on(None, on)


def parents_on(
    unit_ids: Iterable[int], on: date, hierarchy: str = Hierarchy.TERRITORY
) -> dict[int, int]:
    """The parent of each unit on a day; a unit without one is left out."""
    found = UnitRelation.objects.filter(
        valid_on(on), unit_id__in=set(unit_ids), hierarchy=hierarchy
    )
    return dict(found.values_list("unit_id", "parent_id"))


def parent_on(unit_id: int, on: date, hierarchy: str = Hierarchy.TERRITORY) -> OrgUnit | None:
    """The unit directly above on a day."""
    parent_id = parents_on([unit_id], on, hierarchy).get(unit_id)
    return OrgUnit.objects.get(pk=parent_id) if parent_id is not None else None


def ancestors_on(
    unit_ids: Iterable[int], on: date, hierarchy: str = Hierarchy.TERRITORY
) -> dict[int, list[int]]:
    """Each unit with the units above it, itself first. An ended unit keeps its last place."""
    starts = sorted(set(unit_ids))
    chains: dict[int, list[int]] = {}
    if not starts:
        return chains
    marks = ", ".join(["%s"] * len(starts))
    day = on.isoformat()
    with connection.cursor() as cursor:
        cursor.execute(_UP.format(starts=marks), [*starts, str(hierarchy), *[day] * 6])
        for start, unit_id, _depth in cursor.fetchall():
            chains.setdefault(start, []).append(unit_id)
    return chains


def territories_of(unit_ids: Iterable[int], on: date) -> dict[int, int]:
    """The territory unit of each unit (counting rules, "Territory"): itself where it has a
    territory, else the nearest above; a unit without one is left out.
    """
    chains = ancestors_on(unit_ids, on)
    kinds = _nearest_kinds({unit_id for chain in chains.values() for unit_id in chain}, on)
    found = {
        start: next((one for one in chain if kinds.get(one) in TERRITORIAL), None)
        for start, chain in chains.items()
    }
    return {start: unit_id for start, unit_id in found.items() if unit_id is not None}


@remembered
def territory_of(unit_id: int, on: date) -> OrgUnit | None:
    """The territory unit of one unit on a day; None is everything (a ministry's)."""
    found = territories_of([unit_id], on).get(unit_id)
    return OrgUnit.objects.get(pk=found) if found is not None else None


def _nearest_kinds(unit_ids: set[int], on: date) -> dict[int, str]:
    kinds: dict[int, str] = {}
    rows = UnitVersion.objects.filter(unit_id__in=unit_ids).order_by("valid_from")
    spans = sorted(
        rows.values_list("unit_id", "kind", "valid_from"), key=lambda row: row[2] or date.min
    )
    for unit_id, kind, valid_from in spans:
        if valid_from is None or valid_from <= on or unit_id not in kinds:
            kinds[unit_id] = kind
    return kinds
