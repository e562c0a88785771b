"""The registry of units in a real browser, on a small screen and a large one."""

from datetime import date

import pytest
from django.urls import reverse

from tests.access.lines import GET
from tests.access.matrix import MATRIX, THINGS
from tests.browser.conftest import AssertAccessible, PageAt, SignIn
from tests.registry.orgunits.units import merge, rename, split, unit
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_of_the_registry_are_accessible(
    page_at: PageAt,
    sign_in: SignIn,
    assert_accessible: AssertAccessible,
    world: World,
    width: int,
) -> None:
    commune, top = world.units["C"], world.units["P"]
    rename(commune, "Xã Trung Sơn", date(2025, 1, 1))
    merge(commune, world.units["A"], date(2025, 7, 1))
    old = unit("D", "Xã Đông", parent=top)
    split(old, {world.units["A"]: "0.6", world.units["B"]: None}, date(2025, 7, 1))
    page = page_at(width)
    sign_in(page, "minh")
    addresses = [
        "/units/",
        "/units/?q=xa&ended=on",
        "/units/?q=khongco",
        f"/units/{top.pk}/",
        f"/units/{world.units['A'].pk}/",
        f"/units/{commune.pk}/",
    ]
    for address in [*addresses, *every_page(world)]:
        answer = page.goto(address)
        assert answer is not None
        assert answer.ok, address
        assert_accessible(page)


def every_page(world: World) -> list[str]:
    """The address of every page of the registry of units, as the matrix of access knows them."""
    lines = {
        name: line
        for name, line in MATRIX.items()
        if name.startswith("orgunits:") and line.method == GET
    }
    wanted = {value for line in lines.values() for value in line.arguments.values()}
    things = {name: make(world) for name, make in THINGS.items() if name in wanted}
    return [
        reverse(
            name, kwargs={key: things.get(value, value) for key, value in line.arguments.items()}
        )
        for name, line in lines.items()
    ]


def test_a_unit_is_added_without_script(page_at: PageAt, sign_in: SignIn, world: World) -> None:
    page = page_at(360, script=False)
    sign_in(page, "minh")
    page.goto(f"/units/{world.units['P'].pk}/")
    page.get_by_role("link", name="Thêm đơn vị trực thuộc").click()
    page.get_by_label("Tên đầy đủ").fill("Sở Y tế")
    page.get_by_label("Loại").select_option("department")
    page.get_by_label("Mã", exact=False).first.fill("HS-YT")
    with page.expect_navigation():
        page.get_by_role("button", name="Thêm đơn vị").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Sở Y tế"
