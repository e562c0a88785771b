"""Records of a plain kind on their way out: tables without a standing hold what is accepted."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeVar

from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.package import Row
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.exports import CodesOnDays
from songhanh.records.recording.models import Record
from songhanh.records.recording.plain.content import Plain

R = TypeVar("R", bound=Record)

_AT_ONCE = 2000


def accepted_rows(plain: Plain[R], cells: Callable[[R, CodesOnDays], Row]) -> Iterator[Row]:
    """Every accepted record as a row; ``submitted_on`` is the day since when it counts."""
    codes = CodesOnDays()
    kept = plain.kind.records().filter(standing=RecordStanding.ACCEPTED, revises=None)
    for one in plain.kind.with_parts(kept.order_by("pk")).iterator(chunk_size=_AT_ONCE):
        since = one.decided_at or one.submitted_at
        yield {
            "id": one.external_id,
            "submitted_on": day_of(since) if since else None,
            **cells(one, codes),
        }


def newest(*days: Any) -> date:
    """The newest of the days that are known; the first day of all without any."""
    return max((day for day in days if isinstance(day, date)), default=date.min)
