"""The same event entered by host and co-host: proposed, joined, counted once, taken back."""

from datetime import date, timedelta

import pytest
from django.test import Client

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.ledger.queries import counts
from songhanh.ledger.verification import verify
from songhanh.records.activities.actions import accept_activities
from songhanh.records.activities.models import Activity, ActivityJoin
from songhanh.records.activities.twins import join, twins_of, undo_join
from tests.records.makers import a_submitted_activity
from tests.world import NOON, World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)
LATER = NOON + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _on_a_june_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock.timezone, "now", lambda: LATER)


@pytest.fixture
def pair(world: World) -> tuple[Activity, Activity]:
    """Lan enters the event naming Bình Minh as co-host; Mai enters it too."""
    host = a_submitted_activity(world, co_host_ids=(world.units["B"].pk,), male=40)
    other = a_submitted_activity(world, by="mai", title="Nói chuyện luật", male=40)
    return host, other


def counted(measure: str, world: World) -> dict[str, int]:
    codes = {unit.pk: code for code, unit in world.units.items()}
    found: dict[str, int] = {}
    rows = counts(measure, first=date(2026, 1, 1), last=date(2026, 12, 31), standing="provisional")
    for row in rows:
        code = codes[row.unit_id]
        found[code] = found.get(code, 0) + int(row.quantity)
    return {code: quantity for code, quantity in found.items() if quantity}


def test_host_and_co_host_are_proposed_and_the_fuller_entry_stays(
    world: World, pair: tuple[Activity, Activity]
) -> None:
    [twins] = twins_of(world.acting["minh"], TODAY)

    assert (twins.stays, twins.goes) == pair
    assert "phối hợp" in twins.why


def test_one_name_at_one_place_on_one_day_is_proposed(world: World) -> None:
    commune = world.units["C"].pk
    a_submitted_activity(world, commune_id=commune)
    a_submitted_activity(world, by="thu", commune_id=commune)
    a_submitted_activity(world, by="mai", commune_id=commune, held_on=date(2026, 3, 9))

    assert len(twins_of(world.acting["minh"], TODAY)) == 1


def test_different_events_of_one_day_are_left_alone(world: World) -> None:
    a_submitted_activity(world)
    a_submitted_activity(world)
    a_submitted_activity(world, by="mai")

    assert twins_of(world.acting["minh"], TODAY) == []


def test_joined_the_event_counts_once_and_each_host_keeps_its_session(
    world: World, pair: tuple[Activity, Activity]
) -> None:
    assert counted("activity", world) == {"A": 1, "B": 1}
    assert counted("session_held", world) == {"A": 1, "B": 2}

    join(*pair, acting=world.acting["minh"], at=LATER)

    assert counted("activity", world) == {"A": 1}
    assert counted("session_held", world) == {"A": 1, "B": 1}
    assert counted("attendance", world) == {"A": 40}
    assert twins_of(world.acting["minh"], TODAY) == []
    assert verify().differences == []


def test_a_joining_taken_back_leaves_everything_as_it_was(
    world: World, pair: tuple[Activity, Activity]
) -> None:
    accept_activities([pair[1]], acting=world.acting["minh"], at=NOON)
    before = counted("activity", world), counted("session_held", world)
    joined = join(*pair, acting=world.acting["minh"], at=LATER)

    undo_join(joined, acting=world.acting["minh"], at=LATER)

    assert (counted("activity", world), counted("session_held", world)) == before
    assert Activity.objects.get(pk=pair[1].pk).standing == "accepted"
    assert verify().differences == []
    with pytest.raises(RefusedError):
        undo_join(joined, acting=world.acting["minh"], at=LATER)


def test_only_the_lead_officer_joins_and_only_twins(
    world: World, pair: tuple[Activity, Activity]
) -> None:
    with pytest.raises(NotAllowedError):
        join(*pair, acting=world.acting["lan"], at=LATER)
    elsewhere = a_submitted_activity(world, by="xuan")
    with pytest.raises(RefusedError):
        join(pair[0], elsewhere, acting=world.acting["minh"], at=LATER)
    other_day = a_submitted_activity(world, by="mai", held_on=date(2026, 3, 9))
    with pytest.raises(RefusedError):
        join(pair[0], other_day, acting=world.acting["minh"], at=LATER)


def test_the_page_joins_and_takes_back(
    client: Client, world: World, pair: tuple[Activity, Activity]
) -> None:
    client.force_login(world.users["minh"])
    assert "Ghép làm một" in client.get("/activities/twins/").content.decode()

    client.post("/activities/twins/join/", {"stays": pair[0].pk, "goes": pair[1].pk})
    page = client.get("/activities/twins/").content.decode()
    assert "Hoàn tác ghép" in page
    client.post("/activities/twins/undo/", {"join": ActivityJoin.objects.get().pk})
    assert "Ghép làm một" in client.get("/activities/twins/").content.decode()
