"""The legal time limits, from ``data/limits.csv``, and the days on which they end."""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from songhanh.registry.calendar.queries import WorkingDays
from songhanh.registry.privacy.enums import RequestState
from songhanh.registry.privacy.models import DataRequest

SOON = timedelta(days=3)


@dataclass(frozen=True)
class Limit:
    """The limits of one kind of request; no extension where the law knows none."""

    acknowledge_working_days: int
    answer_days: int
    extension_days: int | None
    source: str


@dataclass(frozen=True)
class Clock:
    """The last days of a request on which it is in time, and its state on a day."""

    acknowledge_by: date
    answer_by: date
    state: RequestState
    is_soon: bool

    @property
    def next_day(self) -> date:
        """The day that comes next."""
        return self.acknowledge_by if self.state == RequestState.NEW else self.answer_by


@cache
def limits() -> dict[str, Limit]:
    """The limits by kind."""
    with (Path(__file__).parent / "data" / "limits.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["kind"]: Limit(
                int(row["acknowledge_working_days"]),
                int(row["answer_days"]),
                int(row["extension_days"]) if row["extension_days"] else None,
                row["source"],
            )
            for row in csv.DictReader(file)
        }


def clock_of(request: DataRequest, working: WorkingDays, on: date) -> Clock:
    """Where a request stands on a day.

    The day it came is not counted; a last day that is off moves to the next working day (Bộ luật
    Dân sự 2015, Điều 147, 148).
    """
    limit = limits()[request.kind]
    days = limit.answer_days
    if request.extended_on is not None:
        days += limit.extension_days or 0
    acknowledge_by = working.after(request.received_on, limit.acknowledge_working_days)
    answer_by = working.next_working_day(request.received_on + timedelta(days=days))
    state = _state(request, acknowledge_by, answer_by, on)
    due = acknowledge_by if state == RequestState.NEW else answer_by
    soon = state in {RequestState.NEW, RequestState.OPEN} and due - on <= SOON
    return Clock(acknowledge_by, answer_by, state, soon)


def _state(request: DataRequest, acknowledge_by: date, answer_by: date, on: date) -> RequestState:
    if request.answered_on is not None:
        return RequestState.ANSWERED
    if on > answer_by or (request.acknowledged_on is None and on > acknowledge_by):
        return RequestState.LATE
    return RequestState.OPEN if request.acknowledged_on else RequestState.NEW
