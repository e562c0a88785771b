"""Periods, their labels and windows."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songhanh.engines.counting import (
    MonthDay,
    Period,
    PeriodKind,
    Window,
    full_by,
    months_of,
    parse_period,
    period_of,
    quarters_of,
    year_of,
)

any_day = st.dates(date(1990, 1, 1), date(2100, 12, 31))
any_kind = st.sampled_from(PeriodKind)


@pytest.mark.parametrize(
    ("label", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_a_label_names_its_days(label, first, last):
    period = parse_period(label)
    assert (period.first, period.last, period.label) == (first, last, label)
    assert str(period) == label
    assert first in period
    assert last in period


@pytest.mark.parametrize("text", ["", "26", "2026-Q5", "2026-H3", "2026-13", "2026-1", "Q1-2026"])
def test_a_label_that_names_nothing_is_refused_in_a_sentence(text):
    with pytest.raises(ValueError, match=r"kỳ") as refusal:
        parse_period(text)
    assert str(refusal.value).endswith(".")


@given(any_kind, any_day)
def test_every_day_lies_in_one_period_of_each_kind(kind, day):
    period = period_of(kind, day)
    assert day in period
    assert day not in period.previous
    assert (period.first - period.previous.last).days == 1
    assert parse_period(period.label) == period


def test_quarters_and_months_up_to_a_day():
    day = date(2026, 5, 31)
    assert [one.label for one in quarters_of(2026, day)] == ["2026-Q1", "2026-Q2"]
    assert [one.label for one in full_by(quarters_of(2026, day), day)] == ["2026-Q1"]
    assert len(full_by(months_of(2026, day), day)) == 5
    assert quarters_of(2026, date(2025, 12, 31)) == ()
    assert len(months_of(2026)) == 12


def test_periods_stand_in_the_order_of_time():
    assert sorted([year_of(2027), year_of(2026)]) == [year_of(2026), year_of(2027)]
    assert Period(2026, PeriodKind.QUARTER, 2) < Period(2026, PeriodKind.QUARTER, 3)


def test_a_window_has_both_ends():
    window = Window("11-15", "12-15").in_year(2026)
    assert (window.first, window.last, window.days) == (date(2026, 11, 15), date(2026, 12, 15), 31)
    assert date(2026, 12, 15) in window
    assert date(2026, 12, 16) not in window


def test_a_window_over_new_year_belongs_to_the_year_it_opens_in():
    window = Window("12-15", "01-15").in_year(2026)
    assert (window.first, window.last) == (date(2026, 12, 15), date(2027, 1, 15))


def test_the_29th_of_february_is_the_28th_in_other_years():
    assert MonthDay.parse("02-29").in_year(2026) == date(2026, 2, 28)
    assert MonthDay.parse("02-29").in_year(2028) == date(2028, 2, 29)


@given(any_day)
def test_a_day_of_the_year_reads_as_it_is_written(on):
    assert MonthDay.parse(str(MonthDay(on.month, on.day))).in_year(on.year) == on


@pytest.mark.parametrize("text", ["2-29", "02-30", "13-01", "00-10", "11/15", ""])
def test_a_day_that_is_not_in_the_calendar_is_refused(text):
    with pytest.raises(ValueError, match="tháng-ngày"):
        Window(text, "12-15")
