"""Submitting: the report as it is known now is frozen and sent."""

from datetime import datetime

from django.db.models import Q

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.rules import require
from songhanh.ledger.models import Entry
from songhanh.records.recording.models import Evidence
from songhanh.registry.orgunits.queries import nearest_versions
from songhanh.reporting.obligations.actions import record_first_submission
from songhanh.reporting.submissions.actions.moving import locked, move
from songhanh.reporting.submissions.enums import Section, SubmissionState
from songhanh.reporting.submissions.errors import NotOwedError
from songhanh.reporting.submissions.figures import Explained, columns
from songhanh.reporting.submissions.freezing import FrozenContent, ProvingFile
from songhanh.reporting.submissions.models import (
    RouteStep,
    Snapshot,
    SnapshotDefinition,
    SnapshotEntry,
    SnapshotFigure,
    SnapshotFile,
    SnapshotText,
    Submission,
    ToldUnit,
)
from songhanh.reporting.submissions.queries import Draft, draft_of
from songhanh.reporting.submissions.routing import Step
from songhanh.reporting.submissions.rules import can_edit


def submit_submission(
    submission: Submission, *, saves: int, acting: Acting, at: datetime
) -> Snapshot:
    """Freeze the report as it is known now and send it to the first level of its route.

    Raises:
        NotAllowedError: somebody else's unit, or it has been sent already.
        ChangedMeanwhileError: somebody saved or submitted since ``saves`` was read.
        NotOwedError, NotBegunError: the obligation is gone since the draft was begun.
    """
    on = day_of(at)
    with recorded("submission.submit", acting=acting, at=at, subject=submission) as fact:
        row = locked(submission, saves, with_filling=True)
        require(can_edit(acting, row, on))
        draft = draft_of(row, at, with_entries=True)
        fact.subject_label = f"{draft.filling.unit_name}, {row.period}"
        if not draft.filling.is_owed:
            raise NotOwedError(row.period)
        snapshot = _freeze(row, draft, acting, at)
        row.versions = snapshot.number
        row.level = 0
        row.awaits_id = next((unit_id for unit_id, _name in draft.filling.route), None)
        move(row, SubmissionState.SUBMITTED, at)
        if not row.is_supplement:
            record_first_submission(
                row.rule, unit_id=row.unit_id, period=row.period, acting=acting, at=at
            )
        fact.details = {"version": snapshot.number, "hash": snapshot.content_hash}
    return snapshot


def _freeze(row: Submission, draft: Draft, acting: Acting, at: datetime) -> Snapshot:
    content = _content(row, draft, at)
    snapshot = Snapshot.objects.create(
        submission=row,
        number=content.number,
        taken_at=at,
        as_of=content.as_of,
        until=content.until,
        unit_code=content.unit_code,
        unit_name=content.unit_name,
        content_hash=content.content_hash,
        acting_user_id=acting.user_id,
    )
    _keep_figures(snapshot, content)
    SnapshotText.objects.bulk_create(
        SnapshotText(snapshot=snapshot, section=section, text=text)
        for section, text in content.texts.items()
    )
    SnapshotFile.objects.bulk_create(
        SnapshotFile(
            snapshot=snapshot,
            record_kind=one.record_kind,
            record_id=one.record_id,
            sha256=one.sha256,
        )
        for one in content.files
    )
    SnapshotDefinition.objects.bulk_create(
        SnapshotDefinition(snapshot=snapshot, ordinal=ordinal, words=words)
        for ordinal, words in content.definitions.items()
    )
    if draft.filling.takes_over_ids:
        ToldUnit.objects.bulk_create(
            ToldUnit(snapshot=snapshot, unit_id=pk) for pk in draft.filling.takes_over_ids
        )
    RouteStep.objects.bulk_create(
        RouteStep(snapshot=snapshot, level=level, unit_id=step.unit_id, name=step.name)
        for level, step in enumerate(content.route, start=1)
    )
    return snapshot


def _content(row: Submission, draft: Draft, at: datetime) -> FrozenContent:
    behind = {one.key: tuple(one.entries) for one in draft.rows}
    version = nearest_versions([row.unit_id], draft.as_of)[row.unit_id]
    kept = {figure.key for figure in draft.figures}
    return FrozenContent(
        plan_code=row.plan.code,
        rule_key=row.rule.element.key,
        unit_code=version.code,
        unit_name=version.name,
        period=row.period,
        number=row.versions + 1,
        taken_at=at,
        as_of=draft.as_of,
        figures=draft.figures,
        entries=behind,
        explained={key: one for key, one in draft.explained.items() if key in kept},
        texts={section: draft.texts[section] for section in Section.values},
        files=_files({pk for ids in behind.values() for pk in ids}),
        definitions=dict(draft.filling.definitions),
        until=draft.filling.until,
        kind=row.kind,
        route=tuple(Step(unit_id, name) for unit_id, name in draft.filling.route),
    )


def _files(entry_ids: set[int]) -> tuple[ProvingFile, ...]:
    """Hashes of the files that prove the records the entries came from."""
    sources = Entry.objects.filter(pk__in=entry_ids).values_list("source_kind", "source_id")
    by_kind: dict[str, set[int]] = {}
    for kind, pk in sources:
        by_kind.setdefault(kind, set()).add(pk)
    if not by_kind:
        return ()
    of_records = Q()
    for kind, ids in by_kind.items():
        of_records |= Q(record_kind=kind, record_id__in=ids)
    found = Evidence.objects.filter(of_records).exclude(sha256="")
    rows = found.values_list("record_kind", "record_id", "sha256")
    return tuple(ProvingFile(*row) for row in rows.order_by("record_kind", "record_id", "sha256"))


def _keep_figures(snapshot: Snapshot, content: FrozenContent) -> None:
    rows = SnapshotFigure.objects.bulk_create(
        SnapshotFigure(
            snapshot=snapshot,
            position=position,
            **columns(figure),
            **_explanation(content.explained.get(figure.key)),
        )
        for position, figure in enumerate(content.figures, start=1)
    )
    SnapshotEntry.objects.bulk_create(
        SnapshotEntry(figure=row, entry_id=pk) for row in rows for pk in content.entries[row.key]
    )


def _explanation(explained: Explained | None) -> dict[str, object]:
    if explained is None:
        return {}
    return {"explained_value": explained.value, "reason": explained.reason}
