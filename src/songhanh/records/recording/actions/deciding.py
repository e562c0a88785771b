"""Accepting, returning, undoing, cancelling."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.records.recording.actions.shared import (
    decidable,
    insist,
    locked,
    locked_one,
    move,
    post,
    require_move,
    require_moves,
    told,
)
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.errors import (
    MoveRefusedError,
)
from songhanh.records.recording.kinds import RecordKind
from songhanh.records.recording.models import FieldRemark, Record
from songhanh.records.recording.rules import (
    can_cancel,
    can_decide,
    can_withdraw,
)

R = TypeVar("R", bound=Record)
_NOTHING_SAID: Mapping[str, str] = {}


def accept(
    kind: RecordKind[R], records: Sequence[R], *, acting: Acting, at: datetime, remark: str = ""
) -> list[R]:
    """Accept submitted records. A revision's content passes to the record it revises."""
    with recorded(f"{kind.code}.accept", acting=acting, at=at, reason=remark) as fact:
        rows = decidable(kind, records, acting, at)
        require_moves(rows, RecordStanding.ACCEPTED)
        accepted = [_taken_over(kind, row) if row.is_revision else row for row in rows]
        for row in accepted:
            _decide(row, RecordStanding.ACCEPTED, (acting, at, remark))
        post(kind, accepted, at)
        fact.subject = accepted[0] if len(accepted) == 1 else None
        fact.details = told(accepted)
    return accepted


def return_(
    kind: RecordKind[R],
    records: Sequence[R],
    *,
    remark: str,
    acting: Acting,
    at: datetime,
    fields: Mapping[str, str] = _NOTHING_SAID,
) -> list[R]:
    """Send records back with a remark: they count for nothing until they are submitted again.

    ``fields`` are remarks about single fields of the form, by their names.

    Raises:
        RefusedError: without a remark the unit would not know what to mend.
    """
    require(can_decide(acting))
    if not remark.strip():
        raise RefusedError(_("Hãy ghi nhận xét để đơn vị biết cần sửa gì trước khi trả lại."))
    with recorded(f"{kind.code}.return", acting=acting, at=at, reason=remark) as fact:
        rows = decidable(kind, records, acting, at)
        require_moves(rows, RecordStanding.RETURNED)
        rows = [_take_in_open_revision(kind, row) for row in rows]
        for row in rows:
            _decide(row, RecordStanding.RETURNED, (acting, at, remark))
            _remark_on(kind, row, fields, (acting, at))
        post(kind, rows, at)
        fact.subject = rows[0] if len(rows) == 1 else None
        fact.details = told(rows)
    return rows


def undo_acceptance(
    kind: RecordKind[R], records: Sequence[R], *, acting: Acting, at: datetime
) -> list[R]:
    """Take an acceptance back: the records wait again, and count as provisional."""
    with recorded(f"{kind.code}.undo_acceptance", acting=acting, at=at) as fact:
        rows = decidable(kind, records, acting, at)
        _require_no_open_revision(kind, rows)
        for row in rows:
            require_move(row, RecordStanding.SUBMITTED, undoing=True)
            row.decided_at, row.decided_by_id, row.remark = None, None, ""
            move(row, RecordStanding.SUBMITTED, checked=True)
        post(kind, rows, at)
        fact.subject = rows[0] if len(rows) == 1 else None
        fact.details = told(rows)
    return rows


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
            decidable(kind, [row], acting, at)
        insist(can_cancel(acting, row, day_of(at)))
        if row.is_revision:
            row.delete()
            return
        kind.records().filter(revises=row).delete()
        row.remark = reason
        move(row, RecordStanding.CANCELLED)
        post(kind, [row], at)


def withdraw(
    kind: RecordKind[R], records: Sequence[R], *, reason: str, acting: Acting, at: datetime
) -> int:
    """Cancel many records of the own unit that are not accepted; how many were not cancelled yet.

    Raises:
        MoveRefusedError: one of them was accepted meanwhile; nothing is cancelled then.
    """
    with recorded(f"{kind.code}.cancel", acting=acting, at=at, reason=reason) as fact:
        rows = [row for row in locked(kind, records) if row.standing != RecordStanding.CANCELLED]
        accepted = sum(row.standing == RecordStanding.ACCEPTED for row in rows)
        if accepted:
            raise MoveRefusedError(
                _(
                    "%(count)s bản ghi đã được chấp nhận nên chưa hoàn tác được cả lượt. Hãy nhờ "
                    "cơ quan thường trực hoàn tác việc chấp nhận trước."
                )
                % {"count": accepted}
            )
        for row in rows:
            row.remark = reason
            move(row, RecordStanding.CANCELLED)
        post(kind, rows, at)
        fact.details = told(rows)
    return len(rows)


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


def _remark_on(
    kind: RecordKind[R], row: R, fields: Mapping[str, str], by: tuple[Acting, datetime]
) -> None:
    """What was said about its fields before goes; the history keeps it."""
    acting, at = by
    FieldRemark.objects.filter(record_kind=kind.code, record_id=row.pk).delete()
    FieldRemark.objects.bulk_create(
        FieldRemark(
            record_kind=kind.code,
            record_id=row.pk,
            field=name[:40],
            text=text.strip()[:500],
            made_at=at,
            made_by_id=acting.user_id,
        )
        for name, text in fields.items()
        if text.strip()
    )


def _decide(row: Record, standing: str, decision: tuple[Acting, datetime, str]) -> None:
    acting, at, remark = decision
    row.decided_at, row.decided_by_id, row.remark = at, acting.user_id, remark
    move(row, standing, checked=True)


def _taken_over(kind: RecordKind[R], revision: R) -> R:
    """The accepted record with the revision's content; the revision is gone."""
    original = locked_one(kind, kind.records().get(pk=revision.revises_id))
    submitted_at = revision.submitted_at
    kind.take_over(original, revision)
    revision.delete()
    original.submitted_at = submitted_at
    return locked_one(kind, original)
