"""How numbers and days of a plan are written for people, in pages and forms alike."""

from decimal import Decimal
from typing import Any


def without_zeros(value: Any) -> Any:
    """A number as it is shown in a form: 2 and 97.5, not 2.0000 and 97.5000; others unchanged."""
    if not isinstance(value, Decimal):
        return value
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def printed_day(stored: str) -> str:
    """``11-30`` as people write it: 30/11; a day of every month as it is."""
    month, _, day = stored.rpartition("-")
    return f"{day}/{month}" if month else day.lstrip("0")
