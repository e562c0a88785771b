"""The regimes of the source plans and of plans like them, 2026–2030, every day of them.

What is expected is written down here by year, month and day, and reckoned by hand arithmetic, not
by the engine.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from songhanh.engines.counting import (
    DueDay,
    DueRule,
    RuleKind,
    Shift,
    due_periods,
    is_weekend,
    obligation_state,
)

YEARS = (2026, 2030)
ONE = timedelta(days=1)
TRUTH = Path(__file__).resolve().parents[4] / "shared" / "plans" / "truth"

REGIMES = {
    # name: kind, printed day, how, (month, day) of the last day each year, label of the period
    "units of DL-2026": ("annual", "11-30", "before", (11, 29), "{year}"),
    "summary of DL-2026": ("summary", "12-05", "before", (12, 4), "{year}"),
    "year of TQ-2022": ("annual", "12-10", "before", (12, 9), "{year}"),
    "half-year of QNG-2026": ("semiannual", "06-10", "before", (6, 9), "{year}-H1"),
    "on the day itself": ("annual", "11-30", "by", (11, 30), "{year}"),
    "before the first of a month": ("annual", "12-01", "before", (11, 30), "{year}"),
    "before 1 March": ("annual", "03-01", "before", None, "{before}"),
    "by 29 February": ("annual", "02-29", "by", None, "{before}"),
}


def last_day_by_hand(name: str, year: int) -> date:
    """The last day that is on time in a year."""
    month_day = REGIMES[name][3]
    if month_day is None:  # the last day of February either way
        return date(year, 2, 29 if year % 4 == 0 else 28)
    return date(year, *month_day)


def days() -> Iterator[date]:
    """Every day from 2026 to 2030, and a month around."""
    day = date(2025, 12, 1)
    while day <= date(2031, 1, 31):
        yield day
        day += ONE


def state_by_hand(last: date, day: date) -> str:
    if day > last:
        return "missing"
    return "due" if day >= last - timedelta(days=15) else "not_due"


@pytest.mark.parametrize("name", REGIMES)
def test_each_regime_is_owed_once_a_year_and_in_its_state_on_every_day(name: str) -> None:
    kind, printed, how, _last, label = REGIMES[name]
    found = due_periods(RuleKind(kind), DueDay([printed], DueRule(how)), YEARS)
    assert [(one.period.label if one.period else "", one.last_day) for one in found] == [
        (label.format(year=year, before=year - 1), last_day_by_hand(name, year))
        for year in range(2026, 2031)
    ]
    for one in found:
        assert one.last_day is not None
        for day in days():
            state = obligation_state(one.last_day, None, waived=False, as_of=day)
            assert state == state_by_hand(one.last_day, day), (name, day)


HOLIDAYS = {
    *(date(year, *day) for year in range(2026, 2032) for day in ((1, 1), (4, 30), (5, 1), (9, 2))),
    date(2026, 12, 9),  # as an office might announce a day off in lieu
}


def is_off(day: date) -> bool:
    return day.strftime("%a") in {"Sat", "Sun"} or day in HOLIDAYS


@pytest.mark.parametrize("shift", Shift)
@pytest.mark.parametrize("name", REGIMES)
def test_weekends_and_holidays_give_way_as_the_regime_says(name: str, shift: Shift) -> None:
    kind, printed, how, _last, _label = REGIMES[name]
    due = DueDay([printed], DueRule(how), day_off=is_off, shift=shift)
    for year, one in zip(range(2026, 2031), due_periods(RuleKind(kind), due, YEARS), strict=True):
        by_hand = last_day_by_hand(name, year)
        working = [
            by_hand + timedelta(days=away)
            for away in range(-15, 16)
            if not is_off(by_hand + away * ONE)
        ]
        expected = {
            Shift.NONE: by_hand,
            Shift.NEXT: min(day for day in working if day >= by_hand),
            Shift.PREVIOUS: max(day for day in working if day <= by_hand),
        }
        assert (one.last_day, one.unmoved) == (expected[shift], by_hand)


def test_the_weekends_on_which_the_units_of_dl_2026_report() -> None:
    due = DueDay(["11-30"], DueRule.BEFORE, day_off=is_weekend)
    found = due_periods(RuleKind.ANNUAL, due, YEARS)
    assert [(f"{one.unmoved:%d/%m/%Y}", f"{one.last_day:%d/%m/%Y}") for one in found] == [
        ("29/11/2026", "30/11/2026"),  # Sunday
        ("29/11/2027", "29/11/2027"),
        ("29/11/2028", "29/11/2028"),
        ("29/11/2029", "29/11/2029"),
        ("29/11/2030", "29/11/2030"),
    ]


def test_strictly_before_or_on_the_day() -> None:
    strict, lax = (
        due_periods(RuleKind.ANNUAL, DueDay(["11-30"], DueRule.BEFORE, strict=one), (2026, 2026))
        for one in (True, False)
    )
    assert (strict[0].last_day, lax[0].last_day) == (date(2026, 11, 29), date(2026, 11, 30))


if TRUTH.is_dir():
    SOURCE = {
        # plan: years, (kind, day and month of the last day or None) of each rule that owes
        "dl-2026": ((2026, 2030), {("annual", "29/11"), ("summary", "04/12")}),
        "tq-2022": ((2022, 2030), {("annual", "09/12")}),
        "kt-2023": ((2023, 2030), {("annual", None), ("semiannual", None)}),
    }

    @pytest.mark.parametrize("name", SOURCE)
    def test_the_source_plans_owe_these_reports_in_every_year_and_no_others(name: str) -> None:
        years, expected = SOURCE[name]
        plan = json.loads((TRUTH / f"{name}.json").read_text(encoding="utf-8"))
        found: dict[int, set[tuple[str, str | None]]] = {year: set() for year in range(2026, 2031)}
        for rule in plan["reporting"]:
            if rule.get("duplicate_of") or rule["kind"] not in {one for one, _ in expected}:
                continue
            due = [rule["due"]] if isinstance(rule["due"], str) else rule["due"] or []
            read_as = DueRule(rule["due_rule"]) if rule["due_rule"] else None
            for one in due_periods(RuleKind(rule["kind"]), DueDay(due, read_as), years):
                year = one.last_day.year if one.last_day else one.period.year if one.period else 0
                if year in found:
                    last = f"{one.last_day:%d/%m}" if one.last_day else None
                    found[year].add((rule["kind"], last))
        assert all(found[year] >= expected for year in found)
        dated = {one for one in expected if one[1]}
        assert all({one for one in found[year] if one[1]} == dated for year in found)
