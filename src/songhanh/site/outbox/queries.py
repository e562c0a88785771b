"""What quick entry offers from what was entered before."""

from typing import TypeVar

from django.db.models import Max

from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.kinds import RecordKind
from songhanh.records.recording.models import Record

R = TypeVar("R", bound=Record)

_MOST = 12


def recent_titles(kind: RecordKind[R], unit_id: int | None) -> list[str]:
    """The titles a unit used last, each once, the newest first."""
    if unit_id is None:
        return []
    entered = kind.records().filter(unit_id=unit_id, revises=None)
    titles = (
        entered.exclude(standing=RecordStanding.CANCELLED)
        .values("title")
        .annotate(last=Max("created_at"))
        .order_by("-last")
        .values_list("title", flat=True)
    )
    return list(titles[:_MOST])
