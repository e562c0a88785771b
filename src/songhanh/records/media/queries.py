"""Media items somebody may see."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from songhanh.foundation.lib.acting import Acting
from songhanh.records.media.models import MediaItem
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.queries import limited


def media_items_visible_to(acting: Acting, on: date) -> QuerySet[MediaItem]:
    """Those of the branch; drafts only of the own unit and its stations."""
    return limited(MediaItem.objects.all(), acting, on)


def last_item_of(unit_id: int) -> MediaItem | None:
    """The item an outlet entered last, to be copied; cancelled ones left out."""
    entered = MediaItem.objects.filter(unit_id=unit_id, revises=None)
    entered = entered.exclude(standing=RecordStanding.CANCELLED)
    return entered.order_by("-created_at", "-pk").first()


def originals_for(acting: Acting, on: date, but: int | None = None) -> QuerySet[MediaItem]:
    """Items another one may be a repeat or repost of, the newest first."""
    found = media_items_visible_to(acting, on).filter(original=None, revises=None)
    found = found.exclude(standing=RecordStanding.CANCELLED)
    if but is not None:
        found = found.exclude(pk=but)
    return found.order_by("-published_on", "-pk")


@dataclass(frozen=True)
class MediaTotals:
    """What a list of items adds up to. ``minutes`` None: nobody reported any."""

    items: int
    originals: int
    minutes: Decimal | None


def totals_of(items: QuerySet[MediaItem]) -> MediaTotals:
    """Count and sums of a list; originals are those on gender equality."""
    summed = items.order_by().aggregate(
        items=Count("pk"),
        originals=Count("pk", filter=Q(on_gender_equality=True, original=None)),
        minutes=Sum("minutes"),
    )
    return MediaTotals(summed["items"], summed["originals"], summed["minutes"])
