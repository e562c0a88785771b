"""Documents sent out, to be named as proof of a duty done (``programme.duties.proving``)."""

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from songhanh.foundation.lib.acting import Acting
from songhanh.programme.duties.proving import MOST_OFFERED, OwnRecord, RecordKey
from songhanh.records.recording.queries import units_recorded_by
from songhanh.reporting.dispatch.models import Dispatch
from songhanh.reporting.dispatch.queries import (
    counted_state_of,
    dispatches_visible_to,
    matching,
)

KIND = "dispatch"
"""What these are called among all that may be named."""


def own_dispatches(acting: Acting, on: date, words: str) -> Iterator[OwnRecord]:
    """The newest issued documents of the units one enters for, in one statement."""
    units = units_recorded_by(acting, on)
    if not units:
        return iter(())
    own = dispatches_visible_to(acting, on).filter(unit_id__in=units, issued_on__isnull=False)
    return _shown(matching(own, words).order_by("-issued_on", "-pk")[:MOST_OFFERED])


def dispatches_seen(acting: Acting, on: date, keys: Collection[RecordKey]) -> Iterator[OwnRecord]:
    """Those of the named documents this person may see."""
    wanted = [pk for kind, pk in keys if kind == KIND]
    if not wanted:
        return iter(())
    return _shown(dispatches_visible_to(acting, on).filter(pk__in=wanted))


def _shown(found: QuerySet[Dispatch]) -> Iterator[OwnRecord]:
    for one in found:
        yield OwnRecord(
            kind=KIND,
            pk=one.pk,
            word=_("văn bản đi"),
            title=f"{one.notation} {one.title}".strip(),
            day=one.issued_on,
            state=str(counted_state_of(one).label),
            address=reverse("dispatch:show", args=[one.pk]),
        )
