"""``conventions.csv`` of a data package: one row says how a convention stands now."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.tables import CellReader, ImportCount, TableRow
from songhanh.ledger.actions import post_many
from songhanh.records.conventions.enums import Happening, State
from songhanh.records.conventions.kind import CONVENTIONS, STEPS
from songhanh.records.conventions.models import Convention, ConventionStep
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


def current(convention: Convention) -> dict[str, Any]:
    """How a convention stands now: what was entered first, and the newest accepted steps."""
    said = CONVENTIONS.content_of(convention)
    own_days = {
        Happening.STATE.value: convention.state_on,
        Happening.TEXT.value: convention.text_on,
        Happening.REVIEW.value: convention.reviewed_on,
    }
    for step in _steps(convention).order_by("happened_on", "pk"):
        own = own_days[step.what]
        if own is None or step.happened_on >= own:
            said |= _said_by(step)
    return said


def _said_by(step: ConventionStep) -> dict[str, Any]:
    if step.what == Happening.STATE:
        return {"state": step.state, "state_on": step.happened_on}
    if step.what == Happening.TEXT:
        return {"text_on": step.happened_on}
    return {"reviewed_on": step.happened_on, "discriminating": step.discriminating}


def _steps(convention: Convention) -> Any:
    return ConventionStep.objects.filter(
        convention=convention, standing=RecordStanding.ACCEPTED, revises=None
    )


def _correct(convention: Convention, content: Content, at: datetime) -> None:
    """A row that says otherwise is right: steps that say something newer are withdrawn."""
    now = current(convention)
    wrong = [
        step
        for step in _steps(convention).select_for_update().select_related("convention")
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
