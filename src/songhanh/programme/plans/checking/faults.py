"""Collecting the faults of one file; what a day of the calendar is."""

import re
from dataclasses import dataclass, field
from datetime import date

from songhanh.engines.counting import MonthDay
from songhanh.foundation.lib.findings import ImportFinding

YEARS = range(1990, 2101)
"""Years a plan can speak of (plan.schema.json)."""

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass
class Faults:
    """Collects the faults of one file."""

    file: str
    found: list[ImportFinding] = field(default_factory=list)

    def add(self, place: str, value: object, expected: str) -> None:
        """One fault: where, what stood there, what was expected there."""
        shown = "" if value is None else str(value)[:80]
        what = f"“{shown}”" if shown else "chỗ này đang để trống"
        self.found.append(
            ImportFinding(
                self.file,
                1,
                place,
                shown,
                expected,
                f"Tệp {self.file}, mục {place}: {what}. Cần {expected}; hãy sửa rồi nhập lại.",
            )
        )


def is_month_day(value: object) -> bool:
    """Whether a value is a day of every year, MM-DD, that the calendar has."""
    if not isinstance(value, str):
        return False
    try:
        return str(MonthDay.parse(value)) == value
    except ValueError:
        return False


def is_date(value: object) -> bool:
    """Whether a value is a day, YYYY-MM-DD, that the calendar has."""
    if not isinstance(value, str) or not _ISO_DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
