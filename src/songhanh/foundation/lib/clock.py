"""The office's clock: the one place that asks the time. Views, jobs and commands call it."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

OFFICE_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present moment, with its zone."""
    return timezone.now()


def today() -> date:
    """Today's day in the office's zone."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The day in the office's zone on which a moment lies."""
    return moment.astimezone(OFFICE_ZONE).date()


def start_of(day: date) -> datetime:
    """The first moment of a day in the office's zone."""
    return datetime.combine(day, time.min, tzinfo=OFFICE_ZONE)


def end_of(day: date) -> datetime:
    """The first moment after a day: everything before it happened on or before that day."""
    return start_of(day + timedelta(days=1))
