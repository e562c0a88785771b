"""Obligations of an amended rule: what was owed before the day, and what is owed after it."""

from datetime import date
from typing import Any

import pytest

from songhanh.foundation.lib.acting import command_line
from songhanh.programme.amendments.actions import (
    DecisionPaper,
    Words,
    change_by,
    record_amendment,
    take_out_by,
)
from songhanh.programme.amendments.models import Amendment
from songhanh.programme.elements.building import Detail, Typed
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.models import DueDay, ReportingRule
from songhanh.reporting.obligations.actions import record_first_submission
from songhanh.reporting.obligations.queries import obligation_of, obligations
from tests.reporting.obligations.plans import ANNUAL, SEMIANNUAL, publish, rule_of
from tests.results.stories import PRESENT, moment, on
from tests.world import World

pytestmark = pytest.mark.django_db
BY = command_line()


def decided(plan: PlanDocument, effective: date) -> Amendment:
    paper = DecisionPaper("50/QĐ-UBND", date(2026, 2, 1), effective)
    return record_amendment(plan, paper, acting=BY, at=PRESENT)


def moved(plan: PlanDocument, ordinal: str, effective: date, month: int, day: int) -> None:
    """The rule's due day is another one from a day on."""
    element = rule_of(plan, ordinal).element
    days: list[dict[str, Any]] = [{"position": 1, "month": month, "day": day}]
    typed = Typed(ReportingRule, {}, [Detail(DueDay, "rule", days)])
    amendment = decided(plan, effective)
    words = Words("Hạn mới.", element.ordinal, typed)
    change_by(amendment, element, version=element.version, words=words, acting=BY, at=PRESENT)


def days_of(plan: PlanDocument, as_of: str = "31/12/2027") -> list[tuple[str, str]]:
    return [
        (one.period, f"{one.last_day:%d/%m/%Y}")
        for one in obligations(plan=plan, as_of=on(as_of))
        if one.unit_code == "A"
    ]


@pytest.mark.parametrize(
    ("effective", "new_day", "expected"),
    [
        # the amendment comes after the first report, before the second
        (date(2027, 1, 1), (11, 20), [("2026", "09/12/2026"), ("2027", "19/11/2027")]),
        # before both: both by the new day
        (date(2026, 3, 1), (11, 20), [("2026", "19/11/2026"), ("2027", "19/11/2027")]),
        # the old day lies after it, the new one before it: owed once, by the new words
        (date(2026, 12, 1), (11, 20), [("2026", "19/11/2026"), ("2027", "19/11/2027")]),
        # between the old day and a later new one: owed once, by the old words
        (date(2026, 12, 10), (12, 20), [("2026", "09/12/2026"), ("2027", "19/12/2027")]),
    ],
)
def test_each_period_is_owed_once_by_the_words_of_its_day(
    world: World, effective: date, new_day: tuple[int, int], expected: list[tuple[str, str]]
) -> None:
    plan = publish(ANNUAL)
    moved(plan, "VI.1", effective, *new_day)
    assert days_of(plan) == expected


def test_what_was_handed_in_before_still_counts_after_the_amendment(world: World) -> None:
    plan = publish(ANNUAL)
    rule = rule_of(plan, "VI.1")
    unit = world.units["A"].pk
    handed_in = moment("01/12/2026")
    record_first_submission(rule, unit_id=unit, period="2026", acting=BY, at=handed_in)
    moved(plan, "VI.1", date(2026, 12, 5), 12, 20)
    after = obligation_of(rule, unit_id=unit, period="2026", as_of=on("31/12/2026"))
    assert after is not None
    assert (after.submitted_on, after.state.value) == (on("01/12/2026"), "on_time")


def test_a_rule_taken_out_owes_nothing_after_its_day(world: World) -> None:
    plan = publish(SEMIANNUAL)
    before = days_of(plan)
    amendment = decided(plan, date(2027, 1, 1))
    element = rule_of(plan, "VI.3").element
    take_out_by(amendment, element, version=element.version, acting=BY, at=PRESENT)
    assert days_of(plan) == [one for one in before if one[1].endswith("2026")]
