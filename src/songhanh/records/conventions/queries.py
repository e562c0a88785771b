"""What a convention is on a day, from its dated rows; all of them for counting."""

from collections import defaultdict
from datetime import date

from songhanh.engines.counting import Convention as CountedConvention
from songhanh.engines.counting import ConventionReview, ConventionState, StateRow
from songhanh.ledger.enums import Standing
from songhanh.ledger.models import StateRow as LedgerRow
from songhanh.ledger.states import rows_known
from songhanh.records.conventions.enums import Finding
from songhanh.records.conventions.kind import ADOPTED, REVIEW, STATE, SUBJECT, TEXT
from songhanh.records.conventions.models import Convention
from songhanh.records.recording.imports import in_parts

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
    found: dict[int, str] = {}
    for part in in_parts(ids):
        found.update(Convention.objects.filter(pk__in=part).values_list("pk", "external_id"))
    return found


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
