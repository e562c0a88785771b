"""Invitations, deputies, hand-over, own data and readiness: accessible on a telephone."""

from tests.browser.conftest import AssertAccessible, PageAt, SignIn
from tests.world import World


def test_the_pages_of_people_are_accessible(
    page_at: PageAt, sign_in: SignIn, world: World, assert_accessible: AssertAccessible
) -> None:
    page = page_at(360)
    sign_in(page, "quan")
    lan = world.users["lan"]
    for address in (
        "/invitations/",
        "/hand-overs/",
        f"/users/{lan.pk}/",
        f"/users/{lan.pk}/hand-over/",
        f"/users/roles/{lan.roles.get().pk}/deputy/",
        "/privacy/",
        "/privacy/new/",
        "/privacy/mine/",
        "/readiness/",
    ):
        page.goto(address)
        assert_accessible(page)


def test_a_slip_is_made_and_accepted_without_script(
    page_at: PageAt, sign_in: SignIn, world: World, assert_accessible: AssertAccessible
) -> None:
    desk = page_at(1280)
    sign_in(desk, "quan")
    desk.goto("/invitations/new/?unit=C&role=CO")
    assert_accessible(desk)
    with desk.expect_navigation():
        desk.get_by_role("button", name="Tạo lời mời").click()
    assert_accessible(desk)
    code = desk.locator(".slip .secret").inner_text()
    desk.emulate_media(media="print")
    assert not desk.locator(".beside-slip").is_visible()
    phone = page_at(360, script=False)
    phone.goto("/invitation/")
    phone.get_by_label("Mã mời").fill(code)
    phone.get_by_role("button", name="Tiếp tục").click()
    phone.get_by_label("Họ và tên").fill("Lê Thị Hoa")
    phone.get_by_label("Tên đăng nhập").fill("hoa.le")
    phone.get_by_label("Mật khẩu", exact=True).fill("mot-cau-ngan-de-nho")
    phone.get_by_label("Nhập lại mật khẩu").fill("mot-cau-ngan-de-nho")
    with phone.expect_navigation():
        phone.get_by_role("button", name="Mở tài khoản").click()
    assert phone.get_by_text("Tài khoản đã sẵn sàng").is_visible()
