"""``media_items.csv`` of a data package, as it is now (its contract)."""

from collections.abc import Iterator

from songhanh.foundation.lib.package import PackageTable, Row
from songhanh.records.media.models import MediaItem
from songhanh.records.recording.exports import CodesOnDays, days_of

_AS_THEY_ARE = (
    "type",
    "title",
    "published_on",
    "channel",
    "minutes",
    "language",
    "on_gender_equality",
    "column_name",
    "standing",
)


def media_item_rows() -> Iterator[Row]:
    """Every item; of one that is opened again, what still counts."""
    codes = CodesOnDays()
    kept = MediaItem.objects.filter(revises=None).select_related("original").order_by("pk")
    for one in kept.iterator(chunk_size=2000):
        yield {
            "id": one.external_id,
            "outlet_code": codes.code(one.unit_id, one.published_on),
            "original_id": one.original.external_id if one.original else "",
            **{name: getattr(one, name) for name in _AS_THEY_ARE},
            **days_of(one),
        }


TABLE = PackageTable(
    "media_items.csv",
    "id outlet_code type title published_on channel standing",
    "minutes language on_gender_equality original_id column_name submitted_on decided_on",
    media_item_rows,
    may_lack_standing=True,
)
