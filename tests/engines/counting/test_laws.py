"""What holds for any world: laws of counting, tried on invented provinces."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songhanh.engines.counting import (
    Count,
    MapView,
    Measure,
    PlanSpec,
    Succession,
    SuccessionKind,
    TargetKind,
    TargetResult,
    Unit,
    UnitVersion,
    World,
    evaluate,
)
from songhanh.engines.counting.plans import THRESHOLD_KINDS
from tests.engines.counting.province import target

NEW_YEAR = date(2026, 1, 1)
COMMUNES = 6
PLAN = PlanSpec("KH", 1, 2026, 2030)
COUNTED_KINDS = sorted(THRESHOLD_KINDS - {TargetKind.DIGITAL_MODEL_PER_YEAR})

days = st.integers(0, 364).map(lambda number: NEW_YEAR + timedelta(days=number))
communes = st.integers(2, COMMUNES + 1)


@st.composite
def counts(draw):
    """A count of a commune; all dimensions that any kind asks for."""
    dims = {
        "integrated": draw(st.sampled_from(["yes", "no"])),
        "channel": draw(st.sampled_from(["loudspeaker", "facebook"])),
        "column": draw(st.sampled_from(["yes", "no"])),
    }
    return Count(draw(communes), draw(days), Decimal(draw(st.integers(1, 4))), dims)


@st.composite
def full_successions(draw):
    """Mergers of communes into ones with a higher id, each on a later day than the last."""
    rows = []
    on = date(2026, 2, 1)
    for old in range(2, COMMUNES + 1):
        if draw(st.booleans()):
            on += timedelta(days=draw(st.integers(1, 50)))
            rows.append(Succession(old, draw(st.integers(old + 1, COMMUNES + 1)), on, MERGE))
    return rows


MERGE = SuccessionKind.MERGE


def world_of(rows, successions=()):
    units = [Unit(1, (UnitVersion("P", "Tỉnh P", "province"),))]
    units += [
        Unit(number, (UnitVersion(f"{number:05}", f"Xã {number}", "commune", 1),))
        for number in range(2, COMMUNES + 2)
    ]
    measures = dict.fromkeys(
        (Measure.SESSION_HELD, Measure.ACTIVITY_HELD, Measure.ITEM_ORIGINAL), tuple(rows)
    )
    return World(units, successions, counts=measures)


def verdicts(rows: list[TargetResult]) -> dict[tuple[str, str], str]:
    return {(row.period.label, one.code): one.verdict for row in rows for one in row.outcomes}


@pytest.mark.parametrize("kind", COUNTED_KINDS)
@pytest.mark.parametrize("map_view", MapView)
@given(rows=st.lists(counts(), max_size=30), on=days, successions=full_successions())
def test_shares_add_up_and_lie_between_0_and_100(kind, map_view, rows, on, successions):
    for row in evaluate(PLAN, target(kind), world_of(rows, successions), on, map_view):
        assert row.denominator == len(row.passing) + len(row.failing)
        assert row.numerator == len(row.passing)
        assert (row.value is None) == (row.denominator == 0)
        assert row.value is None or 0 <= row.value <= 100
        assert len(row.outcomes) == len({one.unit_id for one in row.outcomes})
        assert list(row.passing) == sorted(row.passing)


@pytest.mark.parametrize("kind", COUNTED_KINDS)
@given(rows=st.lists(counts(), min_size=1, max_size=30), on=days, data=st.data())
def test_removing_one_record_changes_at_most_one_unit(kind, rows, on, data):
    gone = data.draw(st.sampled_from(range(len(rows))))
    with_it = verdicts(evaluate(PLAN, target(kind), world_of(rows), on))
    without = verdicts(evaluate(PLAN, target(kind), world_of(rows[:gone] + rows[gone + 1 :]), on))
    changed = {
        code for (period, code), verdict in with_it.items() if without[period, code] != verdict
    }
    assert len(changed) <= 1


@pytest.mark.parametrize("kind", COUNTED_KINDS)
@given(rows=st.lists(counts(), max_size=30), on=days, successions=full_successions())
def test_the_order_of_records_changes_nothing(kind, rows, on, successions):
    first = evaluate(PLAN, target(kind), world_of(rows, successions), on, MapView.NEW)
    backwards = world_of(rows[::-1], successions[::-1])
    assert evaluate(PLAN, target(kind), backwards, on, MapView.NEW) == first


@given(rows=st.lists(counts(), max_size=30), on=days, successions=full_successions())
def test_full_shares_lose_and_invent_nothing_on_the_new_map(rows, on, successions):
    on = max(on, date(2026, 12, 1))
    world = world_of(rows, successions)
    (row,) = evaluate(PLAN, target(TargetKind.SESSIONS_PER_YEAR), world, on, MapView.NEW)
    assert sum(row.counts.values()) == sum(one.quantity for one in rows if one.day <= on)
    assert not row.estimated
    assert row.apart == {}


@given(
    rows=st.lists(counts(), max_size=30),
    share=st.decimals("0.01", "0.99", places=2),
    on=days,
)
def test_decided_shares_lose_and_invent_nothing_either(rows, share, on):
    split = [
        Succession(2, 3, date(2026, 6, 1), SuccessionKind.SPLIT, share),
        Succession(2, 4, date(2026, 6, 1), SuccessionKind.SPLIT, 1 - share),
        Succession(3, 5, date(2026, 9, 1), SuccessionKind.MERGE_PART, share),
    ]
    world = world_of(rows, split)
    (row,) = evaluate(PLAN, target(TargetKind.SESSIONS_PER_YEAR), world, on, MapView.NEW)
    counted = sum((Fraction(one.count or 0) for one in row.outcomes), start=Fraction(0))
    assert counted == sum(one.quantity for one in rows if one.day <= on)


@given(rows=st.lists(counts(), max_size=30), on=days)
def test_one_summed_row_counts_like_its_records(rows, on):
    singles = [replace(row, quantity=Decimal(1)) for row in rows for _ in range(int(row.quantity))]
    for kind in COUNTED_KINDS:
        summed = evaluate(PLAN, target(kind), world_of(rows), on)
        assert evaluate(PLAN, target(kind), world_of(singles), on) == summed


@given(rows=st.lists(counts(), max_size=30), on=days, successions=full_successions())
def test_naming_the_record_of_one_host_changes_nothing(rows, on, successions):
    named = [replace(row, record=number) for number, row in enumerate(rows)]
    for kind in COUNTED_KINDS:
        plain = evaluate(PLAN, target(kind), world_of(rows, successions), on, MapView.NEW)
        by_record = world_of(named, successions)
        assert evaluate(PLAN, target(kind), by_record, on, MapView.NEW) == plain


@given(rows=st.lists(counts(), max_size=30), on=days)
def test_a_brute_force_count_of_sessions_agrees(rows, on):
    (row,) = evaluate(PLAN, target(TargetKind.SESSIONS_PER_YEAR), world_of(rows), on)
    expected = {
        number: sum(one.quantity for one in rows if one.unit_id == number and one.day <= on)
        for number in range(2, COMMUNES + 2)
    }
    assert row.counts == expected
    assert row.numerator == sum(count >= 2 for count in expected.values())
