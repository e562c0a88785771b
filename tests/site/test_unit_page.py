"""What the floors above tell on a unit's page: plans, obligations, records."""

import pytest
from django.test import Client
from django.urls import reverse

from songhanh.foundation.lib import clock
from tests.records.makers import MARCH_8, a_submitted_activity, an_activity
from tests.reporting.submissions.stories import tell
from tests.world import World

pytestmark = pytest.mark.django_db


def page_of(world: World, who: str, unit: str) -> str:
    client = Client()
    client.force_login(world.users[who])
    answer = client.get(reverse("orgunits:unit", args=[world.units[unit].pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_unit_page_shows_plans_obligations_and_records(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: MARCH_8)
    tell(world)
    a_submitted_activity(world)
    an_activity(world)
    page = page_of(world, "minh", "A")
    assert "Báo cáo phải nộp trong năm 2026" in page
    assert "Bản ghi trong năm 2026" in page
    assert ": 1 (đã chấp nhận 0)" in page, "the draft of another unit is not counted"
    assert ": 0 (đã chấp nhận 0)" not in page, "a kind nobody recorded is not listed"
    assert ": 2 (đã chấp nhận 0)" in page_of(world, "lan", "A"), "the own draft is"
    assert "Kế hoạch đã ban hành" in page_of(world, "minh", "P")
    elsewhere = page_of(world, "mai", "A")
    assert "Bản ghi trong năm" not in elsewhere
    assert "Báo cáo phải nộp" not in elsewhere
