"""What a convention is on a day, from its dated rows; all of them for counting."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import QuerySet

from songhanh.engines.counting import Convention as CountedConvention
from songhanh.engines.counting import ConventionReview, ConventionState, StateRow
from songhanh.ledger.enums import Standing
from songhanh.ledger.models import StateRow as LedgerRow
from songhanh.ledger.states import rows_known
from songhanh.records.conventions.enums import Finding, Happening
from songhanh.records.conventions.kind import ADOPTED, CONVENTIONS, REVIEW, STATE, SUBJECT, TEXT
from songhanh.records.conventions.models import Convention, ConventionStep
from songhanh.records.recording.enums import RecordStanding

_FINDINGS = {Finding.YES.value: True, Finding.NO.value: False}


def conventions_counted(
    *,
    known_on: date | None = None,
    standing: str = Standing.ACCEPTED,
    convention_id: int | None = None,
) -> list[CountedConvention]:
    """Every convention with its history, as known on a day, for the counting engine.

    Under ``provisional`` what is only submitted stands beside what is accepted. ``convention_id``
    narrows to one.
    """
    rows = rows_known(SUBJECT, known_on=known_on, standing=standing)
    if convention_id is not None:
        rows = rows.filter(subject_id=convention_id)
    by_subject: dict[int, list[LedgerRow]] = defaultdict(list)
    for row in rows:
        by_subject[row.subject_id].append(row)
    names = _external_ids(list(by_subject))
    return [
        counted
        for subject, own in sorted(by_subject.items())
        if (counted := _counted(names.get(subject, str(subject)), own)) is not None
    ]


def _external_ids(ids: list[int]) -> dict[int, str]:
    if len(ids) == 1:
        return dict(Convention.objects.filter(pk__in=ids).values_list("pk", "external_id"))
    return dict(Convention.objects.values_list("pk", "external_id"))


def _counted(name: str, rows: list[LedgerRow]) -> CountedConvention | None:
    """One convention. Without a row of its own (only a step is known) it is not there yet."""
    by_aspect: dict[str, list[LedgerRow]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: one.holds_from or date.min):
        by_aspect[row.aspect].append(row)
    own = [row for row in by_aspect[STATE] if row.source_kind == SUBJECT]
    if not own:
        return None
    adopted = by_aspect[ADOPTED]
    return CountedConvention(
        id=name,
        commune_id=own[-1].unit_id,
        states=tuple(
            StateRow(ConventionState(row.state), row.holds_from) for row in by_aspect[STATE]
        ),
        adopted_on=adopted[-1].holds_from if adopted else None,
        texts_on=tuple(row.holds_from for row in by_aspect[TEXT] if row.holds_from),
        reviews=tuple(
            ConventionReview(row.holds_from, _FINDINGS.get(row.state))
            for row in by_aspect[REVIEW]
            if row.holds_from
        ),
    )


def current(convention: Convention) -> dict[str, Any]:
    """How a convention stands now: what was entered first, and the newest accepted steps."""
    said = CONVENTIONS.content_of(convention)
    own_days = {
        Happening.STATE.value: convention.state_on,
        Happening.TEXT.value: convention.text_on,
        Happening.REVIEW.value: convention.reviewed_on,
    }
    for step in accepted_steps(convention).order_by("happened_on", "pk"):
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


def accepted_steps(convention: Convention) -> QuerySet[ConventionStep]:
    """What happened to a convention since it was entered, as far as it is accepted."""
    return ConventionStep.objects.filter(
        convention=convention, standing=RecordStanding.ACCEPTED, revises=None
    )
