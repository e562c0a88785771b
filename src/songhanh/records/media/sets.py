"""What media items post, told to the database: ``entries.drafts_of`` for many at once."""

from django.db.models import Case, Q, QuerySet, Value, When

from songhanh.ledger.comparing import Rows
from songhanh.records.media.content import FEATURE
from songhanh.records.media.models import MediaItem
from songhanh.records.recording.sets import posted_rows

_DAY = "published_on"
_WITH_COLUMN = Case(
    When(~Q(column_name="") | Q(type=FEATURE), then=Value("yes")), default=Value("no")
)


def entries_of(items: QuerySet[MediaItem]) -> list[Rows]:
    """The entries these items should have."""
    counted = items.filter(on_gender_equality=True)
    other = items.filter(Q(on_gender_equality=False) | Q(on_gender_equality=None))
    originals = counted.filter(original=None)
    return [
        posted_rows(other, "item_other", _DAY, channel="channel"),
        posted_rows(counted.exclude(original=None), "item_repeat", _DAY, channel="channel"),
        posted_rows(originals, "item_original", _DAY, channel="channel", with_column=_WITH_COLUMN),
        posted_rows(
            items.exclude(minutes=None).exclude(minutes=0),
            "airtime_minutes",
            _DAY,
            quantity="minutes",
            channel="channel",
        ),
    ]
