"""Numbers and bullets in front of a unit: "II.", "2.1.", "a)", "-", "Điều 3.", "Phần I"."""

import re
from dataclasses import dataclass
from typing import Literal

MarkerKind = Literal[
    "part",  # Phần I, Chương II
    "article",  # Điều 3
    "annex",  # Phụ lục I
    "roman",  # II.
    "capital",  # B.
    "arabic",  # 2.
    "decimal",  # 2.1.
    "bracketed",  # (2)
    "letter",  # a)
    "dash",  # -
    "plus",  # +
    "star",  # *
    "dot",  # •
]

_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_LETTERS = "abcdđeghiklmnopqrstuvxy"

# Bullets as editors print them; the last ones are those of Wingdings, kept as private letters.
_DOTS = "•·●○▪■◦►✓❖‣▸▶◆♦□❑❒☐☑✔➔➢➣➤→⇒⮚\uf0b7\uf02d\uf0d8\uf0a7\uf0fc\uf076"

_PATTERNS: tuple[tuple[MarkerKind, re.Pattern[str]], ...] = (
    (
        "annex",
        re.compile(r"(?:PHỤ LỤC|Phụ lục|Phụ Lục)(?:\s+(?:số\s+)?(?P<n>[IVX]+|\d+))?(?![\w,])"),
    ),
    ("article", re.compile(r"(?:Điều|ĐIỀU)\s+(?P<n>\d+)\s?[.:]?(?=\s|$)")),
    (
        "part",
        re.compile(
            r"(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục)\s+(?:(?:THỨ|thứ)\s+)?"
            r"(?P<n>[IVX]+|\d+|(?:NHẤT|HAI|BA|TƯ|NĂM|nhất|hai|ba|tư|năm))(?=[\s.:]|$)\s?[.:]?"
        ),
    ),
    ("decimal", re.compile(r"(?P<n>\d{1,2}(?:\.\d{1,2})+)\s?(?:[.)/:]?-?)(?=\s|$)")),
    ("roman", re.compile(r"(?P<n>[IVX]{1,6})\s?[.)/\-–:]+(?=\s|$|[^\W\d])")),
    # A scanner reads "II." as "ll." or "1I."; a heading in capitals behind it tells.
    ("roman", re.compile(r"(?=[\d|]*[IVXl])(?P<n>[IVXl1|]{1,5})\s?\.\s+(?=[A-ZĐÀ-Ỹ]{2})")),
    ("capital", re.compile(r"(?P<n>[A-HĐ])\s?[.)/](?=\s)")),
    (
        "arabic",
        re.compile(
            r"(?P<n>\d{1,2})\s?(?:[.)](?=\s|$|[^\W\d])|/(?=\s)|[/.]-(?=\s)|\s?[-–](?=\s[A-ZĐÀ-Ỹ])|:(?=\s)"
            r"|[-–](?=\s\d{1,3}\s?%))"
        ),
    ),
    ("bracketed", re.compile(r"\((?P<n>\d{1,2}|[a-zđ])\)(?=\s|[^\W\d])")),
    ("letter", re.compile(r"(?P<n>[a-zđ]\d?)\s?(?:\)|[./](?=\s)|[-–](?=\s[A-ZĐÀ-Ỹ]))\s*(?=\S)")),
    ("dash", re.compile(r"[-–—−](?=\s|[^\W\d_])(?![-–—])")),
    ("plus", re.compile(r"\+(?=\s|[^\W\d_])")),
    ("star", re.compile(r"\*(?=\s)")),
    ("dot", re.compile(f"[{_DOTS}](?=\\s|\\w)|o(?=\\s[A-ZĐ])")),
)

BULLETS = frozenset({"dash", "plus", "star", "dot"})
NUMBERED = frozenset(
    {"part", "article", "roman", "capital", "arabic", "decimal", "bracketed", "letter"}
)
_WORD_NUMBERS = {"NHẤT": 1, "HAI": 2, "BA": 3, "TƯ": 4, "NĂM": 5}


@dataclass(frozen=True)
class Marker:
    """A printed marker: its kind, the number as printed and how many letters it takes."""

    kind: MarkerKind
    label: str  # "II", "2.1", "a", "" for bullets
    length: int

    @property
    def value(self) -> int | None:
        """The number a marker counts to; None for bullets."""
        if self.kind in BULLETS or not self.label:
            return None
        last = self.label.rsplit(".", 1)[-1]
        if last.isdigit():
            return int(last)
        if last.upper() in _WORD_NUMBERS:
            return _WORD_NUMBERS[last.upper()]
        if self.kind in {"letter", "bracketed"}:
            return _LETTERS.find(last[:1]) + 1 or None
        if self.kind == "capital":
            return "ABCDEFGH".find(last) + 1 or None
        return roman_value(last)


def roman_value(letters: str) -> int:
    """The value of a Roman numeral."""
    values = [_ROMAN_VALUES.get(letter, 0) for letter in letters]
    after = [*values[1:], 0]
    return sum(-v if v < following else v for v, following in zip(values, after, strict=True))


def roman_numeral(marker: Marker) -> str:
    """The number of a part in Roman numerals: "thứ nhất" is I."""
    numerals = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
    value = marker.value or 0
    return numerals[value - 1] if 0 < value <= len(numerals) else marker.label.upper()


def read_marker(text: str) -> Marker | None:
    """The marker a text begins with; None when there is none."""
    for kind, pattern in _PATTERNS:
        found = pattern.match(text)
        if found:
            label = found.groupdict().get("n") or ""
            if kind == "roman":
                label = re.sub(r"[l1|]", "I", label)
            return Marker(kind, label, found.end())
    return None
