"""A unit enters its records, changes them, sends them, opens them again."""

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.db import IntegrityError
from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.records.recording.actions.shared import (
    insist,
    locked_one,
    move,
    post,
    require_recorder,
)
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.errors import (
    KeyTakenError,
)
from songhanh.records.recording.kinds import RecordKind
from songhanh.records.recording.models import Record
from songhanh.records.recording.rules import (
    can_change,
    can_record_for,
    can_reopen,
    can_submit,
)

R = TypeVar("R", bound=Record)


def create_once(
    kind: RecordKind[R],
    blank: R,
    write: Callable[[R], None],
    *,
    acting: Acting,
    at: datetime,
) -> R:
    """Enter a record as a draft; ``write`` fills and saves it. One key makes one record.

    A form sent twice, even at the same moment, gives the record made by the first.

    Raises:
        KeyTakenError: the key is that of somebody else's record.
    """
    require(can_record_for(acting, blank.unit_id, day_of(at)))
    blank.external_id = blank.external_id or str(uuid.uuid4())
    blank.created_at, blank.created_by_id = at, acting.user_id
    existing = _made_before(kind, blank)
    if existing is not None:
        return existing
    try:
        with recorded(f"{kind.code}.create", acting=acting, at=at) as fact:
            write(blank)
            fact.subject = blank
    except IntegrityError:
        existing = _made_before(kind, blank)
        if existing is None:
            raise
        return existing
    return blank


def _made_before(kind: RecordKind[R], blank: R) -> R | None:
    existing = kind.records().filter(external_id=blank.external_id).first()
    if existing is None:
        return None
    if (existing.unit_id, existing.created_by_id) != (blank.unit_id, blank.created_by_id):
        raise KeyTakenError
    return existing


def change(
    kind: RecordKind[R],
    record: R,
    write: Callable[[R], None],
    *,
    version: int,
    acting: Acting,
    at: datetime,
) -> R:
    """Change the content of a record that is not accepted yet; its entries follow.

    Raises:
        ChangedMeanwhileError: somebody saved it since ``version`` was read.
    """
    with recorded(f"{kind.code}.change", acting=acting, at=at, subject=record):
        row = locked_one(kind, record, version)
        require_recorder(acting, row, at)
        insist(can_change(acting, row, day_of(at)))
        row.version += 1
        write(row)
        row = locked_one(kind, row)
        post(kind, [row], at)
    return row


def submit(kind: RecordKind[R], record: R, *, acting: Acting, at: datetime) -> R:
    """Send a record for acceptance: its provisional entries are posted."""
    with recorded(f"{kind.code}.submit", acting=acting, at=at, subject=record):
        row = locked_one(kind, record)
        require_recorder(acting, row, at)
        insist(can_submit(acting, row, day_of(at)))
        row.submitted_at = at
        move(row, RecordStanding.SUBMITTED)
        post(kind, [row], at)
    return row


def reopen(kind: RecordKind[R], record: R, *, reason: str, acting: Acting, at: datetime) -> R:
    """Open an accepted record again (mở lại): gives the revision, or the one already open.

    Raises:
        RefusedError: without a reason.
    """
    require_recorder(acting, record, at)
    if not reason.strip():
        raise RefusedError(_("Hãy ghi lý do mở lại bản ghi đã được chấp nhận."))
    with recorded(f"{kind.code}.reopen", acting=acting, at=at, subject=record, reason=reason):
        row = locked_one(kind, record)
        insist(can_reopen(acting, row, day_of(at)))
        open_already = kind.records().filter(revises=row).first()
        if open_already is not None:
            return open_already
        revision = kind.model(
            external_id=f"{row.external_id[:150]}~{at:%Y%m%dT%H%M%S%f}",
            unit_id=row.unit_id,
            standing=RecordStanding.DRAFT,
            revises=row,
            created_at=at,
            created_by_id=acting.user_id,
        )
        kind.take_over(revision, row)
    return revision
