"""The records behind entries, as far as a person may see them: address and photos."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from songhanh.foundation.lib.acting import Acting
from songhanh.records.activities.kind import ACTIVITIES
from songhanh.records.activities.queries import activities_visible_to
from songhanh.records.media.kind import MEDIA_ITEMS
from songhanh.records.media.queries import media_items_visible_to
from songhanh.records.recording.models import Evidence
from songhanh.results.values.explanation import RecordKey

SEEN: dict[str, tuple[str, Callable[[Acting, date], QuerySet[Any]]]] = {
    ACTIVITIES.code: (ACTIVITIES.namespace, activities_visible_to),
    MEDIA_ITEMS.code: (MEDIA_ITEMS.namespace, media_items_visible_to),
}
"""Where the pages of each kind of record stand, and which records somebody may see."""

MOST_PHOTOS = 3
"""So many thumbnails stand beside an entry; the record shows them all."""


@dataclass(frozen=True)
class SeenRecord:
    """A record somebody may open: its namespace of addresses, its key, its first photos."""

    namespace: str
    pk: int
    photos: tuple[Evidence, ...]

    @property
    def show(self) -> str:
        """Name of the record's page."""
        return f"{self.namespace}:show"

    @property
    def thumbnail(self) -> str:
        """Name of the address of a small photo."""
        return f"{self.namespace}:thumbnail"


def records_seen(
    keys: Iterable[RecordKey], acting: Acting, on: date
) -> dict[RecordKey, SeenRecord]:
    """Those of some records the person may see, with their photos."""
    ids: dict[str, set[int]] = defaultdict(set)
    for code, record_id in keys:
        ids[code].add(record_id)
    found: dict[RecordKey, SeenRecord] = {}
    for code, (namespace, visible_to) in SEEN.items():
        if not ids[code]:
            continue
        seen = set(visible_to(acting, on).filter(pk__in=ids[code]).values_list("pk", flat=True))
        photos = _photos(code, seen)
        found |= {
            (code, pk): SeenRecord(namespace, pk, tuple(photos[pk][:MOST_PHOTOS])) for pk in seen
        }
    return found


def _photos(code: str, ids: set[int]) -> dict[int, list[Evidence]]:
    by_record: dict[int, list[Evidence]] = defaultdict(list)
    kept = Evidence.objects.filter(record_kind=code, record_id__in=ids).exclude(thumbnail_key="")
    for proof in kept.order_by("pk"):
        by_record[proof.record_id].append(proof)
    return by_record
