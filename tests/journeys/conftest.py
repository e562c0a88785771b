"""The people of a journey at their desks, and a clock that says when it happens."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django import Settings

from songhanh.foundation.lib.clock import OFFICE_ZONE
from tests.browsing import AssertAccessible, PageAt, SignIn
from tests.machine import has_chromium

if not has_chromium():
    collect_ignore_glob = ["test_*.py"]

WIDE, NARROW = 1280, 360

Clock = Callable[[datetime], None]
Desk = Callable[..., "Visitor"]


class Visitor:
    """Somebody signed in, whose every page is looked at wide and narrow before going on."""

    def __init__(self, page: Page, assert_accessible: AssertAccessible | None) -> None:
        self.page = page
        self._assert_accessible = assert_accessible
        self.seen: list[str] = []

    def look(self) -> Page:
        """The page as it stands, held against axe at both widths."""
        if self._assert_accessible:
            for width in (NARROW, WIDE):
                self.page.set_viewport_size({"width": width, "height": 900})
                self._assert_accessible(self.page)
        self.seen.append(self.page.url)
        return self.page

    def go(self, address: str) -> Page:
        """Open an address and look at it."""
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == 200, (address, answer.status)
        return self.look()

    def follow(self, name: str | re.Pattern[str], *, exact: bool = False) -> Page:
        """Follow the first link of a name."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name, exact=exact).first.click()
        return self.look()

    def press(self, name: str, *, exact: bool = True) -> Page:
        """Press a button that leads to a page."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=exact).first.click()
        return self.look()

    def download(self, name: str, folder: Path) -> Path:
        """Follow a link to a file and keep it under its own name."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role("link", name=name).click()
        path = folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path


@pytest.fixture
def desk(page_at: PageAt, sign_in: SignIn, assert_accessible: AssertAccessible) -> Desk:
    """Somebody of the cast, signed in: ``desk("lan")``; every page is held against axe."""

    def sit_down(name: str, width: int = WIDE, *, script: bool = True) -> Visitor:
        page = page_at(width, script=script)
        sign_in(page, name)
        # Axe is a script itself; where the visitor has none, others have looked at these pages.
        return Visitor(page, assert_accessible if script else None)

    return sit_down


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets the office's clock; it runs on from there."""
    real = timezone.now

    def set_to(moment: datetime) -> None:
        ahead = moment - real()
        monkeypatch.setattr(timezone, "now", lambda: real() + ahead)

    return set_to


def at(day: str, hour: int = 9) -> datetime:
    """A moment in the office's zone: ``at("2026-11-20")`` is nine in the morning."""
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=OFFICE_ZONE)


@pytest.fixture(autouse=True)
def _own_files(settings: Settings, tmp_path: Path) -> None:
    """What people upload stays in the test's own folder."""
    settings.FILES = tmp_path / "files"
