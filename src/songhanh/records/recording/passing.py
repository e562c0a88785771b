"""Records somebody has begun and not sent: what passes on when they leave."""

from collections.abc import Collection, Iterator

from django.urls import reverse

from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.kinds import kinds
from songhanh.registry.roles.passing import Passing

_UNFINISHED = (RecordStanding.DRAFT, RecordStanding.RETURNED)


def open_records(user_id: int, unit_ids: Collection[int]) -> Iterator[Passing]:
    """The drafts and returned records a person entered for some units, of every kind."""
    for kind in kinds():
        found = kind.records().filter(
            created_by=user_id, unit_id__in=unit_ids, standing__in=_UNFINISHED
        )
        for record in found.order_by("pk"):
            href = reverse(f"{kind.namespace}:show", args=[record.pk])
            yield Passing(str(kind.word), record.title, href)
