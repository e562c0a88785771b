"""The schedule: apps say in ``AppConfig.ready`` what runs by itself; workers queue what is due.

schedules.every(10, "outbox", send_waiting)
schedules.daily(time(6, 0), "reminders", send_reminders)
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils.module_loading import import_string
from django_tasks.base import Task

from songhanh.foundation.jobs.models import Schedule
from songhanh.foundation.jobs.queue import enqueue_once
from songhanh.foundation.lib import clock


@dataclass(frozen=True)
class Rhythm:
    """Every so many minutes, or daily at a time of the office's day: one of the two."""

    every_minutes: int | None = None
    daily_at: time | None = None

    def next_after(self, moment: datetime) -> datetime:
        """The first time after a moment. What was slept through is made up for once, not often."""
        if self.every_minutes is not None:
            return moment + timedelta(minutes=self.every_minutes)
        day = clock.day_of(moment)
        hour = self.daily_at or time.min
        today = datetime.combine(day, hour, tzinfo=clock.OFFICE_ZONE)
        return today if today > moment else today + timedelta(days=1)


AnyTask = Task[Any, Any]
_registered: dict[str, tuple[Rhythm, AnyTask]] = {}


def every(minutes: int, name: str, task: AnyTask) -> None:
    """Queue a job every so many minutes. It takes no arguments."""
    _registered[name] = (Rhythm(every_minutes=minutes), task)


def daily(at: time, name: str, task: AnyTask) -> None:
    """Queue a job every day at a time of the office's day. It takes no arguments."""
    _registered[name] = (Rhythm(daily_at=at), task)


def write_down(now: datetime) -> None:
    """Make the rows follow what the apps said: new ones, changed rhythms, no others."""
    with transaction.atomic():
        Schedule.objects.exclude(name__in=list(_registered)).delete()
        for name, (rhythm, task) in _registered.items():
            wanted = {
                "task_path": task.module_path,
                "every_minutes": rhythm.every_minutes,
                "daily_at": rhythm.daily_at,
            }
            row, made = Schedule.objects.get_or_create(
                name=name, defaults=wanted | {"next_at": rhythm.next_after(now)}
            )
            if not made and any(getattr(row, field) != value for field, value in wanted.items()):
                Schedule.objects.filter(name=name).update(**wanted, next_at=rhythm.next_after(now))


def queue_due(now: datetime) -> list[str]:
    """Queue the jobs whose time has come; their names.

    A row is claimed by locking it: PostgreSQL skips rows another worker has locked, SQLite lets
    one transaction write at a time. So several workers queue each job once. A job still waiting
    from last time is not queued a second time.
    """
    due = Schedule.objects.filter(next_at__lte=now).order_by("name")
    if not due.exists():
        return []  # without a transaction, which on SQLite would take the one place to write
    queued = []
    with transaction.atomic():
        for row in due.select_for_update(skip_locked=True):
            enqueue_once(import_string(row.task_path), f"schedule:{row.name}")
            rhythm = Rhythm(row.every_minutes, row.daily_at)
            Schedule.objects.filter(pk=row.pk).update(next_at=rhythm.next_after(now))
            queued.append(row.name)
    return queued
