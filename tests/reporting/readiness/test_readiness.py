"""Every unit that owes a report has somebody who can send it, or stands on a list."""

from datetime import date
from io import BytesIO

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from songhanh.foundation.accounts.models import User
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.roles.models import UserRole
from songhanh.reporting.readiness.queries import units_ready
from tests.access.programme import a_published_plan
from tests.world import World, add_unit

DAY = date(2026, 6, 15)


def ready(world: World, on: date = DAY, name: str = "quan") -> dict[str, tuple[str, ...]]:
    return {one.code: one.people for one in units_ready(world.acting[name], on)}


def client_of(world: World, name: str) -> Client:
    client = Client()
    client.force_login(world.users[name])
    return client


def test_units_without_anybody_stand_first(world: World) -> None:
    a_published_plan(world)
    found = units_ready(world.acting["quan"], DAY)
    people = {one.code: one.people for one in found}
    assert people["A"] == ("Nguyễn Thị Lan",)
    assert people["C"] == ()
    assert "X" not in people
    states = [one.is_ready for one in found]
    assert states == sorted(states)


def test_a_closed_account_or_an_ended_role_sends_nothing(world: World) -> None:
    a_published_plan(world)
    User.objects.filter(username="lan").update(is_active=False)
    UserRole.objects.filter(user=world.users["mai"]).update(valid_to=date(2026, 6, 14))
    people = ready(world)
    assert (people["A"], people["B"]) == ((), ())
    assert ready(world, date(2026, 6, 14))["B"] == ("Trần Thị Mai",)


def test_the_page_leads_to_an_invitation_for_that_unit(world: World) -> None:
    a_published_plan(world)
    quan = client_of(world, "quan")
    page = quan.get("/readiness/?state=without").content.decode()
    assert "Xã Cẩm Lĩnh" in page
    assert "Xã An Hòa" not in page
    assert "/invitations/new/?unit=C&amp;role=CO" in page
    form = quan.get("/invitations/new/?unit=C&role=CO").context["form"]
    assert (form["unit"].value(), form["role"].value()) == ("C", "CO")
    assert "/invitations/new/" not in client_of(world, "minh").get("/readiness/").content.decode()
    assert "Xã Cẩm Lĩnh" in quan.get("/readiness/?q=cam linh").content.decode()


def test_the_list_opens_in_excel(world: World) -> None:
    a_published_plan(world)
    answer = client_of(world, "minh").get("/readiness/?state=without&format=xlsx")
    codes = [row[0] for row in load_workbook(BytesIO(answer.content)).active.values]
    assert "C" in codes
    assert "A" not in codes


def test_more_units_ask_no_more_of_the_database(world: World) -> None:
    a_published_plan(world)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            ready(world)
        return len(queries)

    before = asked()
    for number in range(5):
        add_unit(world, f"N{number}", f"Xã Mới {number}", UnitKind.COMMUNE, "P")
    assert asked() == before
