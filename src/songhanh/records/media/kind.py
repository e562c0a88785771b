"""Media items as a kind of record."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from songhanh.engines.vntext import fold
from songhanh.ledger.drafts import EntryDraft
from songhanh.records.media.content import FIELDS, MediaItemContent, content_of
from songhanh.records.media.entries import drafts_of
from songhanh.records.media.models import MediaItem
from songhanh.records.media.sets import entries_of
from songhanh.records.recording.kinds import RecordKind


def with_parts(items: QuerySet[MediaItem]) -> QuerySet[MediaItem]:
    """An item has no parts beside its own row."""
    return items


def take_over(target: MediaItem, source: MediaItem) -> None:
    """Give one item the content of another, and save it."""
    write_content(target, content_of(source))


def write_content(item: MediaItem, content: MediaItemContent) -> None:
    """Fill an item and save it."""
    for name in FIELDS:
        setattr(item, name, getattr(content, name))
    item.folded_title = fold(content.title)
    item.save()


def _drafts(item: MediaItem) -> tuple[EntryDraft, ...]:
    return drafts_of(item.unit_id, content_of(item))


MEDIA_ITEMS: RecordKind[MediaItem] = RecordKind(
    code="media_item",
    model=MediaItem,
    word=_("tin, bài"),
    plural=_("Tin, bài"),
    namespace="media",
    day_field="published_on",
    with_parts=with_parts,
    drafts=_drafts,
    entries_in_sets=entries_of,
    take_over=take_over,
)
