"""Shapes: which field of an object holds what. A table of checks instead of a page of code."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from songhanh.programme.elements.values import Item, is_number
from songhanh.programme.plans.checking.faults import YEARS, Faults, is_date, is_month_day

Check = Callable[[Faults, object, str], None]
"""Looks at one value at one place."""

Shape = Mapping[str, Check]
"""The checks of an object by field. Other fields are let through: storing does not look at them."""

_DAY = re.compile(r"0?[1-9]|[12]\d|3[01]")
_LARGEST = 10**13


def check_shape(faults: Faults, item: Item, place: str, shape: Shape) -> None:
    """Check every field of a shape; a field that is absent counts as null."""
    for name, check in shape.items():
        check(faults, item.get(name), f"{place}/{name}")


def optional(check: Check) -> Check:
    """The same check, or null."""

    def look(faults: Faults, value: object, place: str) -> None:
        if value is not None:
            check(faults, value, place)

    return look


def one_of(values: Collection[str]) -> Check:
    """A word of a list."""

    def look(faults: Faults, value: object, place: str) -> None:
        if not isinstance(value, str) or value not in values:
            faults.add(place, value, f"một trong: {', '.join(values)}")

    return look


def known(codes: Collection[str], expected: str) -> Check:
    """A code that is known; ``expected`` says of what."""

    def look(faults: Faults, value: object, place: str) -> None:
        if not isinstance(value, str) or value not in codes:
            faults.add(place, value, expected)

    return look


def an_object(shape: Shape) -> Check:
    """An object of a shape."""

    def look(faults: Faults, value: object, place: str) -> None:
        if isinstance(value, Mapping):
            check_shape(faults, value, place, shape)
        else:
            faults.add(place, value, "một đối tượng")

    return look


def list_of(check: Check) -> Check:
    """A list, each value checked; absent is empty."""

    def look(faults: Faults, value: object, place: str) -> None:
        if value is None:
            return
        if not isinstance(value, Sequence) or isinstance(value, str):
            faults.add(place, value, "một danh sách")
            return
        for number, one in enumerate(value):
            check(faults, one, f"{place}/{number}")

    return look


def either(matches: Callable[[object], bool], check: Check, otherwise: Check) -> Check:
    """One check for values that match, another one for the rest."""

    def look(faults: Faults, value: object, place: str) -> None:
        (check if matches(value) else otherwise)(faults, value, place)

    return look


def a_text(faults: Faults, value: object, place: str) -> None:
    """A text that says something."""
    if not isinstance(value, str) or not value.replace("\x00", "").strip():
        faults.add(place, value, "một đoạn chữ")


def any_text(faults: Faults, value: object, place: str) -> None:
    """A text, which may be empty."""
    if not isinstance(value, str):
        faults.add(place, value, "một đoạn chữ, hoặc null")


def a_number(faults: Faults, value: object, place: str) -> None:
    """A number of a size that somebody could mean."""
    if not is_number(value) or not -_LARGEST < value < _LARGEST:
        faults.add(place, value, "một số")


def a_count(faults: Faults, value: object, place: str) -> None:
    """A whole number from 0, such as a line."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**31:
        faults.add(place, value, "một số nguyên không âm")


def a_share(faults: Faults, value: object, place: str) -> None:
    """A number from 0 to 1."""
    if not is_number(value) or not 0 <= value <= 1:
        faults.add(place, value, "một số từ 0 đến 1")


def a_year(faults: Faults, value: object, place: str) -> None:
    """A year between 1990 and 2100."""
    if isinstance(value, bool) or not isinstance(value, int) or value not in YEARS:
        faults.add(place, value, "một năm từ 1990 đến 2100")


def a_flag(faults: Faults, value: object, place: str) -> None:
    """True or false."""
    if not isinstance(value, bool):
        faults.add(place, value, "true hoặc false")


def a_date(faults: Faults, value: object, place: str) -> None:
    """A day of the calendar."""
    if not is_date(value):
        faults.add(place, value, "một ngày dạng 2026-03-15, hoặc null")


def a_month_day(faults: Faults, value: object, place: str) -> None:
    """A day of every year."""
    if not is_month_day(value):
        faults.add(place, value, "ngày dạng 11-15 (tháng-ngày)")


def a_due_day(faults: Faults, value: object, place: str) -> None:
    """A day of every year, or of every month."""
    if not (is_month_day(value) or (isinstance(value, str) and _DAY.fullmatch(value))):
        faults.add(place, value, "ngày dạng 11-30 (tháng-ngày) hoặc 25 (ngày)")
