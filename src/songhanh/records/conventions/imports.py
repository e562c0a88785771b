"""``conventions.csv`` of a data package: one row says how a convention stands now."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.tables import CellReader, ImportCount, TableRow
from songhanh.ledger.actions import post_many
from songhanh.records.conventions.enums import Happening, State
from songhanh.records.conventions.kind import CONVENTIONS, STEPS
from songhanh.records.conventions.models import Convention
from songhanh.records.conventions.queries import accepted_steps, current
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.imports import RecordReader
from songhanh.records.recording.plain.content import Content
from songhanh.records.recording.plain.imports import PlainTable, import_plain

_SAID_BY = {
    Happening.STATE.value: ("state", "state_on"),
    Happening.TEXT.value: ("text_on",),
    Happening.REVIEW.value: ("reviewed_on", "discriminating"),
}
"""The columns of a row that each kind of step speaks to."""


def import_conventions(
    rows: Sequence[TableRow], reader: CellReader, *, acting: Acting, at: datetime
) -> ImportCount:
    """Take in conventions, all or nothing (``recording.plain.imports``)."""
    return import_plain(TABLE, rows, reader, acting=acting, at=at)


def _correct(convention: Convention, content: Content, at: datetime) -> None:
    """A row that says otherwise is right: steps that say something newer are withdrawn."""
    now = current(convention)
    wrong = [
        step
        for step in accepted_steps(convention).select_for_update().select_related("convention")
        if any(now[name] != content.get(name) for name in _SAID_BY[step.what])
    ]
    for step in wrong:
        step.standing = RecordStanding.CANCELLED
        step.version += 1
        step.save()
    post_many([STEPS.kind.posting(step, at) for step in wrong])


def _read(records: RecordReader, row: TableRow) -> tuple[int, dict[str, Any]] | None:
    cells = records.cells
    days = {
        name: records.day(row, name)
        for name in ("state_on", "adopted_on", "text_on", "reviewed_on")
    }
    content = {
        "title": records.line(row, "village_name", 300, required=True),
        "state": cells.choice(row, "state", State.values, required=True),
        "discriminating": cells.yes_no(row, "discriminating"),
        **days,
    }
    commune = records.keeper(row, "commune_code", list(days.values()))
    return (commune.unit_id, content) if commune else None


TABLE: PlainTable[Convention] = PlainTable(
    plain=CONVENTIONS, read=_read, content_of=current, correct=_correct
)
