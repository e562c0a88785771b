"""The calendar of a unit's last days behind a secret address."""

from datetime import date

from django.utils.crypto import constant_time_compare, salted_hmac

from songhanh.reporting.obligations.models import CalendarFeed
from songhanh.reporting.obligations.queries.duties import obligations
from songhanh.reporting.obligations.queries.obligation import Obligation


def feed_of(unit_id: int | None) -> CalendarFeed | None:
    """The open feed of a unit; None where there is none or it was revoked."""
    return CalendarFeed.objects.filter(unit_id=unit_id, revoked_at=None).first()


def token_of(feed: CalendarFeed) -> str:
    """The secret part of its address."""
    told = f"{feed.unit_id}:{feed.nonce}"
    return salted_hmac("obligations.feed", told, algorithm="sha256").hexdigest()[:40]


def feed_behind(unit_id: int, token: str) -> CalendarFeed | None:
    """The open feed an address opens; None for a wrong or an old address alike."""
    feed = feed_of(unit_id)
    return feed if feed and constant_time_compare(token_of(feed), token) else None


def obligations_in_feed(unit_id: int, on: date) -> list[Obligation]:
    """What a unit owes from last year to the next, with a last day."""
    years = {on.year - 1, on.year, on.year + 1}
    found = obligations(as_of=on, unit_ids={unit_id}, years=years)
    return [one for one in found if one.last_day is not None]
