"""Typed rows of an import, the faults found in them, and spans of days."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from songhanh.foundation.lib.findings import ImportFinding

UNITS_FILE, SUCCESSIONS_FILE = "units.csv", "successions.csv"
DAY = timedelta(days=1)

Span = tuple[date, date]
"""First and last day, both inside; the earliest and latest date stand for open."""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One line of units: what a unit is called and is over a span, and where it stands then."""

    row: int
    code: str
    name: str
    kind: str
    parent_code: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    aliases: tuple[str, ...] = ()
    area_flags: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    """One line of successions. ``share`` None: the whole, or not decided for parts and splits."""

    row: int
    old_code: str
    new_code: str
    on: date
    kind: str
    share: Decimal | None = None
    basis: str = ""
    note: str = ""

    @property
    def identity(self) -> tuple[str, str, date, str]:
        """What makes it the same succession as another line."""
        return self.old_code, self.new_code, self.on, self.kind


@dataclass
class Faults:
    """Findings about rows of the two files, all of them at once."""

    findings: list[ImportFinding] = field(default_factory=list)

    def unit(self, row: UnitRow, column: str, *, expected: str, message: str) -> None:
        """An error in a line of units."""
        found = _cell(getattr(row, column))
        self.findings.append(
            ImportFinding(
                UNITS_FILE, row.row, column, found, expected, _in(UNITS_FILE, row, message)
            )
        )

    def succession(
        self, row: SuccessionRow, column: str, *, expected: str, message: str, error: bool = True
    ) -> None:
        """An error (or a warning) in a line of successions."""
        found = _cell(getattr(row, column))
        text = _in(SUCCESSIONS_FILE, row, message)
        severity: Literal["error", "warning"] = "error" if error else "warning"
        self.findings.append(
            ImportFinding(SUCCESSIONS_FILE, row.row, column, found, expected, text, severity)
        )

    def warn_twice(self, file: str, row: int, first: int, code: str) -> None:
        """Two equal lines are one."""
        message = f"Tệp {file}: dòng {first} và dòng {row} giống hệt nhau; chỉ tính một dòng."
        self.findings.append(
            ImportFinding(file, row, "", code, "mỗi nội dung một dòng", message, "warning")
        )

    @property
    def has_errors(self) -> bool:
        """Whether any finding forbids the import."""
        return any(finding.severity == "error" for finding in self.findings)


def _in(file: str, row: UnitRow | SuccessionRow, message: str) -> str:
    return f"Tệp {file}, dòng {row.row}: {message}"


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def shown(day: date) -> str:
    """A day as people read it."""
    return f"{day:%d/%m/%Y}"


def stored_day(day: date) -> date | None:
    """A day as the database keeps it: nothing for open."""
    return None if day in (date.min, date.max) else day


def first_day(day: date | None) -> date:
    """The first day of a span; nothing is open."""
    return day or date.min


def last_day(day: date | None) -> date:
    """The last day of a span; nothing is open."""
    return day or date.max


def shared(one: Span, other: Span) -> Span | None:
    """The days two spans have in common."""
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return (first, last) if first <= last else None


def coalesced(spans: Iterable[Span]) -> list[Span]:
    """The same days in as few spans as possible, in the order of time."""
    joined: list[Span] = []
    for first, last in sorted(spans):
        if joined and (joined[-1][1] == date.max or first <= joined[-1][1] + DAY):
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return joined
