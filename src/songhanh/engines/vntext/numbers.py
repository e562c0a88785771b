"""Numbers as Vietnamese documents print them: 1.234,5, 02, "ba mươi phần trăm", "một phần ba"."""

import re
from dataclasses import dataclass
from decimal import Decimal

from songhanh.engines.vntext.forms import normal

_THOUSANDS_BY_DOT = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_THOUSANDS_BY_COMMA = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
_THOUSANDS_BY_SPACE = re.compile(r"\d{1,3}(?: \d{3})+(?:,\d+)?")

_DIGITS = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "nhăm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
_TENS = {"mươi", "mười"}
_JOINTS = {"linh", "lẻ"}
_SCALES = {"nghìn": 1000, "ngàn": 1000, "triệu": 1_000_000, "tỷ": 10**9, "tỉ": 10**9}
_NUMBER_WORD = "|".join(
    sorted({*_DIGITS, *_TENS, *_JOINTS, *_SCALES, "trăm", "rưỡi", "nửa"}, key=len, reverse=True)
)
_MOST_WORDS = 16  # of one number: "chín trăm chín mươi chín nghìn chín trăm chín mươi chín"
# "mỗi năm hai cuộc": the year is no five.
_YEARLY_OR_NUMBER = re.compile(
    r"(?<!\w)(?:mỗi|hằng|hàng|trong|từng|cả)\s+năm(?!\w)"
    rf"|(?<!\w)(?P<number>(?:{_NUMBER_WORD})(?:\s+(?:{_NUMBER_WORD}))*)(?!\w)",
    re.IGNORECASE,
)


def read_number(text: str) -> Decimal | None:
    """Read a number in figures, the comma as decimal mark and the dot between thousands.

    "1.234,5" is 1234.5, "02" is 2, "97,5" is 97.5, "97.5" is 97.5 and "1.234" is 1234: three
    figures after a dot are thousands. What is no number at all gives None, never zero.
    """
    figures = normal(text)
    if _THOUSANDS_BY_DOT.fullmatch(figures) or _THOUSANDS_BY_SPACE.fullmatch(figures):
        return Decimal(figures.replace(".", "").replace(" ", "").replace(",", "."))
    if _THOUSANDS_BY_COMMA.fullmatch(figures):
        return Decimal(figures.replace(",", ""))
    if _PLAIN.fullmatch(figures) and figures.isascii():
        return Decimal(figures.replace(",", "."))
    return None


@dataclass
class _Tally:
    """What has been heard of a number so far."""

    total: int = 0
    hundreds: int = 0
    ones: int | None = None
    tens: bool = False

    @property
    def below_thousand(self) -> int:
        return self.hundreds + (self.ones or 0)


def _hear_digit(tally: _Tally, digit: int) -> bool:
    if tally.tens and tally.ones is not None and tally.ones % 10 == 0:
        tally.ones += digit
        tally.tens = False
        return True
    if tally.ones is not None:
        return False
    tally.ones = digit
    return True


def _hear_ten(tally: _Tally, word: str) -> bool:
    if word == "mười":
        if tally.ones is not None:
            return False
        tally.ones = 10
    else:
        if tally.ones is None or tally.ones > 9:
            return False
        tally.ones *= 10
    tally.tens = True
    return True


def _hear_hundred(tally: _Tally) -> bool:
    if tally.ones is None or tally.ones > 9 or tally.hundreds:
        return False
    tally.hundreds, tally.ones, tally.tens = tally.ones * 100, None, False
    return True


def _hear_scale(tally: _Tally, scale: int) -> bool:
    heard = tally.below_thousand
    tally.total += heard * scale
    tally.hundreds, tally.ones, tally.tens = 0, None, False
    return heard > 0


def _hear(tally: _Tally, word: str) -> bool:
    """Take one more word into the tally; False when it cannot follow."""
    if word in _DIGITS:
        return _hear_digit(tally, _DIGITS[word])
    if word in _TENS:
        return _hear_ten(tally, word)
    if word == "trăm":
        return _hear_hundred(tally)
    if word in _SCALES:
        return _hear_scale(tally, _SCALES[word])
    return word in _JOINTS and tally.ones is None and tally.hundreds > 0


def read_number_words(text: str) -> Decimal | None:
    """Read a number written in words: "hai" is 2, "ba mươi lăm" is 35, "một phần ba" its third.

    Words that make no number give None.
    """
    words = normal(text).lower()
    if words in {"một nửa", "nửa"}:
        return Decimal("0.5")
    if " phần " in words and not words.endswith("phần trăm"):
        above, below = (read_number_words(part) for part in words.split(" phần ", 1))
        return above / below if above is not None and below else None
    tally = _Tally()
    parts = words.split()
    if not parts or not all(_hear(tally, word) for word in parts):
        return None
    return Decimal(tally.total + tally.below_thousand)


@dataclass(frozen=True)
class NumberWords:
    """A number found in words, with its place in the text."""

    value: Decimal
    start: int
    end: int


def find_number_words(text: str) -> list[NumberWords]:
    """Every number written in words; "năm" alone is left out, it nearly always means a year."""
    found = []
    for match in _YEARLY_OR_NUMBER.finditer(text):
        if match["number"] is None:
            continue
        words = match["number"].split()[:_MOST_WORDS]
        while words and read_number_words(" ".join(words)) is None:
            words.pop()
        if not words or " ".join(words).lower() in {"năm", "tư", "không"}:
            continue
        value = read_number_words(" ".join(words))
        start = match.start("number")
        if value is not None:
            end = start + _end_of_words(match["number"], len(words))
            found.append(NumberWords(value, start, end))
    return found


def _end_of_words(text: str, count: int) -> int:
    ends = [found.end() for found in re.finditer(r"\S+", text)]
    return ends[count - 1]


def format_number(value: Decimal) -> str:
    """Write a number the Vietnamese way: 1234.5 becomes "1.234,5"; no zeros are added or lost."""
    sign, whole, _, fraction = _parts(value)
    grouped = f"{int(whole):,}".replace(",", ".")
    return sign + grouped + ("," + fraction if fraction else "")


def _parts(value: Decimal) -> tuple[str, str, str, str]:
    figures = format(value, "f")
    sign = "-" if figures.startswith("-") else ""
    whole, point, fraction = figures.lstrip("-").partition(".")
    return sign, whole, point, fraction
