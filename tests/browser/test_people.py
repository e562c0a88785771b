"""Signing in, the people of a branch and the audit, in a real browser and on a telephone."""

from datetime import date

import pytest

from songhanh.foundation.accounts.models import User
from songhanh.foundation.audit.models import AuditEntry
from songhanh.registry.roles.enums import Role
from songhanh.registry.roles.models import UserRole
from tests.browser.conftest import AssertAccessible, PageAt, SignIn, WireSize
from tests.world import World


def test_the_first_page_is_light_and_accessible(
    page_at: PageAt, world: World, assert_accessible: AssertAccessible, wire_size: WireSize
) -> None:
    page = page_at(360)
    assert wire_size(page, "/accounts/sign-in/") < 100_000
    assert_accessible(page)


@pytest.mark.parametrize(("width", "dark"), [(360, False), (1280, True)])
def test_every_page_of_people_and_audit_is_accessible(
    page_at: PageAt,
    sign_in: SignIn,
    world: World,
    assert_accessible: AssertAccessible,
    width: int,
    dark: bool,
) -> None:
    UserRole.objects.create(
        user=world.users["quan"],
        role=Role.LEADER,
        unit=world.units["P"],
        branch=world.units["P"],
        valid_from=date(2020, 1, 1),
    )
    page = page_at(width, dark=dark)
    sign_in(page, "quan")
    page.goto("/roles/choose/")
    assert_accessible(page)
    page.locator(".card", has_text="Quản trị viên").get_by_role("button").click()
    lan = world.users["lan"]
    page.goto(f"/users/{lan.pk}/edit/")
    page.get_by_label("Họ và tên").fill("Nguyễn Thị Lan Anh")
    with page.expect_navigation():
        page.get_by_role("button", name="Lưu").click()
    fact = AuditEntry.objects.get(verb="account.change")
    for address in (
        "/accounts/password/",
        "/users/",
        "/users/?q=khong-co-ai",
        "/users/new/",
        f"/users/{lan.pk}/",
        f"/users/{lan.pk}/edit/",
        f"/users/{lan.pk}/deactivate/",
        f"/users/{lan.pk}/roles/new/",
        f"/users/roles/{lan.roles.get().pk}/end/",
        "/audit/",
        f"/audit/{fact.pk}/",
    ):
        page.goto(address)
        assert_accessible(page)
    page.goto(f"/users/{lan.pk}/")
    with page.expect_navigation():
        page.get_by_role("button", name="Cấp lại mật khẩu").click()
    assert_accessible(page)


def test_a_form_that_came_too_late_is_sent_after_all_without_script(
    page_at: PageAt, sign_in: SignIn, world: World
) -> None:
    page = page_at(360, script=False)
    sign_in(page, "quan")
    page.goto(f"/users/{world.users['lan'].pk}/edit/")
    page.get_by_label("Họ và tên").fill("Nguyễn Thị Lan Anh")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Lưu").click()
    page.get_by_label("Tên đăng nhập").fill("quan")
    page.get_by_label("Mật khẩu").fill("mot-mat-khau-dai")
    page.get_by_role("button", name="Đăng nhập").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Gửi tiếp").click()
    assert page.get_by_text("Đã lưu thông tin tài khoản.").is_visible()
    assert User.objects.get(username="lan").full_name == "Nguyễn Thị Lan Anh"
