"""Registers on a phone and at a desk: their forms, campaigns, the page behind a code."""

import pytest

from songhanh.records.materials.models import MaterialVersion
from tests.browser.conftest import AssertAccessible, PageAt, SignIn
from tests.records.examples import EXAMPLES, enter
from tests.records.makers import a_served_version
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

SHOWN = ("convention", "community_model", "channel", "material", "course")


@pytest.mark.parametrize("width", [360, 1280])
def test_registers_are_accessible(
    page_at: PageAt,
    sign_in: SignIn,
    assert_accessible: AssertAccessible,
    world: World,
    width: int,
) -> None:
    records = [(code, enter(world, EXAMPLES[code])) for code in SHOWN]
    page = page_at(width)
    sign_in(page, "lan")
    addresses = ["/registers/", "/campaigns/", "/materials/qr-sheet/"]
    for code, record in records:
        space = EXAMPLES[code].plain.kind.namespace
        path = {"communitymodels": "models"}.get(space, space)
        addresses += [f"/{path}/", f"/{path}/new/", f"/{path}/{record.pk}/"]
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None
        assert answer.ok, address
        assert_accessible(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, address


def test_a_code_opens_on_a_phone_without_signing_in(
    page_at: PageAt, assert_accessible: AssertAccessible, world: World
) -> None:
    version: MaterialVersion = a_served_version(world, transcript="Hãy gọi 111.")
    address = f"/q/{version.material.token}/"
    for phone in (page_at(360, script=False), page_at(360)):
        answer = phone.goto(address)
        assert answer is not None
        assert answer.ok
        assert phone.get_by_text("Hãy gọi 111.").is_visible()
    assert_accessible(phone)
