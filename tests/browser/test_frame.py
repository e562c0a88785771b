"""The frame of every page, the gallery and the page of runs, in a real browser."""

import pytest

from tests.browser.conftest import AssertAccessible, PageAt, SignIn, WireSize
from tests.foundation.jobs import sample_jobs

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_every_component_is_accessible(
    page_at: PageAt, sign_in: SignIn, assert_accessible: AssertAccessible, width: int, dark: bool
) -> None:
    page = page_at(width, dark=dark)
    sign_in(page, "minh")
    page.goto("/ui/")
    assert_accessible(page)


def test_the_site_speaks_vietnamese_to_an_english_browser_until_asked_otherwise(
    page_at: PageAt, sign_in: SignIn
) -> None:
    page = page_at(1280)
    sign_in(page, "lan")
    page.goto("/ui/")
    assert page.locator("html").get_attribute("lang") == "vi"
    with page.expect_navigation():
        page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.url.endswith("/ui/")


def test_the_menu_opens_on_a_small_screen_without_script(page_at: PageAt, sign_in: SignIn) -> None:
    page = page_at(360, script=False)
    sign_in(page, "quan")
    page.goto("/ui/")
    jobs = page.get_by_role("link", name="Việc chạy nền")
    assert not jobs.is_visible()
    page.get_by_role("link", name="Danh mục", exact=True).click()
    with page.expect_navigation():
        jobs.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Việc chạy nền"


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_of_runs_is_accessible(
    page_at: PageAt, sign_in: SignIn, assert_accessible: AssertAccessible, width: int
) -> None:
    sample_jobs.note.enqueue("một")
    page = page_at(width)
    sign_in(page, "quan")
    page.goto("/jobs/")
    assert_accessible(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Ghi một việc").click()
    assert_accessible(page)


def test_the_first_page_is_light(page_at: PageAt, wire_size: WireSize) -> None:
    assert wire_size(page_at(360), "/accounts/sign-in/") < 100_000
