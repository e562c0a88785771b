"""Documents sent out and received, as far as somebody may see them."""

from datetime import date

from django.db.models import Count, F, Q, QuerySet

from songhanh.engines.vntext import fold
from songhanh.foundation.lib.acting import Acting
from songhanh.records.recording.queries import units_recorded_by, units_seen_by
from songhanh.reporting.dispatch.enums import DispatchState
from songhanh.reporting.dispatch.models import Dispatch, DispatchRecipient

_TO = "recipients"


def dispatches_visible_to(acting: Acting, on: date) -> QuerySet[Dispatch]:
    """Documents sent out by the units of the branch, with how many got and confirmed them."""
    found = Dispatch.objects.select_related("about_plan", "document").annotate(
        told=Count(_TO),
        sent=Count(_TO, filter=Q(recipients__sent_on__isnull=False)),
        confirmed=Count(_TO, filter=Q(recipients__acknowledged_on__isnull=False)),
    )
    seen = units_seen_by(acting, on)
    return found if seen is None else found.filter(unit_id__in=seen)


def in_state(found: QuerySet[Dispatch], state: str) -> QuerySet[Dispatch]:
    """Those of them in one state."""
    issued = Q(issued_on__isnull=False)
    conditions = {
        DispatchState.PREPARED: ~issued,
        DispatchState.ISSUED: issued & (Q(sent__lt=F("told")) | Q(told=0)),
        DispatchState.SENT: issued & Q(told__gt=0, sent=F("told"), confirmed__lt=F("told")),
        DispatchState.CONFIRMED: issued & Q(told__gt=0, confirmed=F("told")),
    }
    return found.filter(conditions[DispatchState(state)])


def state_of(dispatch: Dispatch, told: int, sent: int, confirmed: int) -> DispatchState:
    """Where one stands, from how many get it, got it and confirmed it."""
    if not dispatch.is_issued:
        return DispatchState.PREPARED
    if not told or sent < told:
        return DispatchState.ISSUED
    return DispatchState.CONFIRMED if confirmed == told else DispatchState.SENT


def counted_state_of(dispatch: Dispatch) -> DispatchState:
    """Where one of ``dispatches_visible_to`` stands, from what was counted along with it."""
    told, sent, confirmed = (getattr(dispatch, name) for name in ("told", "sent", "confirmed"))
    return state_of(dispatch, told, sent, confirmed)


def matching(found: QuerySet[Dispatch], words: str) -> QuerySet[Dispatch]:
    """Those whose number, symbol or abstract hold every word, however it is accented."""
    for word in fold(words).split():
        found = found.filter(folded__contains=word)
    return found


def received_by(acting: Acting, on: date) -> QuerySet[DispatchRecipient]:
    """What was sent to the units somebody records for (a leader: to the own unit)."""
    units = units_recorded_by(acting, on)
    return DispatchRecipient.objects.filter(
        unit_id__in=units, sent_on__isnull=False, dispatch__issued_on__isnull=False
    ).select_related("dispatch__document", "dispatch__plan")


def unconfirmed(acting: Acting, on: date) -> QuerySet[DispatchRecipient]:
    """What was received and waits for a word of receipt, the oldest first."""
    return received_by(acting, on).filter(acknowledged_on__isnull=True).order_by("sent_on", "pk")
