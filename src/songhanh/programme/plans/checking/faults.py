"""Collecting the faults of one file; what a day, a list, a known code is."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from songhanh.engines.counting import MonthDay
from songhanh.foundation.lib.findings import ImportFinding
from songhanh.programme.elements.values import Item, is_number

YEARS = range(1990, 2101)
"""Years a plan can speak of (plan.schema.json)."""


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

    def choice(
        self, item: Item, name: str, place: str, values: Collection[str], *, empty: bool = False
    ) -> None:
        """A word of a list; with ``empty`` it may be absent or null."""
        value = item.get(name)
        if value in values or (empty and value is None):
            return
        self.add(f"{place}/{name}", value, f"một trong: {', '.join(values)}")

    def number(self, item: Item, name: str, place: str, *, empty: bool = True) -> None:
        """A number."""
        value = item.get(name)
        if not is_number(value) and not (empty and value is None):
            self.add(f"{place}/{name}", value, "một số")

    def year(self, item: Item, name: str, place: str, *, empty: bool = True) -> None:
        """A year between 1990 and 2100."""
        value = item.get(name)
        if value in YEARS or (empty and value is None):
            return
        self.add(f"{place}/{name}", value, "một năm từ 1990 đến 2100")

    def text(self, item: Item, name: str, place: str) -> None:
        """A text that says something."""
        value = item.get(name)
        if not isinstance(value, str) or not value.strip():
            self.add(f"{place}/{name}", value, "một đoạn chữ")

    def objects(self, item: Item, name: str, place: str) -> Iterator[tuple[str, Item]]:
        """The objects of a list, each with its place; what is no list or no object is a fault."""
        values = item.get(name, [])
        if not isinstance(values, Sequence) or isinstance(values, str):
            self.add(f"{place}/{name}", values, "một danh sách")
            return
        for number, value in enumerate(values):
            where = f"{place}/{name}/{number}"
            if isinstance(value, Mapping):
                yield where, value
            else:
                self.add(where, value, "một đối tượng")


def is_one_of(value: object, known: Collection[str]) -> bool:
    """Whether a value is a text, and one of those known."""
    return isinstance(value, str) and value in known


def listed(item: Item, name: str, faults: Faults, place: str = "") -> Iterable[object]:
    """The values of a list; none when it is absent, a fault when it is no list."""
    values = item.get(name) or []
    if isinstance(values, Sequence) and not isinstance(values, str):
        return values
    faults.add(f"{place}/{name}", values, "một danh sách")
    return []


def is_month_day(value: object) -> bool:
    """Whether a value is a day of every year, MM-DD, that the calendar has."""
    if not isinstance(value, str):
        return False
    try:
        MonthDay.parse(value)
    except ValueError:
        return False
    return True


def is_date(value: object) -> bool:
    """Whether a value is a day, YYYY-MM-DD, that the calendar has."""
    if not isinstance(value, str):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
