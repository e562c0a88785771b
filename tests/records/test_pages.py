"""The pages of records, walked as people walk them."""

from datetime import date

import pytest
from django.test import Client

from tests.world import World


@pytest.fixture
def lan(world: World) -> Client:
    client = Client()
    client.force_login(world.users["lan"])
    return client


@pytest.fixture
def minh(world: World) -> Client:
    client = Client()
    client.force_login(world.users["minh"])
    return client


def activity_form(**changes: str) -> dict[str, str]:
    return {
        "key": "4b6d3c4e-0001",
        "title": "Nói chuyện về Luật Bình đẳng giới",
        "form": "thematic_talk",
        "held_on": date(2026, 3, 8).strftime("%d/%m/%Y"),
        "on_law_policy": "yes",
        "integrated": "no",
        "male": "40",
        "female": "60",
    } | changes


@pytest.mark.parametrize("path", ["/activities/", "/activities/new/", "/media/", "/media/new/"])
def test_pages_open(lan: Client, path: str) -> None:
    assert lan.get(path).status_code == 200
