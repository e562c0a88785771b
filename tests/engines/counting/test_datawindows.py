"""Which days the figures of a report cover, apart from the day it is due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songhanh.engines.counting import (
    DECREE_DAY,
    CutOff,
    DueDay,
    DueRule,
    PeriodKind,
    RuleKind,
    Shift,
    data_window,
    due_periods,
    is_weekend,
    moved,
    parse_period,
    period_of,
)

DECREE = CutOff(DECREE_DAY)


@pytest.mark.parametrize(
    ("period", "cut_off", "first", "last"),
    [
        ("2026", None, "2026-01-01", "2026-12-31"),
        ("2026-H1", None, "2026-01-01", "2026-06-30"),
        # Decree 09/2019/NĐ-CP: year, half-years, quarters, months.
        ("2026", DECREE, "2025-12-15", "2026-12-14"),
        ("2026-H1", DECREE, "2025-12-15", "2026-06-14"),
        ("2026-H2", DECREE, "2026-06-15", "2026-12-14"),
        ("2026-Q1", DECREE, "2025-12-15", "2026-03-14"),
        ("2026-Q3", DECREE, "2026-06-15", "2026-09-14"),
        ("2026-01", DECREE, "2025-12-15", "2026-01-14"),
        ("2026-03", DECREE, "2026-02-15", "2026-03-14"),
        # A day of the year: five days before the units of DL-2026 report.
        ("2026", CutOff(25, 11), "2025-11-26", "2026-11-25"),
        ("2026", CutOff(15, 1), "2026-01-16", "2027-01-15"),
        ("2026-H1", CutOff(25, 11), "2025-12-26", "2026-06-25"),
        # The end of February, with and without a 29th.
        ("2028-02", CutOff(30), "2028-01-31", "2028-02-29"),
        ("2027-02", CutOff(31), "2027-02-01", "2027-02-28"),
        ("2028", CutOff(29, 2), "2028-03-01", "2029-02-28"),
    ],
)
def test_the_window_runs_from_cut_off_to_cut_off(period, cut_off, first, last):
    window = data_window(parse_period(period), cut_off)
    assert (window.first.isoformat(), window.last.isoformat()) == (first, last)


@given(
    st.dates(date(2020, 1, 1), date(2040, 12, 31)),
    st.sampled_from(PeriodKind),
    st.integers(1, 31),
    st.none() | st.integers(1, 12),
)
def test_no_day_is_counted_twice_and_none_is_left_out(day, kind, closed, month):
    cut_off = CutOff(closed, month)
    period = period_of(kind, day)
    following = period_of(kind, period.last + timedelta(days=1))
    own, next_one = data_window(period, cut_off), data_window(following, cut_off)
    assert own.first <= own.last
    assert next_one.first == own.last + timedelta(days=1)


HOLIDAYS = {date(2027, 1, 1), date(2026, 4, 30), date(2026, 5, 1)}


def off(day: date) -> bool:
    return is_weekend(day) or day in HOLIDAYS


@pytest.mark.parametrize(
    ("day", "next_one", "previous"),
    [
        ("2026-11-26", "2026-11-26", "2026-11-26"),  # a Thursday
        ("2026-11-28", "2026-11-30", "2026-11-27"),  # a Saturday
        ("2026-11-29", "2026-11-30", "2026-11-27"),  # a Sunday
        ("2026-04-30", "2026-05-04", "2026-04-29"),  # two holidays before a weekend
        ("2027-01-01", "2027-01-04", "2026-12-31"),  # over the end of the year
    ],
)
def test_a_last_day_gives_way_to_days_off(day, next_one, previous):
    asked = date.fromisoformat(day)
    assert moved(asked, off, Shift.NEXT).isoformat() == next_one
    assert moved(asked, off, Shift.PREVIOUS).isoformat() == previous
    assert moved(asked, off, Shift.NONE) == moved(asked, None) == asked


def test_a_last_day_moved_beyond_the_plan_is_not_lost():
    due = DueDay(["12-31"], DueRule.BY, day_off=off, shift=Shift.NEXT)
    found = due_periods(RuleKind.ANNUAL, due, (2027, 2028), None)
    assert [(one.last_day, one.unmoved) for one in found] == [
        (date(2027, 12, 31), date(2027, 12, 31)),
        (date(2029, 1, 1), date(2028, 12, 31)),  # a Sunday
    ]


def test_a_report_due_on_the_day_of_issue_is_owed_though_it_moves_before_it():
    due = DueDay(["11-28"], DueRule.BY, day_off=off, shift=Shift.PREVIOUS)
    found = due_periods(RuleKind.ANNUAL, due, (2026, 2026), date(2026, 11, 28))
    assert [one.last_day for one in found] == [date(2026, 11, 27)]


def test_a_29th_of_february_is_the_28th_in_other_years():
    due = DueDay(["02-29"], DueRule.BY)
    found = due_periods(RuleKind.ANNUAL, due, (2027, 2029))
    assert [f"{one.last_day:%d/%m/%Y}" for one in found] == [
        "28/02/2027",
        "29/02/2028",
        "28/02/2029",
    ]
