"""The posting machine: what a record's standing becomes, and what the ledger has of it.

submit   provisional entries        accept   the provisional ones reversed, accepted ones posted
return   all entries reversed       cancel   all entries reversed
reopen   a revision is made; the accepted record counts as it was until the revision is accepted

Every function locks the rows it changes, in the order of their keys, and posts for all of them at
once.
"""

import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from django.db import IntegrityError
from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import Answer, Denied, NotAllowedError, require
from songhanh.ledger.actions import post_many
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.errors import (
    ChangedMeanwhileError,
    KeyTakenError,
    MoveRefusedError,
)
from songhanh.records.recording.kinds import RecordKind
from songhanh.records.recording.models import Record
from songhanh.records.recording.queries import limited
from songhanh.records.recording.rules import (
    can_cancel,
    can_change,
    can_decide,
    can_move,
    can_record_for,
    can_reopen,
    can_submit,
    can_withdraw,
)

R = TypeVar("R", bound=Record)


def locked(kind: RecordKind[R], records: Iterable[R]) -> list[R]:
    """The rows as they stand now, locked until the transaction ends, in the order of their keys."""
    wanted = {record.pk for record in records}
    rows = kind.records().filter(pk__in=wanted).select_for_update(of=("self",)).order_by("pk")
    return list(kind.with_parts(rows))


def locked_one(kind: RecordKind[R], record: R, version: int | None = None) -> R:
    """One row, locked; with ``version``, only if nobody saved it since that version was read.

    Raises:
        ChangedMeanwhileError: somebody did, or the row is gone.
    """
    rows = locked(kind, [record])
    if not rows or (version is not None and rows[0].version != version):
        raise ChangedMeanwhileError
    return rows[0]


def post(kind: RecordKind[R], records: Sequence[R], at: datetime) -> None:
    """Make the ledger say what these records say now. Revisions post nothing."""
    post_many([kind.posting(record, at) for record in records if not record.is_revision])


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
        _require_recorder(acting, row, at)
        _insist(can_change(acting, row, day_of(at)))
        row.version += 1
        write(row)
        row = locked_one(kind, row)
        post(kind, [row], at)
    return row


def submit(kind: RecordKind[R], record: R, *, acting: Acting, at: datetime) -> R:
    """Send a record for acceptance: its provisional entries are posted."""
    with recorded(f"{kind.code}.submit", acting=acting, at=at, subject=record):
        row = locked_one(kind, record)
        _require_recorder(acting, row, at)
        _insist(can_submit(acting, row, day_of(at)))
        row.submitted_at = at
        _move(row, RecordStanding.SUBMITTED)
        post(kind, [row], at)
    return row


def accept(
    kind: RecordKind[R], records: Sequence[R], *, acting: Acting, at: datetime, remark: str = ""
) -> list[R]:
    """Accept submitted records. A revision's content passes to the record it revises."""
    with recorded(f"{kind.code}.accept", acting=acting, at=at, reason=remark) as fact:
        rows = _decidable(kind, records, acting, at)
        _require_moves(rows, RecordStanding.ACCEPTED)
        accepted = [_taken_over(kind, row) if row.is_revision else row for row in rows]
        for row in accepted:
            _decide(row, RecordStanding.ACCEPTED, (acting, at, remark))
        post(kind, accepted, at)
        fact.subject = accepted[0] if len(accepted) == 1 else None
        fact.details = _told(accepted)
    return accepted


def return_(
    kind: RecordKind[R], records: Sequence[R], *, remark: str, acting: Acting, at: datetime
) -> list[R]:
    """Send records back with a remark: they count for nothing until they are submitted again.

    Raises:
        RefusedError: without a remark the unit would not know what to mend.
    """
    require(can_decide(acting))
    if not remark.strip():
        raise RefusedError(_("Hãy ghi nhận xét để đơn vị biết cần sửa gì trước khi trả lại."))
    with recorded(f"{kind.code}.return", acting=acting, at=at, reason=remark) as fact:
        rows = _decidable(kind, records, acting, at)
        _require_moves(rows, RecordStanding.RETURNED)
        rows = [_take_in_open_revision(kind, row) for row in rows]
        for row in rows:
            _decide(row, RecordStanding.RETURNED, (acting, at, remark))
        post(kind, rows, at)
        fact.subject = rows[0] if len(rows) == 1 else None
        fact.details = _told(rows)
    return rows


def undo_acceptance(
    kind: RecordKind[R], records: Sequence[R], *, acting: Acting, at: datetime
) -> list[R]:
    """Take an acceptance back: the records wait again, and count as provisional."""
    with recorded(f"{kind.code}.undo_acceptance", acting=acting, at=at) as fact:
        rows = _decidable(kind, records, acting, at)
        _require_no_open_revision(kind, rows)
        for row in rows:
            _require_move(row, RecordStanding.SUBMITTED, undoing=True)
            row.decided_at, row.decided_by_id, row.remark = None, None, ""
            _move(row, RecordStanding.SUBMITTED, checked=True)
        post(kind, rows, at)
        fact.subject = rows[0] if len(rows) == 1 else None
        fact.details = _told(rows)
    return rows


def reopen(kind: RecordKind[R], record: R, *, reason: str, acting: Acting, at: datetime) -> R:
    """Open an accepted record again (mở lại): gives the revision, or the one already open.

    Raises:
        RefusedError: without a reason.
    """
    _require_recorder(acting, record, at)
    if not reason.strip():
        raise RefusedError(_("Hãy ghi lý do mở lại bản ghi đã được chấp nhận."))
    with recorded(f"{kind.code}.reopen", acting=acting, at=at, subject=record, reason=reason):
        row = locked_one(kind, record)
        _insist(can_reopen(acting, row, day_of(at)))
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


def cancel(kind: RecordKind[R], record: R, *, reason: str, acting: Acting, at: datetime) -> None:
    """Cancel a record: it counts for nothing and stays to be seen. A revision is given up.

    Raises:
        RefusedError: without a reason.
    """
    require(can_withdraw(acting, record, day_of(at)))
    if not reason.strip():
        raise RefusedError(_("Hãy ghi lý do hủy bản ghi này."))
    with recorded(f"{kind.code}.cancel", acting=acting, at=at, subject=record, reason=reason):
        row = locked_one(kind, record)
        if row.standing == RecordStanding.ACCEPTED:
            _decidable(kind, [row], acting, at)
        _insist(can_cancel(acting, row, day_of(at)))
        if row.is_revision:
            row.delete()
            return
        kind.records().filter(revises=row).delete()
        row.remark = reason
        _move(row, RecordStanding.CANCELLED)
        post(kind, [row], at)


def _decidable(kind: RecordKind[R], records: Sequence[R], acting: Acting, at: datetime) -> list[R]:
    """The rows, locked, if somebody may decide about every one of them.

    Raises:
        NotAllowedError: another role, or a record outside of the acting branch.
    """
    require(can_decide(acting))
    rows = locked(kind, records)
    ids = [row.pk for row in rows]
    inside = limited(kind.records().filter(pk__in=ids), acting, day_of(at)).count()
    if not rows or inside != len({record.pk for record in records}):
        raise NotAllowedError(_("Có bản ghi không thuộc phạm vi của bạn hoặc không còn nữa."))
    return rows


def _require_recorder(acting: Acting, record: Record, at: datetime) -> None:
    require(can_record_for(acting, record.unit_id, day_of(at)))


def _insist(answer: Answer) -> None:
    """The right person asked; if the record's standing forbids it, that is a refusal."""
    if isinstance(answer, Denied):
        raise MoveRefusedError(answer.reason)


def _require_moves(rows: Sequence[Record], standing: str) -> None:
    for row in rows:
        _require_move(row, standing)


def _require_move(row: Record, standing: str, *, undoing: bool = False) -> None:
    _insist(can_move(row, standing, undoing=undoing))


def _require_no_open_revision(kind: RecordKind[R], rows: Sequence[R]) -> None:
    opened = kind.records().filter(revises__in=rows).first()
    if opened is not None:
        raise MoveRefusedError(
            _("Đơn vị đang mở lại bản ghi “%(title)s” để sửa nên chưa hoàn tác được.")
            % {"title": opened.title}
        )


def _take_in_open_revision(kind: RecordKind[R], row: R) -> R:
    """What the unit already typed into a revision of a record that goes back to it is not lost."""
    revision = kind.records().filter(revises=row).first()
    if revision is None:
        return row
    kind.take_over(row, revision)
    revision.delete()
    return locked_one(kind, row)


def _move(row: Record, standing: str, *, checked: bool = False) -> None:
    if not checked:
        _require_move(row, standing)
    row.standing = standing
    row.version += 1
    row.save()


def _decide(row: Record, standing: str, decision: tuple[Acting, datetime, str]) -> None:
    acting, at, remark = decision
    row.decided_at, row.decided_by_id, row.remark = at, acting.user_id, remark
    _move(row, standing, checked=True)


def _taken_over(kind: RecordKind[R], revision: R) -> R:
    """The accepted record with the revision's content; the revision is gone."""
    original = locked_one(kind, kind.records().get(pk=revision.revises_id))
    submitted_at = revision.submitted_at
    kind.take_over(original, revision)
    revision.delete()
    original.submitted_at = submitted_at
    return locked_one(kind, original)


def _told(rows: Sequence[Record]) -> dict[str, object]:
    return {"records": [row.pk for row in rows]}
