"""A campaign: its days from the calendar, its records by themselves, its counts as by hand."""

from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random

import pytest
from django.test import Client
from django.urls import reverse

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.records.activities.models import Activity
from songhanh.records.campaigns import actions
from songhanh.records.campaigns.kind import ACTION_MONTH, PLANS
from songhanh.records.campaigns.queries import (
    AT_ACTIVITIES,
    Members,
    campaigns_of,
    code_of,
    counters_of,
    members_of,
    pace_of,
    spread_of,
    unit_plans,
)
from songhanh.records.materials.kind import MESSAGES
from songhanh.records.media.kind import MEDIA_ITEMS
from songhanh.records.media.models import MediaItem
from songhanh.records.recording import actions as recording
from songhanh.records.recording.messages import messages_of, set_messages
from songhanh.registry.calendar.queries import Occurrence
from tests.records.examples import EXAMPLES, enter
from tests.records.makers import a_submitted_activity, a_submitted_item
from tests.world import NOON, World

pytestmark = pytest.mark.django_db

AFTER = datetime(2026, 12, 20, 5, tzinfo=UTC)
TODAY = date(2026, 12, 20)


@pytest.fixture(autouse=True)
def _after_the_month(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock.timezone, "now", lambda: AFTER)


def action_month(world: World, year: int = 2026) -> Occurrence:
    found = campaigns_of(world.acting["minh"], year, TODAY)
    return next(one for one in found if code_of(one.occasion) == ACTION_MONTH)


def members(world: World, who: str = "minh") -> Members:
    return members_of(action_month(world), world.acting[who], TODAY)


def held(world: World, day: date, **said: object) -> Activity:
    return a_submitted_activity(world, at=AFTER, held_on=day, **said)


def aired(world: World, day: date, **said: object) -> MediaItem:
    return a_submitted_item(world, at=AFTER, published_on=day, **said)


@pytest.mark.parametrize("year", [2026, 2029, 2030])
def test_the_action_month_of_any_year_comes_from_the_calendar(world: World, year: int) -> None:
    month = action_month(world, year)
    assert (month.peak_first, month.peak_last) == (date(year, 11, 15), date(year, 12, 15))


def test_records_of_its_days_are_in_it_by_themselves(world: World) -> None:
    days = [date(2026, 11, 14), date(2026, 11, 15), date(2026, 12, 15), date(2026, 12, 16)]
    activities = [held(world, day) for day in days]
    items = [aired(world, day) for day in days]
    aired(world, days[1], on_gender_equality=False)
    named = held(world, date(2026, 10, 1), campaign=ACTION_MONTH)
    found = members(world)
    assert found.activities == [named, *activities[1:3]]
    assert found.items == items[1:3]


def test_an_officer_puts_a_record_in_or_takes_it_out(world: World) -> None:
    month, minh, lan = action_month(world), world.acting["minh"], world.acting["lan"]
    early, inside = held(world, date(2026, 11, 10)), held(world, date(2026, 11, 20))
    actions.tag_record(month, "activity", early.pk, belongs=True, acting=lan, at=AFTER)
    actions.tag_record(month, "activity", inside.pk, belongs=False, acting=minh, at=AFTER)
    found = members(world)
    assert (found.activities, found.left_out) == ([early], [inside])
    actions.tag_record(month, "activity", inside.pk, belongs=True, acting=minh, at=AFTER)
    assert members(world).activities == [early, inside]


@pytest.mark.parametrize(
    ("who", "kind", "refused"),
    [
        ("ha", "activity", NotAllowedError),
        ("mai", "activity", RefusedError),
        ("minh", "course", RefusedError),
    ],
)
def test_nobody_else_says_what_belongs(
    world: World, who: str, kind: str, refused: type[Exception]
) -> None:
    inside = held(world, date(2026, 11, 20))
    with pytest.raises(refused):
        actions.tag_record(
            action_month(world), kind, inside.pk, belongs=False, acting=world.acting[who], at=AFTER
        )
    assert members(world).activities == [inside]


def test_the_counts_are_those_of_a_clerk(world: World) -> None:
    chance = Random(7)
    first, last, cut = date(2026, 11, 15), date(2026, 12, 15), date(2026, 11, 30)
    said = []
    for _number in range(30):
        day = date(2026, chance.choice([11, 12]), chance.randint(1, 19))
        male, female = chance.randint(0, 40), chance.randint(0, 40)
        held(world, day, male=male, female=female)
        said.append((day, male, female))
    original = aired(world, date(2026, 11, 16), minutes=Decimal("5.5"))
    aired(world, date(2026, 11, 17), minutes=Decimal(4), original_id=original.pk)
    for until in (None, cut):
        found = members(world).until(until) if until else members(world)
        counted = counters_of(found)
        inside = [one for one in said if first <= one[0] <= (until or last)]
        assert counted.activities == len(inside)
        assert (counted.male, counted.female) == (
            sum(one[1] for one in inside),
            sum(one[2] for one in inside),
        )
        assert counted.attendance == counted.male + counted.female
        assert sum(number for _day, number in counted.by_day) == len(inside)
        assert (counted.items, counted.repeats, counted.minutes) == (1, 1, Decimal("9.5"))
    after = counters_of(members(world).after(cut))
    assert after.activities == len([one for one in said if cut < one[0] <= last])
    assert after.items == 0


def test_the_closing_report_has_its_supplement(world: World, client: Client) -> None:
    held(world, date(2026, 11, 20))
    held(world, date(2026, 12, 10))
    client.force_login(world.users["minh"])
    month = action_month(world)
    address = reverse("campaigns:show", args=[2026, month.occasion.pk])
    page = client.get(address, {"until": "30/11/2026"})
    assert page.context["counters"].activities == 1
    assert page.context["supplement"].activities == 1
    assert "Bổ sung sau ngày 30/11/2026" in page.content.decode()
    assert client.get(address, {"format": "xlsx"})["Content-Type"].endswith("sheet")


def test_units_without_a_plan_stand_first_and_late_ones_are_told(world: World) -> None:
    minh = world.acting["minh"]
    enter(world, EXAMPLES["campaign_plan"], issued_on="01/11/2026")
    enter(world, EXAMPLES["campaign_plan"], by="mai", issued_on="20/11/2026")
    rows = unit_plans(action_month(world), members(world), minh, TODAY)
    given = {row.unit_id: row.is_late for row in rows if row.plan is not None}
    assert given == {world.units["A"].pk: False, world.units["B"].pk: True}
    missing = [row.plan is None for row in rows]
    assert missing == sorted(missing, reverse=True)
    assert PLANS.kind.records().count() == 2


def test_the_peak_is_held_against_ordinary_weeks(world: World) -> None:
    for day in (15, 16, 17, 18):
        aired(world, date(2026, 11, day), title=f"Tin {day}")
    aired(world, date(2026, 3, 2))
    pace = pace_of(action_month(world), members(world), world.acting["minh"], TODAY)
    assert pace.inside == Decimal("0.9")  # 4 in 31 days
    assert pace.outside == Decimal("0.0")  # 1 in 323 days


def test_messages_are_counted_by_channel(world: World) -> None:
    minh, lan = world.acting["minh"], world.acting["lan"]
    shared, other = (
        enter(world, EXAMPLES["message"], title=title) for title in ("Việc nhà", "Lắng nghe")
    )
    recording.accept(MESSAGES.kind, [shared, other], acting=minh, at=NOON)
    news = [aired(world, date(2026, 11, day), title=f"Tin {day}") for day in (15, 16, 17)]
    held(world, date(2026, 11, 20))
    set_messages(MEDIA_ITEMS, news[0], [shared.pk, other.pk], acting=lan, at=AFTER)
    set_messages(MEDIA_ITEMS, news[1], [shared.pk], acting=lan, at=AFTER)
    spread = spread_of(members(world))
    assert spread.columns == (AT_ACTIVITIES, "loudspeaker")
    assert spread.rows == (("Việc nhà", (0, 2), 2), ("Lắng nghe", (0, 1), 1))
    assert spread.without == (1, 1)


def test_whoever_enters_a_record_says_its_messages(world: World, client: Client) -> None:
    message = enter(world, EXAMPLES["message"])
    client.force_login(world.users["lan"])
    assert "messages" not in client.get("/media/new/").context["form"].fields
    recording.accept(MESSAGES.kind, [message], acting=world.acting["minh"], at=NOON)
    item = aired(world, date(2026, 11, 20))
    address = f"/media/{item.pk}/edit/"
    form = client.get(address).context["form"]
    typed = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    body = typed | {"published_on": "20/11/2026", "messages": [message.pk]}
    assert client.post(address, body).status_code == 302
    assert messages_of("media_item", item) == [message.pk]
    page = client.get(f"/media/{item.pk}/").content.decode()
    assert "Thông điệp chuẩn đã dùng" in page
    assert message.title in page
    item.refresh_from_db()
    emptied = typed | {"published_on": "20/11/2026", "version": item.version}
    assert client.post(address, emptied).status_code == 302
    assert messages_of("media_item", item) == []
