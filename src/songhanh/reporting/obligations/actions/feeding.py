"""Opening, renewing and closing the calendar feed of the own unit."""

import secrets
from datetime import datetime

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import require
from songhanh.reporting.obligations.models import CalendarFeed
from songhanh.reporting.obligations.rules import can_keep_feed


def renew_feed(*, acting: Acting, at: datetime) -> CalendarFeed:
    """Give the own unit a new secret address; an old one opens nothing any more.

    Raises:
        NotAllowedError: by the rule ``can_keep_feed``.
    """
    require(can_keep_feed(acting))
    with recorded("feed.renew", acting=acting, at=at) as fact:
        feed, _made = CalendarFeed.objects.update_or_create(
            unit_id=acting.unit_id,
            defaults={
                "nonce": secrets.token_hex(16),
                "made_at": at,
                "made_by_id": acting.user_id,
                "revoked_at": None,
            },
        )
        fact.subject = feed
    return feed


def revoke_feed(feed: CalendarFeed, *, acting: Acting, at: datetime) -> None:
    """Close the feed of the own unit; its address opens nothing any more.

    Raises:
        NotAllowedError: by the rule ``can_keep_feed``.
    """
    require(can_keep_feed(acting, feed.unit_id))
    with recorded("feed.revoke", acting=acting, at=at, subject=feed):
        row = CalendarFeed.objects.select_for_update().get(pk=feed.pk)
        row.revoked_at = row.revoked_at or at
        row.save(update_fields=["revoked_at"])
