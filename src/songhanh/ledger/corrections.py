"""What was corrected after a moment: entries taken back since, entries posted since.

A ledger is never rewritten: a figure that was frozen at a moment is corrected by exactly these.
"""

from datetime import datetime

from django.db.models import F, Q


def added_since(moment: datetime | F) -> Q:
    """Entries that count now and were posted later; ``moment`` may be a column outside."""
    return Q(posted_at__gt=moment, reverses=None, reversed_by=None)


def taken_back_since(moment: datetime | F) -> Q:
    """Entries that counted at the moment and were reversed later."""
    return Q(posted_at__lte=moment, reverses=None, reversed_by__posted_at__gt=moment)
