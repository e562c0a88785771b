"""The page of totals by request: three maps, for whom, as Excel, and on the command line."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from songhanh.ledger.actions import post_entries
from songhanh.ledger.drafts import EntryDraft
from songhanh.registry.orgunits.actions import Change, merge_unit
from songhanh.results.totals.forms import TotalsFilter
from songhanh.site.commandline import result_commands
from songhanh.site.commandline.main import parser
from tests.registry.orgunits.units import BY
from tests.world import NOON, PASSWORD, World

pytestmark = pytest.mark.django_db
ASKED = {"measure": "session_held", "first_year": "2024", "as_of": "31/10/2026"}


@pytest.fixture
def merged(world: World) -> World:
    """A held two sessions in 2025, B one; A went into B on 01/07/2026; X lies elsewhere."""
    for source, (code, held) in enumerate([("A", 2), ("B", 1), ("X", 5)], start=1):
        draft = EntryDraft(world.units[code].pk, "session_held", date(2025, 3, 8), Decimal(held))
        post_entries("activity", source, [draft], "accepted", NOON)
    old, into = world.units["A"], world.units["B"]
    merge_unit(old, into=into, change=Change(date(2026, 7, 1)), **BY)
    return world


def lines(client: Client, who: str, **more: str) -> list[str]:
    client.login(username=who, password=PASSWORD)
    response = client.get(reverse("totals:index"), ASKED | more)
    assert response.status_code == 200
    rows = html.fromstring(response.content).findall(".//tbody/tr")
    return [" ".join(row.text_content().split()) for row in rows]


def test_as_reported_and_on_one_map_add_up_to_the_same(merged: World, client: Client) -> None:
    reported = lines(client, "minh", map="reported")
    assert "Xã An Hòa A–2–" in reported
    series = lines(client, "minh", map="series", map_day="20/11/2026")
    assert "Phường Bình Minh B–3–" in series
    assert not [line for line in series if "An Hòa" in line]
    assert reported[-1] == series[-1] == "Tổng số, gồm phần chưa phân bổ–3–"


def test_a_commune_sees_its_own_figures_only(merged: World, client: Client) -> None:
    assert lines(client, "xuan") == ["Xã Xuân Lộc X–5–", "Tổng số, gồm phần chưa phân bổ–5–"]


def test_the_same_table_as_excel(merged: World, client: Client) -> None:
    client.login(username="minh", password=PASSWORD)
    response = client.get(reverse("totals:index"), ASKED | {"format": "xlsx"})
    assert response.content.startswith(b"PK")


def test_a_map_day_before_the_figures_is_refused_beside_its_field(world: World) -> None:
    asked = ASKED | {"map": "series", "map_day": "01/01/2026"}
    form = TotalsFilter(asked, today=date(2026, 11, 20), branch=None)
    assert "map_day" in form.errors
    assert form.map_on == date(2026, 11, 20)


def test_the_command_line_prints_the_same(merged: World) -> None:
    words = "results totals --measure session_held --from-year 2024 --as-of 2026-10-31 --map series"
    options = parser().parse_args([*words.split(), "--map-day", "2026-11-20", "--unit", "P"])
    told = json.loads(json.dumps(result_commands.results_totals(options).document, default=str))
    assert told["rows"][0]["code"] == "B"
    assert told["total"] == {"2024": None, "2025": "3", "2026": None}
