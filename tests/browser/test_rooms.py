"""The rooms of the office on a phone: each page accessible, nothing to the side."""

import pytest
from django.urls import reverse

from tests.access.matrix import MATRIX, THINGS
from tests.browser.conftest import AssertAccessible, PageAt, SignIn
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

ROOMS = [
    "totals:index",
    "coverage:index",
    "readiness:units",
    "audiences:list",
    "audiences:edit",
    "audiences:sizes",
    "audiences:load_sizes",
    "figures:estimates",
    "figures:new_estimate",
    "figures:value",
    "freezing:list",
    "freezing:new",
    "freezing:show",
    "freezing:figure",
    "freezing:unit",
    "obligations:list",
    "obligations:extend",
    "obligations:reminders",
    "consolidation:money",
    "documents:write_consolidated",
    "plans:target_settings",
    "amendments:show",
    "cascade:needs",
    "cascade:need",
    "cascade:documents",
    "campaigns:year",
    "sheets:new",
    "conventionsteps:new",
    "mediaindex:list",
]


def test_each_room_reads_on_a_phone(
    page_at: PageAt, sign_in: SignIn, assert_accessible: AssertAccessible, world: World
) -> None:
    named = {value for room in ROOMS for value in MATRIX[room].arguments.values()}
    things = {name: make(world) for name, make in THINGS.items() if name in named}
    page = page_at(360)
    sign_in(page, "minh")
    for room in ROOMS:
        arguments = {key: things.get(value, value) for key, value in MATRIX[room].arguments.items()}
        answer = page.goto(reverse(room, kwargs=arguments))
        assert answer is not None
        assert answer.ok, room
        assert_accessible(page)
        assert page.get_by_role("heading", level=1).count() == 1, room
