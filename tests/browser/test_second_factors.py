"""Passkeys and codes in a real browser: with its virtual authenticator, and without script."""

import pyotp

from songhanh.foundation.accounts.models import Passkey, RecoveryCode
from songhanh.foundation.lib import clock
from tests.browser.conftest import AssertAccessible, PageAt, SignIn
from tests.world import PASSWORD, World


def give_authenticator(page) -> None:
    """A device in the browser that has a key ring and always recognises its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_a_passkey_is_added_signs_in_and_is_removed(
    page_at: PageAt, sign_in: SignIn, world: World, assert_accessible: AssertAccessible
) -> None:
    page = page_at(360)
    give_authenticator(page)
    sign_in(page, "lan")
    page.goto("/accounts/security/")
    assert_accessible(page)
    page.get_by_label("Tên để nhớ").fill("Điện thoại của Lan")
    page.get_by_role("button", name="Thêm khóa truy cập").click()
    page.wait_for_url("**/accounts/security/codes/")
    assert page.locator(".codes li").count() == 10
    assert_accessible(page)
    held = Passkey.objects.get()
    assert (held.user, held.name) == (world.users["lan"], "Điện thoại của Lan")

    page.goto("/accounts/security/")
    page.get_by_role("button", name="Thêm khóa truy cập").click()
    page.get_by_text("Chưa tạo được khóa truy cập").wait_for()  # this device has one already

    page.context.clear_cookies()
    page.goto("/accounts/sign-in/?next=/activities/")
    assert_accessible(page)
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    page.wait_for_url("**/activities/")

    page.context.clear_cookies()  # the password alone no longer suffices
    page.goto("/accounts/sign-in/")
    page.get_by_label("Tên đăng nhập").fill("lan")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.get_by_role("heading", name="Xác nhận đăng nhập").wait_for()
    assert_accessible(page)
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    page.wait_for_url(lambda url: "sign-in" not in url)

    page.goto("/accounts/security/")
    with page.expect_navigation():
        page.get_by_role("link", name="Bỏ", exact=True).click()
    assert_accessible(page)
    page.get_by_label("Mật khẩu đang dùng").fill(PASSWORD)
    page.get_by_role("button", name="Bỏ khóa truy cập").click()
    page.get_by_text("Đã bỏ khóa truy cập.").wait_for()
    assert not Passkey.objects.exists()
    assert not RecoveryCode.objects.exists()


def test_an_app_is_set_up_and_asked_for_without_script(
    page_at: PageAt, sign_in: SignIn, world: World, assert_accessible: AssertAccessible
) -> None:
    page = page_at(360, script=False)
    sign_in(page, "mai")
    page.goto("/accounts/security/")
    assert page.get_by_text("Trình duyệt này chưa dùng được khóa truy cập").is_visible()
    assert not page.get_by_role("button", name="Thêm khóa truy cập").is_visible()
    with page.expect_navigation():
        page.get_by_role("link", name="Đặt ứng dụng tạo mã").click()
    seed = page.locator("code.secret").inner_text().replace(" ", "")
    drawing = page.locator("svg.qr").bounding_box()
    assert drawing
    assert drawing["width"] > 150
    page.get_by_label("Mật khẩu đang dùng").fill(PASSWORD)
    page.get_by_label("Mã đang hiện").fill(pyotp.TOTP(seed).at(clock.now()))
    with page.expect_navigation():
        page.get_by_role("button", name="Dùng ứng dụng này").click()
    codes = page.locator(".codes li").all_inner_texts()
    page.context.clear_cookies()
    page.goto("/accounts/sign-in/")
    page.get_by_label("Tên đăng nhập").fill("mai")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_label("Mã xác nhận").fill(codes[0])
    with page.expect_navigation():
        page.get_by_role("button", name="Đăng nhập").click()
    page.goto("/accounts/sessions/")
    assert page.get_by_text("phiên này").is_visible()


def test_the_pages_of_security_and_sessions_are_accessible(
    page_at: PageAt, sign_in: SignIn, world: World, assert_accessible: AssertAccessible
) -> None:
    page = page_at(360, dark=True)
    sign_in(page, "quan")
    for address in (
        "/accounts/security/",
        "/accounts/security/app/",
        "/accounts/sessions/",
        f"/users/{world.users['quan'].pk}/sessions/",
        "/calendar/?month=2026-11",
        "/calendar/list/?year=2026",
        "/calendar/print/?year=2026",
        "/calendar/days/?year=2026",
        "/calendar/days/new/",
        "/calendar/occasions/new/",
        "/calendar/list/?year=2026&q=khong-co",
    ):
        page.goto(address)
        assert_accessible(page)
