"""From the file to the published plan in a browser, wide and narrow, with and without script."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from songhanh.programme.plans.actions import confirm_all, publish_plan, receive_plan
from songhanh.programme.plans.models import PlanDocument
from tests.browser.conftest import AssertAccessible, PageAt, SignIn
from tests.programme.texts import PROVINCE_PLAN, UNNUMBERED_PLAN
from tests.world import NOON, World

pytestmark = pytest.mark.django_db(transaction=True)


def draft_of(world: World, text: str = PROVINCE_PLAN) -> PlanDocument:
    return receive_plan(
        text.encode(), "ke-hoach.txt", acting=world.acting["minh"], at=NOON, issuer=world.units["P"]
    )


def upload(page: Page, path: Path) -> None:
    page.goto("/plans/upload/")
    page.get_by_label("Tệp kế hoạch").set_input_files(path)
    page.get_by_role("button", name="Tải lên và đọc").click()


@pytest.mark.parametrize("width", [1280, 360])
def test_a_plan_goes_from_file_to_published_without_script(
    page_at: PageAt, sign_in: SignIn, world: World, tmp_path: Path, width: int
) -> None:
    file = tmp_path / "ke-hoach.txt"
    file.write_text(UNNUMBERED_PLAN, encoding="utf-8")
    page = page_at(width, script=False)
    sign_in(page, "minh")
    upload(page, file)
    expect(page.get_by_text("Đã đọc kế hoạch")).to_be_visible()
    page.get_by_role("button", name="mục máy đọc chắc chắn").click()
    waiting = page.locator("#structure").get_by_role("button", name="Xác nhận", exact=False)
    while waiting.count():
        waiting.first.click()
    page.get_by_role("link", name="Ban hành vào hệ thống").click()
    page.get_by_label("Ban hành khi số hoặc ngày còn để trống").check()
    page.get_by_role("button", name="Ban hành").click()
    expect(page.get_by_text("Đã ban hành kế hoạch vào hệ thống")).to_be_visible()
    assert PlanDocument.objects.get().is_published


def test_an_invitation_is_refused_in_the_form(
    page_at: PageAt, sign_in: SignIn, world: World, tmp_path: Path
) -> None:
    file = tmp_path / "giay-moi.txt"
    file.write_text("GIẤY MỜI\nKính mời các đồng chí tới dự họp.\n", encoding="utf-8")
    page = page_at(360)
    sign_in(page, "minh")
    upload(page, file)
    expect(page.locator(".error")).to_be_visible()
    assert not PlanDocument.objects.exists()


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)])
def test_the_pages_of_a_draft_are_accessible(
    page_at: PageAt,
    sign_in: SignIn,
    assert_accessible: AssertAccessible,
    world: World,
    width: int,
    *,
    dark: bool,
) -> None:
    plan = draft_of(world, UNNUMBERED_PLAN)
    target = plan.targets[0]
    rule = plan.elements.get(kind="reporting_rule", reportingrule__kind="annual").reportingrule
    page = page_at(width, dark=dark)
    sign_in(page, "minh")
    for address in (
        "",
        "upload/",
        f"{plan.pk}/",
        f"{plan.pk}/print/",
        f"{plan.pk}/review/",
        f"{plan.pk}/header/",
        f"{plan.pk}/elements/add/",
        f"{plan.pk}/elements/add/task/",
        f"{plan.pk}/elements/{target.element_id}/",
        f"{plan.pk}/targets/{target.pk}/settings/",
        f"{plan.pk}/rules/{rule.pk}/settings/",
        f"{plan.pk}/publish/",
        f"{plan.pk}/discard/",
    ):
        page.goto(f"/plans/{address}")
        assert_accessible(page)


def test_pointing_at_a_sentence_lights_its_element(
    page_at: PageAt, sign_in: SignIn, world: World
) -> None:
    plan = draft_of(world)
    element = plan.targets[0].element
    page = page_at(1280)
    sign_in(page, "minh")
    page.goto(f"/plans/{plan.pk}/review/")
    page.locator(f'[data-anchors~="e{element.pk}"]').first.hover()
    expect(page.locator(f"#e{element.pk}")).to_contain_class("is-active")


def test_the_other_side_follows_to_the_same_element(
    page_at: PageAt, sign_in: SignIn, world: World
) -> None:
    plan = draft_of(world)
    last = plan.elements.order_by("position").last()
    assert last is not None
    page = page_at(1280)
    sign_in(page, "minh")
    page.goto(f"/plans/{plan.pk}/review/#e{last.pk}")
    expect(page.locator(f"#se{last.pk}")).to_be_in_viewport()
    page.locator(f"#se{last.pk}").click()
    expect(page.locator(f"#e{last.pk}")).to_be_in_viewport()


def test_the_key_n_leads_to_the_next_unconfirmed(
    page_at: PageAt, sign_in: SignIn, world: World
) -> None:
    plan = draft_of(world)
    first = plan.elements.order_by("position")[0]
    page = page_at(1280)
    sign_in(page, "minh")
    page.goto(f"/plans/{plan.pk}/review/")
    page.keyboard.press("n")
    expect(page.locator(f"#e{first.pk}")).to_be_in_viewport()
    assert page.url.endswith(f"#e{first.pk}")


def test_lan_reads_the_published_plan_and_follows_a_target_to_its_sentence(
    page_at: PageAt, sign_in: SignIn, assert_accessible: AssertAccessible, world: World
) -> None:
    plan = draft_of(world)
    confirm_all(plan, acting=world.acting["minh"], at=NOON)
    publish_plan(plan, acting=world.acting["minh"], at=NOON)
    page = page_at(360)
    sign_in(page, "lan")
    page.goto("/plans/")
    with page.expect_navigation():
        page.get_by_role("link", name="Thực hiện Chương trình Truyền thông").click()
    assert_accessible(page)
    page.get_by_role("link", name="dòng 11").first.click()
    expect(page.locator(f"#se{plan.targets[0].element_id}")).to_be_in_viewport()
    assert_accessible(page)
