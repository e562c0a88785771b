"""The registry of units in a real browser, on a small screen and a large one."""

import os
from datetime import date
from pathlib import Path

import pytest

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
    station = world.units["a1"].pk
    addresses = [
        "/units/",
        "/units/?q=xa&ended=on",
        "/units/?q=khongco",
        f"/units/{top.pk}/",
        f"/units/{world.units['A'].pk}/",
        f"/units/{commune.pk}/",
        f"/units/{top.pk}/new/",
        f"/units/{station}/rename/",
        f"/units/{station}/end/",
    ]
    for number, address in enumerate(addresses):
        page.goto(address)
        assert_accessible(page)
        if os.environ.get("SHOTS"):
            page.screenshot(path=Path("/tmp/h6") / f"u{width}-{number}.png", full_page=True)


def test_a_unit_is_added_without_script(page_at: PageAt, sign_in: SignIn, world: World) -> None:
    page = page_at(360, script=False)
    sign_in(page, "minh")
    page.goto(f"/units/{world.units['P'].pk}/")
    page.get_by_role("link", name="Thêm đơn vị trực thuộc").click()
    page.get_by_label("Tên đầy đủ").fill("Sở Y tế")
    page.get_by_label("Loại").select_option("department")
    page.get_by_label("Mã", exact=False).first.fill("HS-YT")
    page.get_by_role("button", name="Thêm đơn vị").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Sở Y tế"
