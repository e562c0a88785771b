"""What the tables of all records share on their way out (contract: data package)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import PurePath

from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.package import Row
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.models import Evidence, Record
from songhanh.records.recording.references import bearers

_DECIDED = (RecordStanding.ACCEPTED, RecordStanding.RETURNED)


class CodesOnDays:
    """The code a unit bears on a record's own day."""

    def __init__(self) -> None:
        """Read every version once."""
        self._spans: dict[int, list[tuple[date, date, str]]] = defaultdict(list)
        for code, holders in bearers().items():
            for one in holders:
                self._spans[one.unit_id].append((one.valid_from, one.valid_to, code))

    def code(self, unit_id: int | None, day: date) -> str:
        """The code; that of the nearest day where the unit was not valid. Empty without a unit."""
        if unit_id is None:
            return ""
        spans = self._spans[unit_id]
        return min(spans, key=lambda one: _distance(one[0], one[1], day))[2]


def _distance(first: date, last: date, day: date) -> int:
    return max((first - day).days, (day - last).days, 0)


def days_of(record: Record) -> Row:
    """When it was submitted and decided, as far as its standing says so."""
    decided = record.standing in _DECIDED
    submitted = decided or record.standing == RecordStanding.SUBMITTED
    return {
        "submitted_on": _day(record, "submitted_at") if submitted else None,
        "decided_on": _day(record, "decided_at") if decided else None,
    }


def _day(record: Record, name: str) -> date | None:
    moment = getattr(record, name)
    return day_of(moment) if moment else None


def kept_files(kind_code: str) -> dict[int, list[str]]:
    """The names of the files that prove each record, as they stand in ``files/``."""
    found: dict[int, list[str]] = defaultdict(list)
    kept = Evidence.objects.filter(record_kind=kind_code).exclude(file_key="")
    for proof in kept.iterator():
        found[proof.record_id].append(file_name(proof))
    return found


def file_name(proof: Evidence) -> str:
    """By its digest: two records may each have an ``anh.jpg`` of their own."""
    return f"{proof.sha256[:24]}{PurePath(proof.file_key).suffix}"


def evidence_files() -> Iterator[tuple[str, str]]:
    """Name in ``files/`` and key of every file that proves an activity, each once."""
    kept = Evidence.objects.exclude(file_key="").order_by("sha256")
    written = ""
    for proof in kept.filter(record_kind="activity").iterator():
        if file_name(proof) != written:
            written = file_name(proof)
            yield written, proof.file_key
