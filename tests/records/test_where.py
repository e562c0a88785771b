"""A map of where: every commune of the branch, with what was held there, silent ones too."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from songhanh.foundation.lib import clock
from songhanh.records.activities.where import places_of
from tests.records.makers import a_submitted_activity, an_activity
from tests.world import NOON, World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)
YEAR = {"first": date(2026, 1, 1), "last": TODAY}


@pytest.fixture(autouse=True)
def _on_a_june_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock.timezone, "now", lambda: NOON)


def counted(world: World, who: str, **said: Any) -> dict[str, tuple[int, int]]:
    found = places_of(world.acting[who], TODAY, **(YEAR | said))
    return {one.code: (one.count, one.shade) for one in found}


def test_each_commune_has_what_was_held_there(world: World) -> None:
    for day in (1, 2, 3, 4):
        a_submitted_activity(world, held_on=date(2026, 3, day))
    a_submitted_activity(world, by="thu", commune_id=world.units["B"].pk, on_law_policy=False)
    an_activity(world, by="mai")  # a draft counts nowhere
    found = counted(world, "minh")
    assert (found["A"], found["B"]) == ((4, 4), (1, 1))
    assert all(one == (0, 0) for code, one in found.items() if code not in ("A", "B"))
    assert "X" not in found  # next door
    assert counted(world, "minh", only_law=True)["B"] == (0, 0)
    assert counted(world, "minh", first=date(2026, 3, 4))["A"][0] < 4


def test_a_commune_sees_its_own_tile_alone(world: World) -> None:
    a_submitted_activity(world)
    assert counted(world, "lan") == {"A": (1, 4)}


def test_the_page_tells_silent_places_and_gives_a_workbook(world: World, client: Client) -> None:
    a_submitted_activity(world)
    client.force_login(world.users["minh"])
    page = client.get("/activities/where/")
    assert page.context["held"] == 1
    silent = client.get("/activities/where/", {"silent": "on"})
    assert "Xã An Hòa" not in [one.name for one in silent.context["page"]]
    assert client.get("/activities/where/", {"format": "xlsx"})["Content-Type"].endswith("sheet")
