"""Tables of a data package whose rows are records of a plain kind: read, compared, written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.tables import CellReader, ImportCount, TableRow, same_rows_once
from songhanh.ledger.actions import post_many
from songhanh.ledger.drafts import Posting
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.imports import (
    Parsed,
    RecordReader,
    history_of,
    in_parts,
    restand,
)
from songhanh.records.recording.models import Record
from songhanh.records.recording.plain.content import Content, Plain
from songhanh.records.recording.rules import can_import

R = TypeVar("R", bound=Record)

ParsedRow = Parsed[Content]


@dataclass(frozen=True)
class PlainTable(Generic[R]):
    """How rows of one file become records.

    ``read`` gives the unit and the content of a row, None when it cannot be read (the faults are
    in the reader). ``check`` looks at all rows together. ``content_of`` gives what is to be
    compared with a row and defaults to the record's own columns; ``correct`` changes more than
    these when a row says something new.
    """

    plain: Plain[R]
    read: Callable[[RecordReader, TableRow], tuple[int, dict[str, Any]] | None]
    has_standing: bool = False
    check: Callable[[RecordReader, Sequence[ParsedRow]], None] | None = None
    content_of: Callable[[R], Content] | None = None
    correct: Callable[[R, Content, datetime], None] | None = None

    def stored_content(self, record: R) -> Content:
        """What the record says, as a row would say it."""
        whole = (self.content_of or self.plain.content_of)(record)
        return dict(whole)


def import_plain(
    table: PlainTable[R],
    rows: Sequence[TableRow],
    reader: CellReader,
    *,
    acting: Acting,
    at: datetime,
) -> ImportCount:
    """Take in the rows, all or nothing: with any error in ``reader`` nothing is written.

    The same rows again change nothing; a changed row is a correction with history; a row that is
    missing changes nothing.
    """
    require(can_import(acting))
    records = RecordReader(reader, at)
    distinct = same_rows_once(reader, rows, "id")
    for row in rows:
        records.identity(row)
    parsed = [one for row in distinct.values() if (one := _parsed(table, records, row))]
    if table.check is not None:
        table.check(records, parsed)
    if reader.has_errors:
        return ImportCount()
    with recorded(f"{table.plain.kind.code}.import", acting=acting, at=at):
        return _store(table, parsed, acting, at)


def _parsed(table: PlainTable[R], records: RecordReader, row: TableRow) -> ParsedRow | None:
    if table.has_standing:
        standing = records.standing(row)
        moments = records.moments(row, standing)
    else:
        standing, moments = RecordStanding.ACCEPTED.value, records.known_since(row)
    read = table.read(records, row)
    if read is None:
        return None
    unit_id, content = read
    return Parsed(
        row=row,
        external_id=row.cells.get("id", ""),
        unit_id=unit_id,
        place_id=None,
        standing=standing,
        moments=moments,
        content=content,
    )


def _store(
    table: PlainTable[R], parsed: Sequence[ParsedRow], acting: Acting, at: datetime
) -> ImportCount:
    here = _records_here(table.plain, [one.external_id for one in parsed])
    new = [one for one in parsed if one.external_id not in here]
    changed = [
        (here[one.external_id], one)
        for one in parsed
        if one.external_id in here and not _is_same(table, here[one.external_id], one)
    ]
    _made, postings = insert(table.plain, new, acting, at)
    postings += [_correct(table, record, one, at) for record, one in changed]
    post_many(postings)
    return ImportCount(len(new), len(changed), len(parsed) - len(new) - len(changed))


def _records_here(plain: Plain[R], ids: Sequence[str]) -> dict[str, R]:
    found: dict[str, R] = {}
    for part in in_parts(ids):
        rows = plain.kind.records().filter(external_id__in=part).select_for_update(of=("self",))
        found.update((row.external_id, row) for row in plain.kind.with_parts(rows.order_by("pk")))
    return found


def _is_same(table: PlainTable[R], record: R, parsed: ParsedRow) -> bool:
    stored = table.stored_content(record)
    return (
        record.unit_id == parsed.unit_id
        and record.standing == parsed.standing
        and all(stored.get(name) == value for name, value in parsed.content.items())
    )


def insert(
    plain: Plain[R], new: Sequence[ParsedRow], acting: Acting, at: datetime
) -> tuple[list[R], list[Posting]]:
    """Write new records in bulk; gives them with what they are to post."""
    kind = plain.kind
    made = kind.model._default_manager.bulk_create(
        [_filled(plain, one, acting, at) for one in new], batch_size=500
    )
    return made, [
        posting
        for record, one in zip(made, new, strict=True)
        for posting in history_of(
            kind.code,
            record.pk,
            one,
            kind.drafts(record),
            kind.states(record) if kind.states is not None else None,
        )
    ]


def _filled(plain: Plain[R], parsed: ParsedRow, acting: Acting, at: datetime) -> R:
    record = plain.kind.model(
        external_id=parsed.external_id,
        unit_id=parsed.unit_id,
        standing=parsed.standing,
        submitted_at=parsed.moments.submitted_at,
        decided_at=parsed.moments.decided_at,
        decided_by_id=acting.user_id if parsed.moments.decided_at else None,
        created_at=at,
        created_by_id=acting.user_id,
    )
    return plain.fill(record, parsed.content)


def _correct(table: PlainTable[R], record: R, parsed: ParsedRow, at: datetime) -> Posting:
    restand(record, parsed)
    record.unit_id = parsed.unit_id
    table.plain.write(record, parsed.content)
    if table.correct is not None:
        table.correct(record, parsed.content, at)
    return table.plain.kind.posting(record, at)
