"""The pages of results ask the database as often for 300 units as for three."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import command_line
from songhanh.ledger.actions import post_many
from songhanh.ledger.drafts import EntryDraft, Posting
from songhanh.programme.plans.actions import publish_from_package
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.orgunits.models import OrgUnit, UnitRelation, UnitVersion
from songhanh.registry.orgunits.names import search_form
from tests.programme.packages import package
from tests.results.stories import PRESENT, Story, moment
from tests.world import PASSWORD

pytestmark = pytest.mark.django_db
END = {"as_of": "31/12/2026"}
MORE = 297


def many_communes(story: Story) -> None:
    """297 further communes of the province; every third has a session of its own."""
    units = OrgUnit.objects.bulk_create(OrgUnit(source="tests") for _ in range(MORE))
    UnitVersion.objects.bulk_create(
        UnitVersion(
            unit=unit,
            code=f"3{number:04d}",
            name=f"Xã Số {number}",
            folded_name=search_form(f"Xã Số {number}"),
            kind=UnitKind.COMMUNE,
        )
        for number, unit in enumerate(units)
    )
    UnitRelation.objects.bulk_create(
        UnitRelation(unit=unit, parent=story.world.units["P"]) for unit in units
    )
    held = [EntryDraft(unit.pk, "session_held", date(2026, 3, 8), Decimal(1)) for unit in units]
    post_many(
        [
            Posting("further", number, (draft,), "accepted", PRESENT)  # no key of a real record
            for number, draft in enumerate(held[::3])
        ]
    )


@contextmanager
def no_more_than_before(known: dict[str, list[str]], address: str) -> Iterator[None]:
    with CaptureQueriesContext(connection) as asked:
        yield
    statements = [query["sql"][:300] for query in asked]
    before = known.setdefault(address, statements)
    assert len(statements) == len(before), (address, before, statements)


def test_pages_ask_as_often_for_300_units_as_for_three(
    story: Story, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: PRESENT)
    other = package(code="KH-HAI", number="99/KH-UBND", issued_on="2026-05-05")
    publish_from_package(other, acting=command_line(), at=moment("05/05/2026"))
    story.session("A", "08/03/2026", "B")
    story.item("a1", "05/02/2026")
    client.login(username="minh", password=PASSWORD)
    plan, own = story.plan.pk, story.unit_id("A")
    addresses = [
        reverse("results:plan", args=[plan]),
        reverse("results:years", args=[plan]),
        reverse("results:compare", args=[plan]),
        reverse("results:own", args=[own]),
        reverse("results:predecessors", args=[own]),
        *(
            reverse(f"results:{page}", args=[plan, story.target(ordinal).pk])
            for page, ordinal in (
                ("target", "II.1"),
                ("target", "II.3"),
                ("target", "II.4"),
                ("spark", "II.3"),
                ("disaggregation", "II.1"),
                ("disaggregation", "II.3"),
                ("provinces", "II.1"),
            )
        ),
        reverse("results:unit", args=[plan, story.target("II.1").pk, own]),
    ]
    client.get(addresses[0], END)
    asked: dict[str, list[str]] = {}
    for _ in ("three", "three hundred"):
        for address in addresses:
            with no_more_than_before(asked, address):
                assert client.get(address, END).status_code == 200
        if len(UnitVersion.objects.filter(kind=UnitKind.COMMUNE)) < MORE:
            many_communes(story)
