"""What was corrected after a moment: entries taken back since, entries posted since.

A ledger is never rewritten: a figure that was frozen at a moment is corrected by exactly these.
"""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import F, Q

from songhanh.foundation.lib.among import among
from songhanh.ledger.enums import Standing
from songhanh.ledger.models import Entry


def added_since(moment: datetime | F) -> Q:
    """Entries that count now and were posted later; ``moment`` may be a column outside."""
    return Q(posted_at__gt=moment, reverses=None, reversed_by=None)


def taken_back_since(moment: datetime | F) -> Q:
    """Entries that counted at the moment and were reversed later."""
    return Q(posted_at__lte=moment, reverses=None, reversed_by__posted_at__gt=moment)


def corrections(
    measures: Collection[str],
    unit_ids: Collection[int],
    *,
    first: date,
    last: date,
    standing: str,
    since: datetime,
) -> list[Entry]:
    """Entries of some measures and units that were taken back or posted after a moment, by day."""
    counted = {"standing": Standing.ACCEPTED} if standing == Standing.ACCEPTED else {}
    found = Entry.objects.filter(
        added_since(since) | taken_back_since(since),
        among("unit_id", unit_ids),
        measure__in=measures,
        occurred_on__range=(first, last),
        **counted,
    )
    return list(found.select_related("reversed_by").order_by("occurred_on", "id"))
