"""Pages in a real browser: Debian's chromium against a live server on the suite's database.

    def test_a_page(page_at: PageAt, sign_in: SignIn, world: World) -> None:
        page = page_at(360)
        sign_in(page, "lan")
        page.goto("/activities/")

Every page of a test is watched: an error on its console (a script or style the security policy
refused, a file that is not there) fails the test. Without chromium nothing here is collected; the
suite says so in its first line. A pytest plugin (tests/conftest.py names it), because one browser
serves the pages of tests/browser/ and the stories of tests/journeys/.
"""

import os
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.machine import CHROMIUM
from tests.world import PASSWORD, World

PATIENCE = 20_000
"""Milliseconds until something expected on a page is held to be missing: both halves of the suite
run at once, each with a browser, on a machine that may have two slow cores."""

PageAt = Callable[..., Page]
SignIn = Callable[[Page, str], None]
AssertAccessible = Callable[[Page], None]
WireSize = Callable[[Page, str], int]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One chromium for the whole run.

    Playwright keeps an event loop in this thread; Django would take its own queries here for
    queries inside async code, which they are not.
    """
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        expect.set_options(timeout=PATIENCE)
        yield chromium
        chromium.close()


@pytest.fixture
def page_at(browser: Browser, live_server: LiveServer) -> Iterator[PageAt]:
    """Opens a page of a new visitor: ``page_at(360)``, ``page_at(1280, script=False, dark=True)``.

    Addresses are relative to the live server: ``page.goto("/jobs/")``.
    """
    contexts = []
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        refused_page = "status of 4" in message.text and "/static/" not in message.location["url"]
        if message.type == "error" and not refused_page:
            complaints.append(message.text)

    def open_page(width: int, *, script: bool = True, dark: bool = False) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            locale="en-US",  # as on many office computers; the site speaks Vietnamese all the same
            timezone_id="Asia/Ho_Chi_Minh",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", listen)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def sign_in(world: World) -> SignIn:
    """Signs in somebody of the cast by the form, as people do."""

    def fill_in(page: Page, name: str) -> None:
        assert name in world.users
        page.goto("/accounts/sign-in/")
        page.get_by_label("Tên đăng nhập").fill(name)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.wait_for_url(lambda url: "sign-in" not in url)

    return fill_in


@pytest.fixture
def assert_accessible() -> AssertAccessible:
    """Axe finds nothing, and nothing sticks out to the right of the screen.

    Axe is a script itself: the page has to have one, or this waits for ever.
    """

    def look(page: Page) -> None:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    return look


@pytest.fixture
def wire_size() -> WireSize:
    """Bytes over the wire for a page and all it loads, by a visitor who never came before."""

    def weigh(page: Page, url: str) -> int:
        session = page.context.new_cdp_session(page)
        sizes: list[int] = []
        session.on(
            "Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"])
        )
        session.send("Network.enable")
        session.send("Network.clearBrowserCache")
        page.goto(url, wait_until="networkidle")
        session.detach()
        return sum(sizes)

    return weigh
