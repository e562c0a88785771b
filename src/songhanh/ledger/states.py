"""What is, rather than happens: a stage, a convention's state, a model alive, as dated rows.

As-of and known-on mean the same as for entries: a row holds from its day on, and is known from the
moment it was posted until a later row withdraws it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from songhanh.foundation.lib.clock import end_of
from songhanh.ledger.enums import Standing
from songhanh.ledger.models import StateRow


@dataclass(frozen=True, slots=True)
class StateDraft:
    """A subject is in a state from a day on; ``holds_from`` None means since ever."""

    unit_id: int
    subject_kind: str
    subject_id: int
    aspect: str
    state: str
    holds_from: date | None = None


def record_state(
    draft: StateDraft, *, posted_at: datetime, standing: str = Standing.ACCEPTED
) -> StateRow:
    """Write one dated row."""
    return StateRow.objects.create(
        unit_id=draft.unit_id,
        subject_kind=draft.subject_kind,
        subject_id=draft.subject_id,
        aspect=draft.aspect,
        state=draft.state,
        holds_from=draft.holds_from,
        standing=standing,
        posted_at=posted_at,
    )


def withdraw_state(row: StateRow, *, posted_at: datetime) -> StateRow:
    """Take a row back from this moment on; what was known before stays known."""
    with transaction.atomic():
        return StateRow.objects.create(
            unit_id=row.unit_id,
            subject_kind=row.subject_kind,
            subject_id=row.subject_id,
            aspect=row.aspect,
            state=row.state,
            holds_from=row.holds_from,
            standing=row.standing,
            posted_at=max(posted_at, row.posted_at),
            withdraws=row,
        )


def states_on(
    subject_kind: str,
    aspect: str,
    *,
    as_of: date,
    known_on: date | None = None,
    standing: str = Standing.ACCEPTED,
    subject_ids: Collection[int] | None = None,
) -> dict[int, StateRow]:
    """The row that holds for each subject on a day, by the subject's key.

    Of several the newest day decides, and on one day the row posted last.
    """
    rows = StateRow.objects.filter(
        Q(holds_from__isnull=True) | Q(holds_from__lte=as_of),
        subject_kind=subject_kind,
        aspect=aspect,
        withdraws=None,
    )
    withdrawn = Q(withdrawn_by__isnull=False)
    if standing == Standing.ACCEPTED:
        rows = rows.filter(standing=Standing.ACCEPTED)
    if known_on:
        rows = rows.filter(posted_at__lt=end_of(known_on))
        withdrawn &= Q(withdrawn_by__posted_at__lt=end_of(known_on))
    if subject_ids is not None:
        rows = rows.filter(subject_id__in=list(subject_ids))
    held: dict[int, StateRow] = {}
    for row in rows.exclude(withdrawn).order_by("posted_at", "id"):
        before = held.get(row.subject_id)
        if before is None or (row.holds_from or date.min) >= (before.holds_from or date.min):
            held[row.subject_id] = row
    return held


def state_on(
    subject_kind: str, subject_id: int, aspect: str, *, as_of: date, known_on: date | None = None
) -> StateRow | None:
    """The accepted row that holds for one subject on a day, or None."""
    rows = states_on(subject_kind, aspect, as_of=as_of, known_on=known_on, subject_ids=[subject_id])
    return rows.get(subject_id)
