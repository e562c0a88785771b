"""What a media item posts to the ledger (counting rules, "What counts" and "Kinds")."""

from collections.abc import Iterator

from songhanh.ledger.drafts import EntryDraft
from songhanh.records.media.content import MediaItemContent


def drafts_of(outlet_id: int, content: MediaItemContent) -> tuple[EntryDraft, ...]:
    """Entries of all measures for the outlet, on the day of publication.

    An item on gender equality is an original or a run of one, never both; any other is counted
    apart. Airtime is airtime, whether it is a first broadcast or a repeat.
    """
    return tuple(_drafts(outlet_id, content))


def _drafts(outlet_id: int, content: MediaItemContent) -> Iterator[EntryDraft]:
    day, channel = content.published_on, content.channel
    if not content.on_gender_equality:
        yield EntryDraft(outlet_id, "item_other", day, 1, channel=channel)
    elif content.original_id is not None:
        yield EntryDraft(outlet_id, "item_repeat", day, 1, channel=channel)
    else:
        with_column = "yes" if content.is_column_issue else "no"
        yield EntryDraft(
            outlet_id, "item_original", day, 1, channel=channel, with_column=with_column
        )
    if content.minutes:
        yield EntryDraft(outlet_id, "airtime_minutes", day, content.minutes, channel=channel)
