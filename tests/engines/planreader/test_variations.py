"""The same plan in another dress gives the same answer: other wrapping, indents, stored letters."""

import re
import textwrap
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.engines.planreader.plans import (
    OWN_PLANS,
    compact,
    name_of,
    plan_text,
    read_text,
)

# Findings about the dress itself come and go with it.
DRESS = {"unicode_decomposed", "page_break_in_sentence", "page_number_in_text"}
WRAPPED = {
    *("xa-suoi-ngan-2027", "huyen-an-lac-2023", "so-vhttdl-hoa-hai-2026"),
    *("huyen-thanh-son-2022", "chien-luoc-hai-phong-2022", "dai-hoc-lam-kinh-2026"),
    *("huyen-quynh-phu-2022", "xa-ea-knuec-2026", "bao-ptth-ca-mau-2026"),
    *("dac-khu-phu-quoc-2026", "cao-dang-son-la-2027", "qd-thai-khe-2026"),
    *("tinh-dong-giang-2026", "xa-nam-cat-2026"),
}
UNWRAPPED = [path for path in OWN_PLANS if path.stem not in WRAPPED]


def essence(text: str) -> dict[str, Any]:
    """The compact answer without findings about layout."""
    found = compact(read_text(text))
    found["anomalies"] = [one for one in found["anomalies"] if one[0] not in DRESS]
    return found


def decomposed(text: str) -> str:
    """Every letter as base and marks."""
    return unicodedata.normalize("NFD", text)


def indented(text: str) -> str:
    """Every line set in."""
    return "\n".join(f"     {line}" if line.strip() else line for line in text.split("\n"))


def with_carriage_returns(text: str) -> str:
    """Lines as Windows ends them."""
    return text.replace("\n", "\r\n")


def with_hard_spaces(text: str) -> str:
    """Spaces that do not break."""
    return text.replace(" ", "\u00a0")


def wrapped(text: str, width: int, between: str) -> str:
    """Long lines broken at a width; rows of tables stay whole."""
    lines: list[str] = []
    for line in text.split("\n"):
        if len(line) <= width or "|" in line or "\t" in line:
            lines.append(line)
        else:
            plain = re.sub(r"^[#\s]+", "", line) if line.startswith("#") else line
            lines += textwrap.wrap(plain, width, break_long_words=False, break_on_hyphens=False)
    return between.join(lines)


@pytest.mark.parametrize("change", [decomposed, indented, with_carriage_returns, with_hard_spaces])
@pytest.mark.parametrize("path", OWN_PLANS, ids=name_of)
def test_the_way_letters_and_lines_are_stored_makes_no_difference(
    path: Path, change: Callable[[str], str]
) -> None:
    text = plan_text(path)

    assert essence(change(text)) == essence(text)


@pytest.mark.parametrize(("width", "between"), [(72, "\n"), (95, "\n"), (80, "\n\n")])
@pytest.mark.parametrize("path", UNWRAPPED, ids=name_of)
def test_the_width_lines_are_broken_at_makes_no_difference(
    path: Path, width: int, between: str
) -> None:
    text = plan_text(path)
    found, expected = essence(wrapped(text, width, between)), essence(text)

    for part in (name for name in expected if name != "anomalies"):
        assert found[part] == expected[part], part
