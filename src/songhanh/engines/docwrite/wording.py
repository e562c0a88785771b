"""The fixed wording of official documents: numbers, dates, numerals, line endings.

Rules of Decree 30/2020/NĐ-CP, Annex I, part I, section II; samples 1.4, 1.5 and 2.1 of Annex III.
"""

import re
import unicodedata
from datetime import date
from itertools import product

# Width of the place the registry writes a number, a day or a month into, by hand or by stamp.
BLANK = " " * 6

# The letters used for points. The decree asks for the order of the Vietnamese alphabet; drafters
# leave out ă, â, ê, ô, ơ and ư, as the decree itself does.
POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DIRECTION_MARKS = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_TRAILING_MARKS = " .,;:/…"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def clean(text: str) -> str:
    """The text as it may stand in a document: NFC, single spaces, one line, nothing invisible.

    Control characters cannot be stored in a Word file at all; marks that turn the reading
    direction could make a line say something else than its record. A combining mark without a
    letter before it is dropped, for it would change whatever the writer puts in front.
    """
    visible = _DIRECTION_MARKS.sub("", _NOT_XML.sub(" ", text))
    words = " ".join(visible.split())
    while words and unicodedata.combining(words[0]):
        words = words[1:].lstrip()
    return unicodedata.normalize("NFC", words)


def capitals(text: str) -> str:
    """The cleaned text in capitals."""
    return unicodedata.normalize("NFC", clean(text).upper())


def roman(number: int) -> str:
    """A number from 1 in Roman numerals: 4 → "IV"."""
    numeral = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        numeral += letters * count
    return numeral


def point_letter(number: int) -> str:
    """The letter of a point, counted from 1: a, b, c, d, đ …; after y follow aa, ab …"""
    if number <= len(POINT_LETTERS):
        return POINT_LETTERS[number - 1]
    pairs = ["".join(pair) for pair in product(POINT_LETTERS, repeat=2)]
    return pairs[(number - len(POINT_LETTERS) - 1) % len(pairs)]


def two_digits(number: int) -> str:
    """A number of a document, below 10 with a leading zero."""
    return f"{number:02d}"


def date_in_words(day: date) -> str:
    """As in "ngày 05 tháng 02 năm 2026": days below 10 and months 1 and 2 take a leading zero."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {two_digits(day.day)} tháng {month} năm {day.year}"


def number_line(symbol: str, number: int | None) -> str:
    """As in "Số: 05/BC-UBND"; without a number its place stays blank for the registry."""
    printed = BLANK if number is None else two_digits(number)
    return f"Số: {printed}/{without_spaces(symbol)}"


def place_and_date(place: str, issued_on: date | None, year: int | None) -> str:
    """As in "Quảng Ngãi, ngày 05 tháng 12 năm 2026"; what is not known stays blank."""
    if issued_on is not None:
        return f"{clean(place)}, {date_in_words(issued_on)}"
    printed_year = BLANK if year is None else str(year)
    return f"{clean(place)}, ngày{BLANK}tháng{BLANK}năm {printed_year}".rstrip()


def annex_link(document_type: str, symbol: str, agency: str) -> str:
    """The line under the title of an annex, unfilled as the decree asks of electronic documents."""
    return (
        f"(Kèm theo {clean(document_type)} số … /{without_spaces(symbol)} "
        f"ngày … tháng … năm … của {clean(agency)})"
    )


def without_spaces(symbol: str) -> str:
    """A symbol of a document: "KH - UBND" → "KH-UBND"."""
    return clean(symbol).replace(" ", "")


def sentence_case(text: str) -> str:
    """Capitals for running text: "BÁO CÁO" → "Báo cáo"."""
    return clean(text).capitalize()


def with_ending(text: str, ending: str) -> str:
    """The text with the given mark at its end in place of the marks it ends with now."""
    return f"{clean(text).rstrip(_TRAILING_MARKS)}{ending}"


def list_endings(texts: list[str]) -> list[str]:
    """The lines of a list: each ends with ";", the last with "."."""
    last = len(texts) - 1
    return [with_ending(text, "." if at == last else ";") for at, text in enumerate(texts)]


def without_dash(text: str) -> str:
    """The text without a dash somebody typed in front of it."""
    return clean(text).lstrip("-–—+• ")
