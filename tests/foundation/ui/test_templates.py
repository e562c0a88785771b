"""What every template keeps to, whoever wrote it."""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[3] / "src" / "songhanh"
UI = SOURCE / "foundation" / "ui"
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
COMPONENTS = sorted((UI / "templates" / "ui" / "components").glob("*.html"))
FORBIDDEN = re.compile(
    r"<style|<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE
)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_what_the_security_policy_refuses(path: Path) -> None:
    assert FORBIDDEN.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_opens_with_what_it_accepts(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("{% comment %}")


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_the_gallery_shows_every_component(path: Path) -> None:
    gallery = (UI / "templates" / "ui" / "gallery.html").read_text(encoding="utf-8")
    shown = {*re.findall(r"{% (\w+)", gallery), "icon"}  # icons stand inside of other components
    assert path.stem in shown


def test_the_style_sheets_stay_small() -> None:
    assert sum(path.stat().st_size for path in (UI / "static" / "ui").glob("*.css")) < 25_000


def test_every_icon_a_template_or_the_navigation_asks_for_is_drawn() -> None:
    sprite = (UI / "static" / "ui" / "icons.svg").read_text(encoding="utf-8")
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    asked: set[str] = set()
    for path in [*TEMPLATES, *SOURCE.rglob("apps.py")]:
        text = path.read_text(encoding="utf-8")
        asked |= set(re.findall(r'(?:\bicon=|{% icon )"([\w-]+)"', text))
    assert asked <= drawn
