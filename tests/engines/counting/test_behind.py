"""What stands behind a figure: the same counts that make it, on either map."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from songhanh.engines.counting import (
    Count,
    MapView,
    Measure,
    PlanSpec,
    Question,
    Reading,
    Succession,
    SuccessionKind,
    TargetKind,
    Unit,
    UnitVersion,
    World,
    counts_behind,
    evaluate,
    period_of,
)
from songhanh.engines.counting.periods import PeriodKind
from tests.engines.counting.province import Province, counted, day, settings, target

PLAN = PlanSpec("KH", 1, 2026, 2030)
COMMUNES, STATIONS = range(2, 7), range(12, 17)
MID_YEAR = date(2026, 7, 1)
TARGETS = [
    target(TargetKind.SESSIONS_PER_YEAR),
    target(TargetKind.SESSIONS_PER_YEAR, settings=settings(count_integrated=False)),
    target(TargetKind.SESSIONS_PER_YEAR, settings=settings(reading=Reading.RECEIVES)),
    target(TargetKind.ACTION_MONTH_PLAN_SHARE),
    target(TargetKind.LOUDSPEAKER_ITEMS_PER_QUARTER),
    target(TargetKind.CENTRE_ITEMS_PER_QUARTER),
]

FEW = st.sampled_from([2, 3])
days = st.integers(0, 364).map(lambda number: date(2026, 1, 1) + timedelta(days=number))


@st.composite
def rows(draw, owners):
    """Counts of all measures; those of several owners are one record."""
    found = []
    for record in range(draw(st.integers(0, 12))):
        on = draw(days)
        dims = {
            "integrated": draw(st.sampled_from(["yes", "no", ""])),
            "channel": draw(st.sampled_from(["loudspeaker", "facebook"])),
        }
        hosts = draw(st.lists(st.sampled_from(owners), min_size=1, max_size=3, unique=True))
        found += [Count(one, on, Decimal(1), dims, record) for one in hosts]
    return found


@st.composite
def successions(draw):
    """A split with decided shares, or mergers, on one day in the middle of the year."""
    if draw(st.booleans()):
        share = draw(st.decimals("0.1", "0.9", places=1))
        return [
            Succession(2, 3, MID_YEAR, SuccessionKind.SPLIT, share),
            Succession(2, 4, MID_YEAR, SuccessionKind.SPLIT, 1 - share),
        ]
    return [Succession(one, 6, MID_YEAR, SuccessionKind.MERGE) for one in draw(st.sets(FEW))]


def world_of(held, items, gone):
    units = [Unit(1, (UnitVersion("P", "Tỉnh P", "province"),))]
    units += [Unit(n, (UnitVersion(f"{n:05}", f"Xã {n}", "commune", 1),)) for n in COMMUNES]
    # Each station goes over to the next commune in the middle of the year.
    units += [
        Unit(
            n,
            (
                UnitVersion(f"{n:05}", f"Đài {n}", "station", n - 10, None, date(2026, 5, 9)),
                UnitVersion(f"{n:05}", f"Đài {n}", "station", n - 9, date(2026, 5, 10)),
            ),
        )
        for n in STATIONS[:-1]
    ]
    counts = dict.fromkeys(
        (Measure.SESSION_HELD, Measure.SESSION_RECEIVED, Measure.ACTIVITY_HELD), tuple(held)
    ) | dict.fromkeys((Measure.ITEM_ORIGINAL, Measure.ITEM_REPEAT), tuple(items))
    return World(units, gone, counts=counts)


@pytest.mark.parametrize("one", TARGETS, ids=lambda one: f"{one.kind}-{one.settings.reading}")
@pytest.mark.parametrize("map_view", MapView)
@trying(deadline=None)
@given(
    held=rows(list(COMMUNES)),
    items=rows([*COMMUNES, *STATIONS[:-1]]),
    gone=successions(),
    on=days,
)
def test_the_parts_behind_a_figure_add_up_to_it(one, map_view, held, items, gone, on):
    question = Question(PLAN, one, world_of(held, items, gone), on, map_view)
    for row in evaluate(PLAN, one, question.world, on, map_view):
        if row.period.kind == PeriodKind.YEAR and one.kind.endswith("_per_quarter"):
            continue  # there the count is one of quarters
        for outcome in row.outcomes:
            parts = counts_behind(question, outcome.unit_id, row.period)
            assert sum((part for _, part in parts), start=Fraction(0)) == outcome.count


@pytest.fixture
def province():
    return Province.of_the_cases()


def behind(province, one, unit, on, map_view=MapView.REPORTED, period=None):
    question = Question(province.plan_of(), one, province.world(), day(on), map_view)
    found = counts_behind(question, province.ids[unit], period)
    return [(count.day.strftime("%d/%m"), part) for count, part in found]


def test_a_joint_session_of_hosts_that_became_one_stands_there_twice_and_counts_once(province):
    province.session("A", "10/03/2026", "B")
    province.succeed("A", "B", "01/07/2026")
    sessions = target(TargetKind.SESSIONS_PER_YEAR)
    assert behind(province, sessions, "B", "31/12/2026") == [("10/03", 1)]
    assert behind(province, sessions, "B", "31/12/2026", MapView.NEW) == [
        ("10/03", 1),
        ("10/03", 0),
    ]


def test_items_of_a_station_stand_behind_its_commune(province):
    province.item("a1", "10/02/2026")
    province.item("a1", "10/05/2026", channel="facebook")
    loudspeakers = target(TargetKind.LOUDSPEAKER_ITEMS_PER_QUARTER)
    assert behind(province, loudspeakers, "A", "31/12/2026") == [("10/02", 1)]
    second = period_of(PeriodKind.QUARTER, day("10/05/2026"))
    assert behind(province, loudspeakers, "A", "31/12/2026", period=second) == []


def test_under_receives_a_department_is_shown_what_it_held(province):
    province.session("S", "10/03/2026", place="A")
    receives = target(
        TargetKind.SESSIONS_PER_YEAR,
        settings=settings(reading=Reading.RECEIVES),
        denominator=counted("commune", "department"),
    )
    assert behind(province, receives, "S", "31/12/2026") == [("10/03", 1)]
    assert behind(province, receives, "A", "31/12/2026") == [("10/03", 1)]


def test_behind_the_action_month_stands_what_was_done_in_its_window(province):
    province.activity("A", "14/11/2026")
    province.activity("A", "15/11/2026")
    month = target(TargetKind.ACTION_MONTH_PLAN_SHARE)
    assert behind(province, month, "A", "31/12/2026") == [("15/11", 1)]


def test_nothing_stands_behind_kinds_that_are_not_counted_from_records(province):
    assert behind(province, target(TargetKind.CONVENTION_SHARE), "A", "31/12/2026") == []
