"""Figures of an amended plan: each day, and each quarter, by the words that held on it."""

from datetime import date
from decimal import Decimal

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
from songhanh.programme.elements.building import Typed
from songhanh.programme.targets.models import Target
from songhanh.results.values.queries import results_of
from tests.results.stories import PRESENT, Story, on

pytestmark = pytest.mark.django_db
BY = command_line()


def amended(story: Story, ordinal: str, value: int) -> Amendment:
    """A decision in force from 01/07/2026 asks for another value."""
    paper = DecisionPaper("50/QĐ-UBND", date(2026, 6, 1), date(2026, 7, 1))
    amendment = record_amendment(story.plan, paper, acting=BY, at=PRESENT)
    element = story.target(ordinal).element
    words = Words(f"Nay là {value}.", element.ordinal, Typed(Target, {"value": Decimal(value)}))
    change_by(amendment, element, version=element.version, words=words, acting=BY, at=PRESENT)
    return amendment


def test_a_year_is_judged_by_the_words_of_its_day(story: Story) -> None:
    for day in ("02/03", "09/03"):
        story.session("A", f"{day}/2026")
    amended(story, "II.1", 3)
    assert story.year("II.1", "30/06/2026").passing == ("A",)
    assert story.year("II.1", "01/07/2026").passing == ()


def test_a_quarter_before_the_day_keeps_the_words_of_then(story: Story) -> None:
    amended(story, "II.3", 5)
    rows = results_of(story.plan, as_of=on("31/12/2026"), unit_id=story.unit_id("A"))
    quarters = [row for row in rows if row.ordinal == "II.3"]
    needed = {row.period.label: row.outcomes[0].needed for row in quarters if row.outcomes}
    assert [needed[f"2026-Q{number}"] for number in (1, 2, 3, 4)] == [3, 3, 5, 5]
    assert [row.period.label for row in quarters].count("2026") == 1


def test_a_target_taken_out_is_reported_until_its_day(story: Story) -> None:
    paper = DecisionPaper("50/QĐ-UBND", date(2026, 6, 1), date(2026, 7, 1))
    amendment = record_amendment(story.plan, paper, acting=BY, at=PRESENT)
    element = story.target("II.3").element
    take_out_by(amendment, element, version=element.version, acting=BY, at=PRESENT)
    shown = {
        day: "II.3" in {row.ordinal for row in results_of(story.plan, as_of=on(day))}
        for day in ("30/06/2026", "01/07/2026")
    }
    assert shown == {"30/06/2026": True, "01/07/2026": False}
