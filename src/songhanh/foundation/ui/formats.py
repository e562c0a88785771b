"""Values as people read them: 15/03/2026, 1.234,5 and 87,3%. What is not known says so."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from songhanh.foundation.lib.clock import OFFICE_ZONE

Number = int | float | Decimal


def number_text(value: Number | None, decimals: int | None = None) -> str:
    """A number with the language's separators: ``1.234,5``.

    ``decimals`` fixes the digits after the comma; without it zeros at the end are dropped.
    """
    if value is None:
        return no_data()
    if decimals is None and not isinstance(value, int):
        value = _without_trailing_zeros(Decimal(str(value)))
    return formats.number_format(value, decimals, force_grouping=True)


def percent_text(value: Number | None, decimals: int | None = None) -> str:
    """A percentage that is already one (87.3, not 0.873): ``87,3%``."""
    return no_data() if value is None else f"{number_text(value, decimals)}%"


def day_text(value: date | datetime | None) -> str:
    """A day, ``15/03/2026``; of a moment, the day in the office's zone."""
    if value is None:
        return _("chưa có")
    if isinstance(value, datetime):
        value = timezone.localtime(value, OFFICE_ZONE).date()
    return formats.date_format(value, "DATE_FORMAT")


def moment_text(value: datetime | None) -> str:
    """A moment in the office's zone: ``14:05 15/03/2026``."""
    if value is None:
        return _("chưa có")
    return formats.date_format(timezone.localtime(value, OFFICE_ZONE), "DATETIME_FORMAT")


def no_data() -> str:
    """The words for a value that nobody reported. Zero is never shown for it."""
    return _("chưa có số liệu")


def _without_trailing_zeros(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()
