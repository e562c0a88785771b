"""What every move of a record goes through: locking, asking, posting."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from django.utils.translation import gettext as _

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.rules import Answer, Denied, NotAllowedError, require
from songhanh.ledger.actions import post_many
from songhanh.records.recording.errors import (
    ChangedMeanwhileError,
    MoveRefusedError,
)
from songhanh.records.recording.kinds import RecordKind
from songhanh.records.recording.models import Record
from songhanh.records.recording.queries import limited
from songhanh.records.recording.rules import (
    can_decide,
    can_move,
    can_record_for,
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
    counting = [record for record in records if not record.is_revision]
    post_many([kind.posting(record, at) for record in counting])
    if kind.after_posting is not None and counting:
        kind.after_posting(counting)


def decidable(kind: RecordKind[R], records: Sequence[R], acting: Acting, at: datetime) -> list[R]:
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


def require_recorder(acting: Acting, record: Record, at: datetime) -> None:
    """Whoever asks enters the records of this unit.

    Raises:
        NotAllowedError: they do not.
    """
    require(can_record_for(acting, record.unit_id, day_of(at)))


def insist(answer: Answer) -> None:
    """The right person asked; if the record's standing forbids it, that is a refusal."""
    if isinstance(answer, Denied):
        raise MoveRefusedError(answer.reason)


def require_moves(rows: Sequence[Record], standing: str) -> None:
    """Every one of the rows may move to the standing.

    Raises:
        MoveRefusedError: one of them may not.
    """
    for row in rows:
        require_move(row, standing)


def require_move(row: Record, standing: str, *, undoing: bool = False) -> None:
    """The row may move to the standing.

    Raises:
        MoveRefusedError: it may not; says where it stands.
    """
    insist(can_move(row, standing, undoing=undoing))


def move(row: Record, standing: str, *, checked: bool = False) -> None:
    """Put the row into a standing and save it."""
    if not checked:
        require_move(row, standing)
    row.standing = standing
    row.version += 1
    row.save()


def told(rows: Sequence[Record]) -> dict[str, object]:
    """What the audit fact of a move over many records tells."""
    return {"records": [row.pk for row in rows]}
