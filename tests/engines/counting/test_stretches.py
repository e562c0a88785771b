"""Counts summed over the stretches a target tells apart give the figures of the single days."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songhanh.engines.counting import (
    Count,
    Measure,
    Reading,
    TargetKind,
    TargetSpec,
    Unit,
    UnitVersion,
    Window,
    World,
    evaluate,
    stretches_of,
)
from songhanh.engines.counting.plans import THRESHOLD_KINDS
from songhanh.engines.counting.units import STATION, TERRITORY_KINDS
from songhanh.engines.counting.world import CampaignPlan
from tests.engines.counting.province import target
from tests.engines.counting.test_laws import PLAN, counts, days

KINDS = [
    *sorted(THRESHOLD_KINDS - {TargetKind.DIGITAL_MODEL_PER_YEAR}),
    TargetKind.ACTION_MONTH_PLAN_SHARE,
]
MONTHS = [f"01/{month:02}" for month in range(1, 13)]
YEAR_2026 = (date(2026, 1, 1), date(2026, 12, 31))


def summed(rows: list[Count], spans: list[tuple[date, date]]) -> tuple[Count, ...]:
    """What a reader of balances hands over: one row per unit, stretch and dimensions."""
    totals: dict[tuple, Decimal] = defaultdict(Decimal)
    for row in rows:
        begins = [first for first, last in spans if first <= row.day <= last]
        if begins:
            totals[row.unit_id, begins[0], tuple(sorted(row.dims.items()))] += row.quantity
    return tuple(Count(unit, day, sum_, dict(dims)) for (unit, day, dims), sum_ in totals.items())


@st.composite
def maps(draw):
    """Three communes, one of them founded in the year, and a station that moves between them."""
    founded, moved = draw(days), draw(days)
    communes = [
        Unit(number, (UnitVersion(f"{number:05}", f"Xã {number}", "commune", 1),))
        for number in (2, 3)
    ]
    communes.append(Unit(4, (UnitVersion("00004", "Xã 4", "commune", 1, valid_from=founded),)))
    station = Unit(
        5,
        (
            UnitVersion("s", "Đài", STATION, 2, valid_to=moved - timedelta(days=1)),
            UnitVersion("s", "Đài", STATION, draw(st.sampled_from([3, 4])), valid_from=moved),
        ),
    )
    return [Unit(1, (UnitVersion("P", "Tỉnh P", "province"),)), *communes, station]


def settled(kind: TargetKind, window: Window | None, reading: Reading) -> TargetSpec:
    one = target(kind)
    return replace(one, settings=replace(one.settings, window=window, reading=reading))


windows = st.sampled_from([None, Window("11-15", "12-15"), Window("03-01", "03-31")])


@pytest.mark.parametrize("kind", KINDS)
@given(
    rows=st.lists(counts(), max_size=25),
    units=maps(),
    on=days,
    window=windows,
    reading=st.sampled_from([Reading.ORGANISES, Reading.RECEIVES]),
)
def test_stretches_count_like_days(kind, rows, units, on, window, reading):
    one = settled(kind, window, reading)
    rows = [replace(row, unit_id=(row.unit_id - 2) % 4 + 2) for row in rows]
    plans = tuple(CampaignPlan(number, 2026, "1/KH") for number in (2, 3, 4))
    by_day = World(units, counts=dict.fromkeys(Measure, tuple(rows)), campaign_plans=plans)
    changes = by_day.tree.changes(TERRITORY_KINDS | {STATION})
    spans = {
        measure: [(span.first, span.last) for span in stretches_of(measure, [one], on, changes)]
        for measure in Measure
    }
    by_stretch = replace(
        by_day, counts={measure: summed(rows, some) for measure, some in spans.items()}
    )
    assert evaluate(PLAN, one, by_stretch, on) == evaluate(PLAN, one, by_day, on)


@pytest.mark.parametrize(
    ("kind", "measure", "begins"),
    [
        (TargetKind.SESSIONS_PER_YEAR, Measure.SESSION_HELD, ["01/01"]),
        (
            TargetKind.LOUDSPEAKER_ITEMS_PER_QUARTER,
            Measure.ITEM_ORIGINAL,
            ["01/01", "01/04", "14/05", "01/07"],
        ),
        (TargetKind.MONTHLY_COLUMN, Measure.ITEM_ORIGINAL, [*MONTHS[:5], "14/05", *MONTHS[5:8]]),
    ],
)
def test_what_a_target_tells_apart(kind, measure, begins):
    changed = {date(2026, 5, 14), date(2027, 1, 1)}
    found = stretches_of(measure, [target(kind)], date(2026, 8, 9), changed)
    assert [span.first.strftime("%d/%m") for span in found] == begins
    assert found[-1].last == date(2026, 8, 9)
    assert [one.last + timedelta(days=1) for one in found[:-1]] == [one.first for one in found[1:]]


@pytest.mark.parametrize(
    ("on", "spans"),
    [
        (date(2026, 8, 9), []),
        (date(2026, 12, 1), [(date(2026, 11, 15), date(2026, 12, 1))]),
        (date(2026, 12, 31), [(date(2026, 11, 15), date(2026, 12, 15))]),
    ],
)
def test_of_an_action_month_only_its_window_is_read(on, spans):
    one = target(TargetKind.ACTION_MONTH_PLAN_SHARE)
    found = stretches_of(Measure.ACTIVITY_HELD, [one], on)
    assert [(span.first, span.last) for span in found] == spans


def test_the_edges_of_a_window_are_told_apart_where_the_whole_year_counts():
    both = [target(TargetKind.ACTION_MONTH_PLAN_SHARE), target(TargetKind.CENTRE_ITEMS_PER_QUARTER)]
    found = stretches_of(Measure.ITEM_ORIGINAL, both, YEAR_2026[1])
    assert [span.first.strftime("%d/%m") for span in found] == [
        "01/01",
        "01/04",
        "01/07",
        "01/10",
        "15/11",
        "16/12",
    ]
