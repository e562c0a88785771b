"""What people do with media items. What all records share is in ``recording.actions``."""

from collections.abc import Sequence
from datetime import datetime

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.records.media.content import MediaItemContent, problems_of
from songhanh.records.media.kind import MEDIA_ITEMS, write_content
from songhanh.records.media.models import MediaItem
from songhanh.records.recording import actions as recording


def create_media_item(
    content: MediaItemContent, *, unit_id: int, acting: Acting, at: datetime, key: str = ""
) -> MediaItem:
    """Enter an item of an outlet as a draft. The same ``key`` sent twice gives the same item.

    Raises:
        RefusedError: the content contradicts itself.
        KeyTakenError: the key is that of somebody else's item.
    """
    _require_sound(content, at)
    return recording.create_once(
        MEDIA_ITEMS,
        MediaItem(external_id=key, unit_id=unit_id),
        lambda blank: write_content(blank, content),
        acting=acting,
        at=at,
    )


def change_media_item(
    item: MediaItem, content: MediaItemContent, *, version: int, acting: Acting, at: datetime
) -> MediaItem:
    """Change the content of an item that is not accepted yet; its entries follow.

    Raises:
        ChangedMeanwhileError: somebody saved it since ``version`` was read.
        RefusedError: the content contradicts itself.
    """
    _require_sound(content, at)
    return recording.change(
        MEDIA_ITEMS,
        item,
        lambda row: write_content(row, content),
        version=version,
        acting=acting,
        at=at,
    )


def submit_media_item(item: MediaItem, *, acting: Acting, at: datetime) -> MediaItem:
    """Send it for acceptance."""
    return recording.submit(MEDIA_ITEMS, item, acting=acting, at=at)


def accept_media_items(
    items: Sequence[MediaItem], *, acting: Acting, at: datetime, remark: str = ""
) -> list[MediaItem]:
    """Accept one or many."""
    return recording.accept(MEDIA_ITEMS, items, acting=acting, at=at, remark=remark)


def return_media_items(
    items: Sequence[MediaItem], *, remark: str, acting: Acting, at: datetime
) -> list[MediaItem]:
    """Send one or many back with a remark."""
    return recording.return_(MEDIA_ITEMS, items, remark=remark, acting=acting, at=at)


def undo_acceptance(items: Sequence[MediaItem], *, acting: Acting, at: datetime) -> list[MediaItem]:
    """Take acceptances back."""
    return recording.undo_acceptance(MEDIA_ITEMS, items, acting=acting, at=at)


def reopen_media_item(item: MediaItem, *, reason: str, acting: Acting, at: datetime) -> MediaItem:
    """Open an accepted item again; gives the revision to be changed and submitted."""
    return recording.reopen(MEDIA_ITEMS, item, reason=reason, acting=acting, at=at)


def cancel_media_item(item: MediaItem, *, reason: str, acting: Acting, at: datetime) -> None:
    """Cancel it: it counts for nothing and stays to be seen."""
    recording.cancel(MEDIA_ITEMS, item, reason=reason, acting=acting, at=at)


def _require_sound(content: MediaItemContent, at: datetime) -> None:
    problems = problems_of(content, today=day_of(at))
    if problems:
        raise RefusedError(problems[0].message)
