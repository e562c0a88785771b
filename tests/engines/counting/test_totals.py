"""Totals on three maps: whatever happened to the units, no count is lost and none is doubled."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songhanh.engines.counting import (
    Count,
    Succession,
    SuccessionKind,
    TotalsMap,
    TotalsQuestion,
    Unit,
    UnitTree,
    UnitVersion,
    placed,
    totals,
)

PROVINCE, NEXT_DOOR = 1, 2
COMMUNES = range(10, 18)
AS_OF = date(2026, 12, 31)
CHANGES = [date(2023, 7, 1), date(2025, 7, 1), date(2026, 3, 1)]
SHARES = [None, "0", "0.25", "0.5", "1"]

steps = st.lists(
    st.tuples(
        st.sampled_from(["merge", "split", "part", "dissolve"]),
        st.integers(0, 7),
        st.integers(0, 7),
        st.integers(0, 7),
        st.sampled_from(SHARES),
        st.sampled_from(CHANGES),
    ),
    max_size=8,
)
doings = st.lists(
    st.tuples(
        st.integers(0, 7),
        st.dates(date(2022, 1, 1), AS_OF),
        st.integers(1, 5),
        st.one_of(st.none(), st.integers(1, 3)),
    ),
    max_size=25,
)


def tree_of(wanted: list[tuple]) -> UnitTree:
    """Eight communes of two provinces after the possible ones of some successions."""
    ends: dict[int, date] = {}
    rows: list[Succession] = []
    given_on: dict[tuple[int, date], Decimal] = defaultdict(Decimal)
    for kind, old, one, two, share, on in sorted(wanted, key=lambda step: step[-1]):
        old, one, two = 10 + old, 10 + one, 10 + two  # noqa: PLW2901 - places in the list to ids
        heirs = [one] if kind != "split" else [one, two]
        if old in ends or any(ends.get(heir, date.max) <= on for heir in heirs) or old in heirs:
            continue
        part = Decimal(share) if share else None
        if kind == "part":
            if given_on[old, on] + (part or 0) >= 1:
                continue
            given_on[old, on] += part or 0
            rows.append(Succession(old, one, on, SuccessionKind.MERGE_PART, part))
            continue
        if given_on[old, on] or any(row.new_id == old and row.on == on for row in rows):
            continue
        ends[old] = on
        if kind == "merge":
            rows.append(Succession(old, one, on, SuccessionKind.MERGE))
        elif kind == "split" and one != two:
            rows.append(Succession(old, one, on, SuccessionKind.SPLIT, part))
            rest = None if part is None else 1 - part
            rows.append(Succession(old, two, on, SuccessionKind.SPLIT, rest))
        else:
            rows.append(Succession(old, None, on, SuccessionKind.DISSOLVE))
    units = [_unit(PROVINCE, "province", None), _unit(NEXT_DOOR, "province", None)]
    for unit_id in COMMUNES:
        parent = PROVINCE if unit_id < 15 else NEXT_DOOR
        end = ends.get(unit_id)
        units.append(_unit(unit_id, "commune", parent, end - timedelta(days=1) if end else None))
    return UnitTree(units, rows)


def _unit(unit_id: int, kind: str, parent: int | None, until: date | None = None) -> Unit:
    return Unit(unit_id, (UnitVersion(str(unit_id), kind, kind, parent, None, until),))


def counts_of(tree: UnitTree, done: list[tuple]) -> list[Count]:
    return [
        Count(10 + place, day, Decimal(quantity), record=record)
        for place, day, quantity, record in done
        if tree.on(10 + place, day) is not None
    ]


def question(tree: UnitTree, view: TotalsMap, **more: object) -> TotalsQuestion:
    map_on = date(2027, 2, 1) if view == TotalsMap.SERIES else None
    return TotalsQuestion(tree, AS_OF, view, map_on, **more)


@pytest.mark.parametrize("view", list(TotalsMap))
@settings(max_examples=150, deadline=None)
@given(steps, doings)
def test_no_entry_is_lost_or_doubled(view: TotalsMap, wanted: list, done: list) -> None:
    tree = tree_of(wanted)
    counts = counts_of(tree, done)
    asked = question(tree, view)
    for one in placed(asked, counts):
        parts = sum((part for _unit_id, part in one.parts), Fraction(0))
        assert parts + one.unassigned + one.repeated == one.count.quantity
        assert all(part > 0 for _unit_id, part in one.parts)
        day = asked.map_day(one.count.day)
        assert all(tree.on(unit_id, day) for unit_id, _part in one.parts)


@pytest.mark.parametrize("view", list(TotalsMap))
@settings(max_examples=100, deadline=None)
@given(steps, doings)
def test_the_parts_of_the_tree_add_up_to_the_whole(view: TotalsMap, wanted, done) -> None:
    """Two provinces, what is left apart and the whole country: one sum, by unit or by province."""
    tree = tree_of(wanted)
    counts = counts_of(tree, done)
    whole = totals(question(tree, view), counts)
    here = totals(question(tree, view, root=PROVINCE), counts)
    there = totals(question(tree, view, root=NEXT_DOOR), counts)
    by_province = totals(question(tree, view, by_province=True), counts)
    for year in range(2022, 2027):
        assert here.assigned(year) + there.assigned(year) == whole.assigned(year)
        assert here.left(year) + there.left(year) == whole.left(year)
        assert by_province.assigned(year) == whole.assigned(year)
        assert here.elsewhere.get(year, 0) == there.from_outside.get(year, 0)
        sent = sum(count.quantity for count in counts if count.day.year == year)
        repeated = whole.repeated.get(year, 0)
        assert whole.assigned(year) + whole.left(year) + repeated == sent


def test_one_map_day_makes_years_comparable() -> None:
    tree = tree_of([("merge", 0, 1, 0, None, CHANGES[1])])
    counts = [Count(unit, date(year, 5, 1)) for unit in (10, 11) for year in (2023, 2024)]
    found = totals(question(tree, TotalsMap.SERIES), counts)
    assert found.rows == {11: {2023: 2, 2024: 2}}
    assert set(totals(question(tree, TotalsMap.NEW), counts).rows) == {10, 11}


@pytest.mark.parametrize(
    ("view", "map_on"),
    [
        (TotalsMap.NEW, AS_OF),
        (TotalsMap.SERIES, None),
        (TotalsMap.SERIES, AS_OF - timedelta(days=1)),
    ],
)
def test_a_map_day_that_makes_no_series_is_refused(view: TotalsMap, map_on: date | None) -> None:
    with pytest.raises(ValueError, match="series"):
        TotalsQuestion(tree_of([]), AS_OF, view, map_on)
