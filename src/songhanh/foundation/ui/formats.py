"""Values as people read them: 15/03/2026, 1.234,5 and 87,3%. What is not known says so."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from django.utils import formats, timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from songhanh.engines.counting import Period, PeriodKind, parse_period
from songhanh.foundation.lib.clock import OFFICE_ZONE
from songhanh.foundation.lib.seals import plain

Number = int | float | Decimal

_QUARTERS = ("I", "II", "III", "IV")


def number_text(value: Number | None, decimals: int | None = None) -> str:
    """A number with the language's separators: ``1.234,5``.

    ``decimals`` fixes the digits after the comma; without it zeros at the end are dropped.
    """
    if value is None:
        return no_data()
    if not isinstance(value, Decimal):
        value = Decimal(str(value))
    return _written(value, decimals, get_language())


@lru_cache(4096)
def _written(value: Decimal, decimals: int | None, _language: str | None) -> str:
    """A number in the language of the page; a page of figures writes the same few many times."""
    if decimals is None:
        value = plain(value)
    return formats.number_format(value, decimals, force_grouping=True)


def percent_text(value: Number | None, decimals: int | None = None) -> str:
    """A percentage that is already one (87.3, not 0.873): ``87,3%``."""
    return no_data() if value is None else f"{number_text(value, decimals)}%"


def amount_text(value: Number | None, unit: str) -> str:
    """A value with its unit: ``75%``, ``1.234,5 phút``; percentage points are ``10 điểm``.

    A unit is a word of the plan, but for the two of contracts/counting-rules.md: % and points.
    """
    if unit == "%":
        return percent_text(value)
    words = pgettext("unit", "điểm") if unit == "points" else unit
    return number_text(value) if value is None else f"{number_text(value)} {words}".rstrip()


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


def period_text(value: Period | str) -> str:
    """A reporting period or its label: ``quý I/2026``, ``6 tháng đầu năm 2026``, ``năm 2026``."""
    period = parse_period(value) if isinstance(value, str) else value
    if period.kind == PeriodKind.QUARTER:
        return _("quý %(quarter)s/%(year)d") % {
            "quarter": _QUARTERS[period.index - 1],
            "year": period.year,
        }
    if period.kind == PeriodKind.MONTH:
        return _("tháng %(month)d/%(year)d") % {"month": period.index, "year": period.year}
    if period.kind == PeriodKind.YEAR:
        return _("năm %(year)d") % {"year": period.year}
    words = _("6 tháng đầu năm %(year)d") if period.index == 1 else _("6 tháng cuối năm %(year)d")
    return words % {"year": period.year}


def no_data() -> str:
    """The words for a value that nobody reported. Zero is never shown for it."""
    return _("chưa có số liệu")
