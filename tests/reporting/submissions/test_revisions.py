"""What was corrected after a report was frozen is listed; the frozen figures stay."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from songhanh.records.activities.actions import return_activities
from songhanh.reporting.submissions.revisions import changed_since
from tests.reporting.submissions.stories import Story, at

pytestmark = pytest.mark.django_db

DAY = date(2026, 12, 1)


def told(story: Story, who: str = "minh") -> list[tuple[str, int, int]]:
    return [
        (one.unit_code, one.taken_back, one.added)
        for one in changed_since(story.world.acting[who], DAY)
    ]


def test_nothing_is_listed_while_nothing_changed(story: Story) -> None:
    story.activity("lan", date(2026, 3, 8))
    story.submitted("lan")
    assert told(story) == []


def test_what_was_taken_back_and_what_was_added_are_counted(story: Story) -> None:
    kept = story.activity("lan", date(2026, 3, 8))
    story.submitted("lan")
    return_activities([kept], remark="Trùng", acting=story.world.acting["minh"], at=at(25, 11))
    [(unit, taken_back, added)] = told(story)
    assert (unit, added) == ("A", 0)
    assert taken_back > 0
    story.activity("lan", date(2026, 11, 5), moment=at(26, 11))
    [(_, still, more)] = told(story)
    assert (still, more > 0) == (taken_back, True)


def test_days_after_the_report_and_other_units_are_no_revision(story: Story) -> None:
    story.activity("lan", date(2026, 3, 8))
    story.submitted("lan")
    story.activity("lan", date(2026, 11, 28), moment=at(29, 11))
    story.activity("mai", date(2026, 3, 8), moment=at(29, 11))
    assert told(story) == []


def test_an_item_of_a_station_added_later_is_a_revision_of_its_commune(story: Story) -> None:
    story.submitted("lan")
    story.item("a1", date(2026, 10, 5), moment=at(26, 11))
    assert told(story) == [("A", 0, 1)]


def test_the_list_leads_to_the_report_and_asks_a_constant_number_of_questions(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    story.activity("lan", date(2026, 3, 8))
    story.submitted("lan")
    client = Client()
    client.force_login(story.world.users["minh"])
    address = reverse("submissions:changed")
    assert "Chưa có số liệu nào thay đổi" in client.get(address).content.decode()
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    story.activity("lan", date(2026, 3, 9), moment=at(26, 11))
    with CaptureQueriesContext(connection) as again:
        page = client.get(address)
    assert len(again) <= len(asked) + 1
    assert "Xã An Hòa" in page.content.decode()
    assert client.get(address, {"format": "xlsx"}).status_code == 200
