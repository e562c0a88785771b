"""Dates as Vietnamese documents print them, and the days that come back every year."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from songhanh.engines.vntext.forms import bare

_SLASH = re.compile(
    r"(?<![\d/.\-])(\d{1,2})\s?([/.\-])\s?(\d{1,2})(?:\s?\2\s?(\d{4}))?(?![\d/%]|[.,]\d|\s?%)"
)
# "6 tháng 1 năm" is a frequency, not the sixth of January.
_LONG = re.compile(
    r"(?<!\d)(\d{1,2})\s+thang\s+(\d{1,2})(?:\s*,?\s+nam\s+(\d{4}))?(?!\d)(?!\s+nam\b(?!\s*20))"
)


@dataclass(frozen=True)
class PrintedDate:
    """A date in a text: the day and month printed, the year when printed, and its place.

    The day may be impossible (31/02): `exists` says so. A reader keeps what is printed.
    """

    day: int
    month: int
    year: int | None
    start: int
    end: int

    @property
    def exists(self) -> bool:
        """Whether the calendar has this day; without a year 29/02 is taken to exist."""
        return self.day <= monthrange(self.year or 2000, self.month)[1]

    @property
    def iso(self) -> str:
        """YYYY-MM-DD, or MM-DD when no year is printed."""
        day = f"{self.month:02}-{self.day:02}"
        return f"{self.year:04}-{day}" if self.year else day


def _printed(day: str, month: str, year: str | None, place: tuple[int, int]) -> PrintedDate | None:
    if not 1 <= int(day) <= 31 or not 1 <= int(month) <= 12:
        return None
    if year and not 1900 <= int(year) <= 2199:
        return None
    return PrintedDate(int(day), int(month), int(year) if year else None, *place)


def find_dates(text: str) -> list[PrintedDate]:
    """Every date in its order: 23/10/2021, 2-8-2021, 15/11, 23 tháng 10 năm 2022, 10 tháng 12.

    Without a year only the slash and the long form count: "10-15" and "1.2" may be anything.
    """
    letters = bare(text)
    found: list[PrintedDate | None] = [
        _printed(match[1], match[2], match[3], match.span()) for match in _LONG.finditer(letters)
    ]
    found += [
        _printed(match[1], match[3], match[4], match.span())
        for match in _SLASH.finditer(letters)
        if match[4] or (match[2] == "/" and not _is_fraction(letters, match))
    ]
    return sorted((one for one in found if one), key=lambda one: one.start)


def _is_fraction(letters: str, match: re.Match[str]) -> bool:
    """Say whether "2/3" is a share rather than a day: nothing before it speaks of days."""
    before, after = letters[: match.start()], letters[match.end() :]
    if re.match(r"\s*(?:so |tong so|can bo|xa|thon)", after):
        return not re.search(r"(?:ngay|nu|nam|tu|den|va|,|\()\s*$", before)
    return False


def read_date(text: str) -> date | None:
    """The one full date a text consists of or contains first; None when no such day exists."""
    for found in find_dates(text):
        if found.year and found.exists:
            return date(found.year, found.month, found.day)
    return None


def format_date(day: date) -> str:
    """Write a date the Vietnamese way: 05/12/2026."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"
