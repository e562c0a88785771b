"""A unit's last days in the calendar of a phone, behind an address only the unit gives away."""

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.programme.plans.models import PlanDocument
from songhanh.reporting.obligations.actions import (
    record_first_submission,
    renew_feed,
    revoke_feed,
    waive_obligation,
)
from songhanh.reporting.obligations.models import CalendarFeed
from songhanh.reporting.obligations.queries import feed_behind, obligation_of, token_of
from tests.reporting.obligations.plans import ADHOC, ANNUAL, SEMIANNUAL, publish, rule_of
from tests.results.stories import moment, on
from tests.world import World

pytestmark = pytest.mark.django_db
AT = moment("01/06/2026")


@pytest.fixture
def plan(world: World, monkeypatch: pytest.MonkeyPatch) -> PlanDocument:
    monkeypatch.setattr(clock.timezone, "now", lambda: AT)
    return publish(ANNUAL, SEMIANNUAL, ADHOC)


def address_of(feed: CalendarFeed) -> str:
    return reverse("obligations:feed", args=[feed.unit_id, token_of(feed)])


def test_a_phone_reads_the_last_days_and_no_name_of_anybody(
    world: World, plan: PlanDocument, client: Client
) -> None:
    lan = world.acting["lan"]
    feed = renew_feed(acting=lan, at=AT)
    unit = world.units["A"].pk
    record_first_submission(
        rule_of(plan, "VI.3"), unit_id=unit, period="2026-H1", acting=lan, at=AT
    )
    answer = client.get(address_of(feed))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    told = [(event.start, str(event["summary"]), len(event.walk("VALARM"))) for event in events]
    assert told == [
        (on("09/06/2026"), "Đã nộp: Báo cáo 6 tháng đầu năm 2026", 0),
        (on("09/12/2026"), "Hạn nộp: Báo cáo năm 2026", 2),
        (on("09/06/2027"), "Hạn nộp: Báo cáo 6 tháng đầu năm 2027", 2),
        (on("09/12/2027"), "Hạn nộp: Báo cáo năm 2027", 2),
    ]
    text = answer.content.decode()
    assert len({str(event["uid"]) for event in events}) == 4
    for user in world.users.values():
        assert user.full_name not in text
        assert f"{user.username}@" not in text
    assert client.get(address_of(feed)).content == answer.content


def test_what_is_excused_leaves_the_calendar(
    world: World, plan: PlanDocument, client: Client
) -> None:
    feed = renew_feed(acting=world.acting["lan"], at=AT)
    duty = obligation_of(
        rule_of(plan, "VI.1"), unit_id=world.units["A"].pk, period="2026", as_of=on("01/06/2026")
    )
    assert duty is not None
    waive_obligation(duty, reason="Xã bị lũ.", acting=world.acting["minh"], at=AT)
    events = Calendar.from_ical(client.get(address_of(feed)).content).walk("VEVENT")
    assert on("09/12/2026") not in [event.start for event in events]


def test_a_new_address_closes_the_old_one_and_a_revoked_one_opens_nothing(
    world: World, plan: PlanDocument, client: Client
) -> None:
    lan = world.acting["lan"]
    old = address_of(renew_feed(acting=lan, at=AT))
    feed = renew_feed(acting=lan, at=AT)
    new = address_of(feed)
    wrong = reverse("obligations:feed", args=[world.units["B"].pk, token_of(feed)])
    assert [client.get(one).status_code for one in (old, new, wrong)] == [404, 200, 404]
    with pytest.raises(NotAllowedError):
        revoke_feed(feed, acting=world.acting["mai"], at=AT)
    revoke_feed(feed, acting=lan, at=AT)
    assert client.get(new).status_code == 404
    assert feed_behind(feed.unit_id, token_of(feed)) is None
    assert CalendarFeed.objects.count() == 1
    for reader in ("ha", "quan"):
        with pytest.raises(NotAllowedError):
            renew_feed(acting=world.acting[reader], at=AT)


def test_the_unit_keeps_its_address_on_its_own_page(
    world: World, plan: PlanDocument, client: Client
) -> None:
    client.force_login(world.users["lan"])
    page = reverse("obligations:own_feed")
    assert "chưa có địa chỉ lịch" in client.get(page).content.decode()
    client.post(page, {"renew": "1"})
    feed = CalendarFeed.objects.get(unit=world.units["A"])
    shown = client.get(page).content.decode()
    assert address_of(feed) in shown
    assert "webcal://" in shown
    assert "<svg" in shown
    client.post(page, {"revoke": "1"})
    assert "chưa có địa chỉ lịch" in client.get(page).content.decode()
