"""Last days, states of duties, and which reports a rule asks for."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songhanh.engines.counting import (
    DueDay,
    DueRule,
    ObligationState,
    RuleKind,
    due_periods,
    is_weekend,
    last_day,
    obligation_state,
    parse_period,
)
from tests.engines.counting.province import day

BEFORE, BY = DueRule.BEFORE, DueRule.BY


@pytest.mark.parametrize(
    ("due", "rule", "period", "expected"),
    [
        ("11-30", BEFORE, "2026", "29/11/2026"),
        ("11-30", BY, "2026", "30/11/2026"),
        ("06-10", BEFORE, "2026-H1", "09/06/2026"),
        ("12-10", BEFORE, "2026-H2", "09/12/2026"),
        ("01-15", BY, "2026", "15/01/2027"),
        ("01-01", BEFORE, "2026", "31/12/2026"),
        ("07-05", BY, "2026-H1", "05/07/2026"),
        ("25", BY, "2026-Q1", "25/03/2026"),
        ("05", BY, "2026-Q1", "05/03/2026"),
        ("31", BY, "2026-Q2", "30/06/2026"),
        ("25", BY, "2026-02", "25/02/2026"),
        ("31", BY, "2026-02", "28/02/2026"),
        ("05", BY, "2026-12", "05/01/2027"),
        ("02-29", BY, "2025", "28/02/2026"),
        ("02-29", BY, "2027", "29/02/2028"),
    ],
)
def test_the_last_day_follows_the_printed_one(due, rule, period, expected):
    assert last_day(due, rule, parse_period(period)) == day(expected)


def test_before_is_the_day_itself_where_the_office_says_so():
    assert last_day("11-30", BEFORE, parse_period("2026"), strict=False) == date(2026, 11, 30)


def test_no_printed_day_is_no_last_day():
    assert last_day(None, None, parse_period("2026")) is None


def test_weekends_move_nothing_unless_set():
    # 28/11/2026 is a Saturday.
    period = parse_period("2026")
    assert last_day("11-28", BY, period) == date(2026, 11, 28)
    assert last_day("11-28", BY, period, day_off=is_weekend) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("as_of", "submitted", "waived", "state"),
    [
        ("13/11/2026", None, False, "not_due"),  # sixteen days before
        ("14/11/2026", None, False, "due"),  # fifteen
        ("29/11/2026", None, False, "due"),
        ("30/11/2026", None, False, "missing"),
        ("30/11/2026", "29/11/2026", False, "on_time"),
        ("30/11/2026", "30/11/2026", False, "late"),
        ("01/11/2026", "01/10/2026", False, "on_time"),
        ("30/11/2026", "02/12/2026", False, "missing"),  # not yet seen on that day
        ("31/12/2026", "02/12/2026", False, "late"),
        ("31/12/2026", None, True, "waived"),
        ("31/12/2026", "02/12/2026", True, "waived"),
    ],
)
def test_the_state_of_a_duty_due_before_30_november(as_of, submitted, waived, state):
    until = last_day("11-30", BEFORE, parse_period("2026"))
    first = day(submitted) if submitted else None
    assert obligation_state(until, first, waived=waived, as_of=day(as_of)) == state


@pytest.mark.parametrize(("strict", "state"), [(True, "late"), (False, "on_time")])
def test_a_submission_on_the_due_day_is_late_under_the_strict_rule(strict, state):
    until = last_day("11-30", BEFORE, parse_period("2026"), strict=strict)
    on = date(2026, 11, 30)
    assert obligation_state(until, on, waived=False, as_of=on) == state


def test_a_duty_without_a_day_is_never_late():
    far = date(2040, 1, 1)
    assert obligation_state(None, None, waived=False, as_of=far) == ObligationState.NOT_DUE
    assert obligation_state(None, far, waived=False, as_of=far) == ObligationState.ON_TIME


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(0, 60), st.integers(-90, 90))
def test_an_open_duty_goes_from_not_due_to_due_to_missing(until, notice, shift):
    as_of = until + timedelta(days=shift)
    state = obligation_state(until, None, waived=False, as_of=as_of, notice_days=notice)
    expected = "missing" if shift > 0 else "due" if -shift <= notice else "not_due"
    assert state == expected


def owed(kind, due, *, years=(2026, 2027), issued=None, **more):
    found = due_periods(RuleKind(kind), due, years, day(issued) if issued else None, **more)
    return [
        (one.period and one.period.label, one.last_day and f"{one.last_day:%d/%m/%Y}")
        for one in found
    ]


def printed(*days, rule=BEFORE, **more):
    return DueDay(days, rule, **more)


@pytest.mark.parametrize(
    ("kind", "due", "expected"),
    [
        # DL-2026: units before 30/11, the standing unit's summary before 05/12.
        ("annual", printed("11-30"), [("2026", "29/11/2026"), ("2027", "29/11/2027")]),
        ("summary", printed("12-05"), [("2026", "04/12/2026"), ("2027", "04/12/2027")]),
        # QNG-2026: half a year before 10/6.
        ("semiannual", printed("06-10"), [("2026-H1", "09/06/2026"), ("2027-H1", "09/06/2027")]),
        (
            "semiannual",
            printed("06-10", "12-10"),
            [
                ("2026-H1", "09/06/2026"),
                ("2026-H2", "09/12/2026"),
                ("2027-H1", "09/06/2027"),
                ("2027-H2", "09/12/2027"),
            ],
        ),
        # KT-2023: semiannual and annual without a day.
        ("annual", printed(rule=None), [("2026", None), ("2027", None)]),
        (
            "semiannual",
            printed(rule=None),
            [("2026-H1", None), ("2026-H2", None), ("2027-H1", None), ("2027-H2", None)],
        ),
        # A report on the past year is owed in January of the next one.
        ("annual", printed("01-15", rule=BY), [("2025", "15/01/2026"), ("2026", "15/01/2027")]),
        # On request, or by rules elsewhere: no period and no day can be named.
        ("adhoc", printed(rule=None), [(None, None)]),
        ("unspecified", printed(rule=None), [(None, None)]),
        ("summary", printed(rule=None), [(None, None)]),
        ("unspecified", printed("12-10"), [("2026", "09/12/2026"), ("2027", "09/12/2027")]),
        ("once", printed("11-30", year=2027), [("2027", "29/11/2027")]),
        ("once", printed("11-30"), [("2026", "29/11/2026")]),
        ("once", printed(rule=None), [("2027", None)]),
    ],
)
def test_a_rule_asks_for_these_reports(kind, due, expected):
    assert owed(kind, due) == expected


def test_a_summary_follows_its_frequency():
    found = owed(
        "summary", printed("20", rule=BY), years=(2026, 2026), frequency=RuleKind.QUARTERLY
    )
    assert found == [
        ("2026-Q1", "20/03/2026"),
        ("2026-Q2", "20/06/2026"),
        ("2026-Q3", "20/09/2026"),
        ("2026-Q4", "20/12/2026"),
    ]


def test_a_monthly_report_has_twelve_last_days_a_year():
    found = owed("monthly", printed("25", rule=BY), years=(2026, 2026))
    assert len(found) == 12
    assert found[1] == ("2026-02", "25/02/2026")


def test_nothing_is_owed_before_the_plan_is_issued():
    assert owed("annual", printed("11-30"), issued="29/11/2026")[0] == ("2026", "29/11/2026")
    assert owed("annual", printed("11-30"), issued="30/11/2026") == [("2027", "29/11/2027")]
    assert owed("semiannual", printed(rule=None), years=(2026, 2026), issued="01/08/2026") == [
        ("2026-H2", None)
    ]


@given(
    st.sampled_from(["monthly", "quarterly", "semiannual", "annual"]),
    st.integers(1, 31).map(lambda number: f"{number:02d}"),
    st.booleans(),
)
def test_last_days_lie_in_the_years_of_the_plan_one_for_each_period(kind, due, strict):
    found = due_periods(RuleKind(kind), printed(due, strict=strict), (2026, 2027), date(2026, 3, 1))
    days = [one.last_day for one in found if one.last_day]
    assert len(days) == len(found)
    assert days == sorted(days)
    assert all(date(2026, 3, 1) <= one <= date(2027, 12, 31) for one in days)
    assert len({one.period for one in found}) == len(found)
