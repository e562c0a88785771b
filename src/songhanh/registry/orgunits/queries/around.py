"""The part of the registry that a question about a few units hangs on."""

from collections.abc import Collection

from django.db.models import F

from songhanh.registry.orgunits.queries.bearing import maybe_named
from songhanh.registry.orgunits.queries.counting import (
    CountingMap,
    Narrowing,
    counting_units,
    ever_above,
    passed_on,
    successions_out_of,
    under_or_before,
    units_listed,
)
from songhanh.registry.orgunits.queries.reaching import reached


def map_around(
    unit_ids: Collection[int],
    territory_id: int | None,
    more: Collection[int],
    codes: Collection[str],
    narrowing: Narrowing,
) -> CountingMap:
    """What ``counting_map`` says about a few units, without everybody else.

    They, whatever they continue, what else that became, and all that ever stood above any of
    these. Of the others only those are read whose names may be among the words.
    """
    asked = set(unit_ids) | units_before(unit_ids)
    became = reached(asked, passed_on().values(begins=F("old_id"), ends=F("new_id")))
    named = maybe_named(narrowing.words)
    if named and territory_id is not None:
        listed = units_listed(codes, narrowing.classes)
        named &= ever_above(under_or_before({territory_id, *more} | listed))
    units = counting_units(ever_above({*became, *named, *more}))
    known = {unit.id for unit in units}
    successions = successions_out_of(known)
    beyond = {row.new_id for row in successions if row.new_id is not None} - known
    if beyond:
        units += counting_units(beyond)
    return CountingMap(tuple(units), tuple(successions), narrowing.classes)


def units_before(unit_ids: Collection[int]) -> set[int]:
    """The units these continue, wholly or with a part, over as many steps as it took."""
    steps = passed_on().values(begins=F("new_id"), ends=F("old_id"))
    return reached(unit_ids, steps) - set(unit_ids)
