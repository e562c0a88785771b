"""A round added up: who is in, what the sums are, and that a frozen round stays as it was."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songhanh.engines.counting import parse_period
from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.reporting.consolidation.actions import freeze_consolidation, save_consolidation
from songhanh.reporting.consolidation.models import FrozenConsolidation
from songhanh.reporting.consolidation.queries import (
    consolidation_of,
    frozen_sheet,
    is_intact,
    resolved,
    rounds_of,
    sheet_of,
)
from songhanh.reporting.consolidation.sheets import Member, Reported, totals_of
from songhanh.reporting.obligations.queries import obligation_of
from songhanh.reporting.submissions.actions import Written, approve_submission, save_submission
from songhanh.reporting.submissions.enums import FigureGroup, Section
from songhanh.reporting.submissions.figures import Figure
from tests.reporting.submissions.stories import PERIOD, Story, at, fresh

YEAR = parse_period(PERIOD)


def frozen(story: Story, saves: int = 0, day: int = 2) -> FrozenConsolidation:
    minh = story.world.acting["minh"]
    return freeze_consolidation(story.annual, YEAR, saves=saves, acting=minh, at=at(day, 12))


@pytest.mark.django_db
def test_a_sheet_says_who_is_in_late_and_missing(story: Story) -> None:
    story.approved("lan")
    story.submitted("mai", at(1, 12))
    sheet = sheet_of(story.annual, YEAR, on=date(2026, 12, 2))
    assert [one.unit_code for one in sheet.members] == ["A", "B", "C", "S", "V"]
    assert [one.unit_code for one in sheet.approved] == ["A"]
    assert [one.unit_code for one in sheet.late] == ["B"]
    assert [one.unit_code for one in sheet.waiting] == ["B"]
    assert [one.unit_code for one in sheet.missing] == ["C", "S", "V"]


@pytest.mark.django_db
def test_sums_of_reports_stand_beside_the_ledger(story: Story) -> None:
    story.activity("lan", date(2026, 3, 8))
    story.activity("mai", date(2026, 3, 9))
    story.approved("lan")
    story.activity("lan", date(2026, 11, 2), moment=at(25, 11))
    sheet = sheet_of(story.annual, YEAR, on=date(2026, 12, 2))
    totals = {one.figure.key: one for one in sheet.totals}
    assert totals["activity"].reported == 1
    assert totals["activity"].figure.value == 3
    assert totals["activity"].difference == 2
    assert totals["item_repeat"].difference_text == "khớp"


@pytest.mark.django_db
def test_difficulties_and_suggestions_of_the_units_are_gathered(story: Story) -> None:
    begun = story.begun("lan")
    save_submission(
        begun,
        Written(texts={Section.DIFFICULTIES: "Địa bàn rộng.\nThiếu loa."}),
        saves=begun.saves,
        acting=story.world.acting["lan"],
        at=at(20, 11),
    )
    story.submit(begun, "lan", at(20, 11))
    approve_submission(fresh(begun), version=1, acting=story.world.acting["minh"], at=at(21, 11))
    sheet = sheet_of(story.annual, YEAR, on=date(2026, 12, 2))
    assert sheet.texts[Section.DIFFICULTIES] == "- Xã An Hòa: Địa bàn rộng. Thiếu loa."
    assert "các đơn vị đã tổ chức {{activity}}" in sheet.texts[Section.RESULTS]
    printed = resolved(story.plan, sheet).texts
    assert "các đơn vị đã tổ chức 0 hoạt động" in printed[Section.RESULTS]


@pytest.mark.django_db
def test_a_later_approval_does_not_change_a_frozen_round(story: Story) -> None:
    story.activity("lan", date(2026, 3, 8))
    story.approved("lan")
    first = frozen(story)
    before = frozen_sheet(first)
    story.activity("mai", date(2026, 3, 9))
    story.approved("mai", at(3, 12))
    assert frozen_sheet(first) == before
    assert is_intact(first)
    again = consolidation_of(story.annual, PERIOD)
    assert again is not None
    second = frozen(story, saves=again.saves, day=4)
    assert second.number == 2
    assert [one.unit_code for one in frozen_sheet(second).approved] == ["A", "B"]
    assert [one.unit_code for one in frozen_sheet(first).approved] == ["A"]


@pytest.mark.django_db
def test_freezing_meets_the_summary_the_standing_unit_owes(story: Story) -> None:
    story.approved("lan")
    frozen(story)
    owed = obligation_of(
        story.summary, unit_id=story.unit_id("S"), period=PERIOD, as_of=date(2026, 12, 10)
    )
    assert owed is not None
    assert owed.submitted_on == date(2026, 12, 2)


@pytest.mark.django_db
def test_nothing_approved_nothing_frozen(story: Story) -> None:
    story.submitted("lan")
    with pytest.raises(RefusedError, match="Chưa có báo cáo nào"):
        frozen(story)
    assert not FrozenConsolidation.objects.exists()


@pytest.mark.django_db
def test_two_people_writing_at_once_are_told(story: Story) -> None:
    minh = story.world.acting["minh"]
    texts = {Section.RESULTS: "Một"}
    save_consolidation(story.annual, YEAR, texts, saves=0, acting=minh, at=at(1, 12))
    with pytest.raises(ConflictError):
        save_consolidation(story.annual, YEAR, texts, saves=0, acting=minh, at=at(1, 12))


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["lan", "ha", "quan", "thu"])
def test_only_the_lead_officer_consolidates(story: Story, who: str) -> None:
    story.approved("lan")
    with pytest.raises(NotAllowedError):
        freeze_consolidation(
            story.annual, YEAR, saves=0, acting=story.world.acting[who], at=at(2, 12)
        )


@pytest.mark.django_db
def test_rounds_count_what_is_owed_sent_and_approved(story: Story) -> None:
    story.approved("lan")
    story.submitted("mai")
    rounds = rounds_of([story.plan], date(2026, 12, 2))
    assert [(one.period, one.owed, one.sent, one.approved) for one in rounds] == [(PERIOD, 5, 2, 1)]


BLANK = Figure(
    key="activity",
    group=FigureGroup.ACTIVITY,
    label="hoạt động",
    period=PERIOD,
    unit_word="hoạt động",
    value=Decimal(0),
)


@given(st.lists(st.one_of(st.none(), st.integers(0, 10_000)), max_size=40))
def test_totals_equal_the_sum_of_the_reports(numbers: list[int | None]) -> None:
    members = [
        Member(
            unit_id=at_,
            unit_code=str(at_),
            unit_name="",
            state="approved",
            timeliness="on_time",
            reported=Reported(
                (replace(BLANK, value=None if number is None else Decimal(number)),), {}, {}
            ),
        )
        for at_, number in enumerate(numbers)
    ]
    known = [number for number in numbers if number is not None]
    total = totals_of([BLANK], members)[0]
    assert total.reported == (sum(known) if known else None)
