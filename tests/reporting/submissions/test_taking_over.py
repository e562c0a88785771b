"""A report handed in for an ended unit too: its work is told, its targets stay with its own day."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import command_line
from songhanh.registry.orgunits.actions import Change, merge_unit
from songhanh.reporting.obligations.queries import inheritances_seen_by, obligation_of
from songhanh.reporting.submissions.actions import (
    begin_supplement,
    recall_submission,
    submit_submission,
)
from songhanh.reporting.submissions.figures import Figure
from songhanh.reporting.submissions.queries import draft_of
from tests.reporting.submissions.stories import Story, at, tell
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(world: World) -> Story:
    return tell(world)


def merge(story: Story) -> None:
    units = story.world.units
    change = Change(date(2026, 10, 1), basis="Nghị quyết 01/NQ")
    merge_unit(units["B"], into=units["A"], change=change, acting=command_line(), at=at(20, 11))


def told(story: Story) -> dict[str, Figure]:
    draft = draft_of(story.begun("lan"), at(20, 11))
    return {figure.key: figure for figure in draft.figures}


def test_the_work_of_a_merged_unit_is_in_the_report_of_who_continues_it(story: Story) -> None:
    story.activity("lan", date(2026, 5, 10))
    story.activity("mai", date(2026, 3, 8))
    merge(story)
    figures = told(story)
    assert figures["activity"].value == Decimal(2)
    assert figures["attendance:female"].value == Decimal(30)
    # what happened stays with the unit of its day: the target asks the unit alone
    assert figures["target:II.1:2026"].value == Decimal(1)


def test_without_a_merger_a_report_tells_of_its_own_unit_alone(story: Story) -> None:
    story.activity("lan", date(2026, 5, 10))
    story.activity("mai", date(2026, 3, 8))
    assert told(story)["activity"].value == Decimal(1)


def test_the_page_names_the_unit_whose_work_is_told_besides(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock.timezone, "now", lambda: at(20, 11))
    door = Client()
    door.force_login(story.world.users["lan"])
    words = "đã cộng cả việc của"

    own = story.begun("lan")
    page = reverse("submissions:edit", args=[own.pk])
    assert words not in door.get(page).content.decode()
    merge(story)
    name = story.world.units["B"].versions.get().name
    assert f"{words} {name}" in door.get(page).content.decode()


# ------------------------------------------- sent before the other unit came ----


def untold(story: Story, day: int = 20) -> list[str]:
    """The ended units that Lan's report of the year does not tell of."""
    found = obligation_of(
        story.annual, unit_id=story.unit_id("A"), period="2026", as_of=date(2026, 11, day)
    )
    assert found is not None
    return [one.code for one in found.untold]


def test_a_report_sent_before_the_merger_does_not_tell_of_it_until_sent_again(
    story: Story,
) -> None:
    story.activity("mai", date(2026, 3, 8))
    sent = story.submitted("lan", at(18, 11))
    merge(story)
    assert untold(story) == ["B"]
    [listed] = inheritances_seen_by(story.world.acting["minh"], as_of=date(2026, 11, 20))
    assert listed.is_untold
    lan = {"acting": story.world.acting["lan"], "at": at(20, 12)}
    recalled = recall_submission(sent, **lan)
    assert untold(story) == [], "what is being written tells of all of them"
    again = submit_submission(recalled, saves=recalled.saves, **lan)
    assert untold(story) == []
    assert [one.unit_id for one in again.told_units.all()] == [story.unit_id("B")]


def test_of_an_approved_report_the_supplement_tells_from_the_beginning(story: Story) -> None:
    story.activity("lan", date(2026, 5, 10))
    story.activity("mai", date(2026, 3, 8))
    main = story.approved("lan", at(18, 11))
    merge(story)
    assert untold(story) == ["B"]
    lan = {"acting": story.world.acting["lan"], "at": at(20, 12)}
    more = begin_supplement(main, **lan)
    figures = {one.key: one for one in draft_of(more, at(20, 12)).figures}
    assert figures["activity"].value == Decimal(1), "Lan's own was told before"
    submit_submission(more, saves=more.saves, **lan)
    assert untold(story) == []


def test_the_unit_and_the_lead_officer_are_told_what_is_missing_and_what_to_do(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = story.submitted("lan", at(18, 11))
    merge(story)
    monkeypatch.setattr(clock.timezone, "now", lambda: at(20, 12))
    told = {
        "lan": {reverse("home:today"): "chưa gồm việc của Phường Bình Minh"},
        "minh": {
            reverse("home:today"): "1 báo cáo của đơn vị cũ chưa có trong báo cáo",
            reverse("obligations:hand_overs") + "?state=untold": "chưa có trong báo cáo đã nộp",
        },
    }
    report = reverse("submissions:show", args=[sent.pk])
    for who, pages in told.items():
        door = Client()
        door.force_login(story.world.users[who])
        for address, words in {**pages, report: "trước khi nhận việc của Phường Bình Minh"}.items():
            shown = door.get(address).content.decode()
            assert words in shown, (who, address)
            assert "đã cộng cả việc của" not in shown
