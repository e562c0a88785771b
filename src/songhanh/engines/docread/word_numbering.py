"""Automatic numbering of a Word file: the label each list paragraph shows."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from songhanh.engines.docread.word_styles import W, value_of

_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_LEVELS = 9


def roman(number: int) -> str:
    """A number in Roman numerals, in capitals."""
    letters = ""
    for value, sign in _ROMAN:
        while number >= value:
            letters, number = letters + sign, number - value
    return letters


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


@dataclass(frozen=True)
class _Level:
    form: str
    text: str
    start: int

    def shown(self, number: int) -> str:
        """One counter in the form of its level."""
        forms = {
            "upperRoman": roman,
            "lowerRoman": lambda n: roman(n).lower(),
            "upperLetter": lambda n: _letter(n).upper(),
            "lowerLetter": _letter,
            "decimalZero": lambda n: f"{n:02}",
        }
        form: Callable[[int], str] = forms.get(self.form, str)
        return form(number) if 0 < number < 4000 else str(number)


class Numbering:
    """Counts list paragraphs in their order and gives each its label."""

    def __init__(self, part: etree._Element | None) -> None:
        self._levels: dict[tuple[str, int], _Level] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        if part is None:
            return
        for definition in part.iter(f"{W}abstractNum"):
            self._learn(str(definition.get(f"{W}abstractNumId")), definition)
        for number in part.iter(f"{W}num"):
            self._abstract[str(number.get(f"{W}numId"))] = (
                value_of(number, f"{W}abstractNumId") or ""
            )

    def _learn(self, name: str, definition: etree._Element) -> None:
        for level in definition.iter(f"{W}lvl"):
            depth = str(level.get(f"{W}ilvl", "0"))
            start = value_of(level, f"{W}start") or "1"
            self._levels[(name, int(depth) if depth.isdigit() else 0)] = _Level(
                value_of(level, f"{W}numFmt") or "decimal",
                value_of(level, f"{W}lvlText") or "",
                int(start) if start.isdigit() else 1,
            )

    def label(self, number: str, depth: int) -> str | None:
        """The label of the next paragraph of a list: "II.", "2.1.", "a)", or "-" for a bullet."""
        name = self._abstract.get(number)
        level = self._levels.get((name, depth)) if name is not None else None
        if name is None or level is None or not 0 <= depth < _LEVELS:
            return None
        if level.form in {"bullet", "none"}:
            return "-" if level.form == "bullet" else None
        counts = self._counts.setdefault(name, [0] * _LEVELS)
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)
        return re.sub(r"%(\d)", lambda found: self._shown(name, int(found[1]) - 1), level.text)

    def _shown(self, name: str, depth: int) -> str:
        level = self._levels.get((name, depth))
        count = self._counts[name][depth] if 0 <= depth < _LEVELS else 0
        return level.shown(count or level.start) if level else ""
