"""The same item entered as new on three days: proposed, joined to one original, taken back."""

from datetime import date, timedelta

import pytest
from django.test import Client

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.ledger.queries import counts
from songhanh.ledger.verification import verify
from songhanh.records.media.actions import accept_media_items
from songhanh.records.media.models import ItemJoin, MediaItem
from songhanh.records.media.twins import join, runs_of, undo_join
from tests.records.makers import a_submitted_item
from tests.world import NOON, World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)
LATER = NOON + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _on_a_june_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock.timezone, "now", lambda: LATER)


@pytest.fixture
def three(world: World) -> list[MediaItem]:
    """One item, entered as new on three days in a row."""
    return [a_submitted_item(world, published_on=date(2026, 3, day)) for day in (8, 9, 10)]


def counted(measure: str) -> int:
    year = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}
    return int(sum(row.quantity for row in counts(measure, standing="provisional", **year)))


def test_three_days_of_one_item_are_proposed_together(world: World, three: list[MediaItem]) -> None:
    [runs] = runs_of(world.acting["minh"], TODAY)
    assert (runs.first, list(runs.others)) == (three[0], three[1:])


@pytest.mark.parametrize(
    "said",
    [
        {"title": "Tin khác"},
        {"channel": "zalo"},
        {"published_on": date(2026, 4, 20)},
        {"on_gender_equality": False},
    ],
)
def test_another_item_is_left_alone(world: World, said: dict[str, object]) -> None:
    a_submitted_item(world, published_on=date(2026, 3, 8))
    a_submitted_item(world, **{"published_on": date(2026, 3, 9), **said})
    assert runs_of(world.acting["minh"], TODAY) == []


def test_joined_the_item_counts_once_and_the_rest_as_repeats(
    world: World, three: list[MediaItem]
) -> None:
    minh = world.acting["minh"]
    accept_media_items([three[1]], acting=minh, at=NOON)
    assert join(three[0], three[1:], acting=minh, at=LATER) == 2
    assert (counted("item_original"), counted("item_repeat")) == (1, 2)
    assert runs_of(minh, TODAY) == []
    assert verify().is_clean

    undo_join(ItemJoin.objects.get(run=three[1]), acting=minh, at=LATER)
    assert (counted("item_original"), counted("item_repeat")) == (2, 1)
    assert verify().is_clean
    with pytest.raises(RefusedError):
        undo_join(ItemJoin.objects.get(run=three[1]), acting=minh, at=LATER)


def test_only_the_lead_officer_joins_and_only_runs_of_one_item(
    world: World, three: list[MediaItem]
) -> None:
    other = a_submitted_item(world, title="Tin khác")
    with pytest.raises(NotAllowedError):
        join(three[0], three[1:], acting=world.acting["lan"], at=LATER)
    with pytest.raises(RefusedError):
        join(three[0], [other], acting=world.acting["minh"], at=LATER)
    assert counted("item_original") == 4


def test_the_page_joins_and_takes_back(
    client: Client, world: World, three: list[MediaItem]
) -> None:
    client.force_login(world.users["minh"])
    assert "10/03/2026" in client.get("/media/twins/").content.decode()
    body = {"first": three[0].pk, "runs": [one.pk for one in three[1:]]}
    assert "Đã ghép: 2" in client.post("/media/twins/join/", body, follow=True).content.decode()
    joined = ItemJoin.objects.first()
    assert joined is not None
    client.post("/media/twins/undo/", {"join": joined.pk})
    assert counted("item_original") == 2
