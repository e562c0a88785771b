"""Values of a structured plan (plan.schema.json) as typed values: Decimals and days."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeGuard

from songhanh.engines.vntext import normal

Item = Mapping[str, Any]
"""One object of a structured plan, already valid under its schema."""


def words(item: Item, name: str) -> str:
    """A text in its normal form; empty when the plan has none."""
    value = item.get(name)
    return normal(_storable(value)) if isinstance(value, str) else ""


def short(item: Item, name: str, length: int) -> str:
    """A text that has to fit into a column; what is longer is cut, the source keeps it whole."""
    return words(item, name)[:length]


def listed(item: Item, name: str) -> list[str]:
    """A list of texts, without empty ones."""
    values = item.get(name) or []
    texts = (normal(_storable(value)) for value in values if isinstance(value, str))
    return [text for text in texts if text]


def number(item: Item, name: str) -> Decimal | None:
    """A number as a Decimal; None when the plan has none."""
    value = item.get(name)
    return Decimal(str(value)) if is_number(value) else None


def whole(item: Item, name: str) -> int | None:
    """A whole number such as a year; None when the plan has none."""
    value = item.get(name)
    return int(value) if is_number(value) else None


def said(item: Item, name: str, *, default: bool) -> bool:
    """A yes or no, with the schema's default where it is not said."""
    value = item.get(name)
    return default if value is None else bool(value)


def iso_date(item: Item, name: str) -> date | None:
    """A printed date as a day; None when none is printed, or when the calendar has no such day."""
    value = item.get(name)
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def month_day(item: Item, name: str) -> str:
    """A day of every year, ``MM-DD``; empty when none is printed or a full date is."""
    value = item.get(name)
    return value if isinstance(value, str) and len(value) == 5 else ""


def is_number(value: object) -> TypeGuard[int | float | Decimal]:
    """Whether a JSON value is a number; true and false are none."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def items(item: Item, name: str) -> Sequence[Item]:
    """A list of objects; a bare text in it (a recipient line) becomes an object with that text."""
    return [
        value if isinstance(value, Mapping) else {"text": str(value)}
        for value in item.get(name) or []
    ]


def _storable(text: str) -> str:
    """The text without U+0000, which PostgreSQL cannot hold."""
    return text.replace("\x00", "")
