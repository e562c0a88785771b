"""The issues of a column by month, and the months that have none."""

from dataclasses import dataclass
from datetime import date

from songhanh.engines.counting import Period, PeriodKind
from songhanh.engines.vntext import fold
from songhanh.records.columns.models import MediaColumn
from songhanh.records.media.models import MediaItem
from songhanh.records.recording.enums import RecordStanding

_DECEMBER = 12


@dataclass(frozen=True)
class MonthOfColumn:
    """One month: its issues; missing when it is over, lies in the column's life and has none."""

    period: Period
    issues: tuple[MediaItem, ...]
    is_missing: bool


def months_of_column(column: MediaColumn, year: int, today: date) -> list[MonthOfColumn]:
    """The months of a year in which the column lived, up to the running one.

    An issue is an original item on gender equality that names the column, accepted or submitted
    (counting rules: column issue).
    """
    items = MediaItem.objects.filter(
        unit_id=column.unit_id,
        published_on__year=year,
        on_gender_equality=True,
        original=None,
        revises=None,
        standing__in=(RecordStanding.SUBMITTED, RecordStanding.ACCEPTED),
    ).order_by("published_on", "pk")
    named = [item for item in items if fold(item.column_name) == column.folded_title]
    last = min(today, column.ended_on or today)
    months = []
    for month in range(1, _DECEMBER + 1):
        period = Period(year, PeriodKind.MONTH, month)
        if period.last < column.started_on or period.first > last:
            continue
        issues = tuple(item for item in named if item.published_on in period)
        whole = column.started_on <= period.first and period.last < today
        months.append(MonthOfColumn(period, issues, whole and not issues))
    return months
