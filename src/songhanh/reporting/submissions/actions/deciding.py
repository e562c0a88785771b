"""The answers to what was submitted: returned, passed on, approved; recalled while unread."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.reporting.obligations.actions import take_back_first_submission
from songhanh.reporting.submissions.actions.moving import label, locked, move
from songhanh.reporting.submissions.enums import Outcome, Section, SubmissionState
from songhanh.reporting.submissions.errors import ChangedMeanwhileError
from songhanh.reporting.submissions.models import Decision, ReadMark, Remark, Snapshot, Submission
from songhanh.reporting.submissions.rules import can_decide, can_recall, newest_of


def return_submission(
    submission: Submission,
    *,
    version: int,
    reason: str,
    remarks: Mapping[str, str],
    acting: Acting,
    at: datetime,
) -> Decision:
    """Send a version back with a reason, and remarks pinned to figures or parts of the text.

    Raises:
        NotAllowedError: by the rule ``can_decide``.
        ChangedMeanwhileError: the unit has sent another version since.
        RefusedError: no reason is given, or a remark is pinned to a cell that is not there.
    """
    if not reason.strip():
        raise RefusedError(_("Cần ghi lý do trả lại để đơn vị biết phải sửa gì."))
    with recorded(
        "submission.return", acting=acting, at=at, subject=submission, reason=reason.strip()
    ) as fact:
        row, decision = _decide(submission, version, Outcome.RETURNED, reason, (acting, at))
        fact.subject_label = label(row, (acting, at))
        _require_cells(decision.snapshot, remarks)
        Remark.objects.bulk_create(
            Remark(decision=decision, cell=cell, text=text.strip())
            for cell, text in remarks.items()
            if text.strip()
        )
        row.level, row.awaits_id = 0, None
        move(row, SubmissionState.RETURNED, at)
    return decision


def approve_submission(
    submission: Submission, *, version: int, acting: Acting, at: datetime
) -> Decision:
    """Agree to a version: it passes to the next level, from the last one it is approved for ever.

    Raises:
        NotAllowedError: by the rule ``can_decide``.
        ChangedMeanwhileError: the unit has sent another version since.
    """
    with recorded("submission.approve", acting=acting, at=at, subject=submission) as fact:
        row, decision = _decide(submission, version, Outcome.APPROVED, "", (acting, at))
        fact.subject_label = label(row, (acting, at))
        row.level = decision.level
        row.awaits_id = (
            decision.snapshot.steps.filter(level__gt=decision.level)
            .values_list("unit_id", flat=True)
            .first()
        )
        forwarded = decision.outcome == Outcome.FORWARDED
        move(row, SubmissionState.SUBMITTED if forwarded else SubmissionState.APPROVED, at)
        fact.details = {"version": version, "level": decision.level}
    return decision


def recall_submission(submission: Submission, *, acting: Acting, at: datetime) -> Submission:
    """Take back what was sent while nobody has opened it; the frozen version stays as it is.

    The day it was sent on counts no more: a report taken back has not met its obligation. Only one
    that was returned before keeps its first day, which a return does not change.

    Raises:
        NotAllowedError: by the rule ``can_recall``.
    """
    with recorded("submission.recall", acting=acting, at=at, subject=submission) as fact:
        row = locked(submission)
        require(can_recall(acting, row, day_of(at)))
        fact.subject_label = label(row, (acting, at))
        row.awaits_id = None
        move(row, SubmissionState.RECALLED, at)
        returned = Decision.objects.filter(snapshot__submission=row, outcome=Outcome.RETURNED)
        if not row.is_supplement and not returned.exists():
            take_back_first_submission(
                row.rule_id, unit_id=row.unit_id, period=row.period, acting=acting, at=at
            )
    return row


def note_reading(submission: Submission, *, acting: Acting, at: datetime) -> None:
    """Remember who of those that decide opened the waiting version first.

    Raises:
        NotAllowedError: by the rule ``can_decide``.
    """
    with recorded("submission.read", acting=acting, at=at, subject=submission) as fact:
        row = locked(submission)  # a recall at the same moment comes before or after, not between
        require(can_decide(acting, row, day_of(at)))
        fact.subject_label = label(row, (acting, at))
        ReadMark.objects.get_or_create(
            snapshot=newest_of(row).get(), user_id=acting.user_id, defaults={"read_at": at}
        )


def _decide(
    submission: Submission,
    version: int,
    outcome: str,
    reason: str,
    by: tuple[Acting, datetime],
) -> tuple[Submission, Decision]:
    acting, at = by
    row = locked(submission)
    if row.versions != version:
        raise ChangedMeanwhileError
    require(can_decide(acting, row, day_of(at)))
    snapshot = newest_of(row).get()
    level = row.level + 1
    if outcome == Outcome.APPROVED and snapshot.steps.filter(level__gt=level).exists():
        outcome = Outcome.FORWARDED
    decision = Decision.objects.create(
        snapshot=snapshot,
        level=level,
        outcome=outcome,
        reason=reason.strip(),
        decided_at=at,
        acting_user_id=acting.user_id,
    )
    return row, decision


def _require_cells(snapshot: Snapshot, remarks: Mapping[str, str]) -> None:
    cells = {*snapshot.figures.values_list("key", flat=True), *Section.values}
    if not set(remarks) <= cells:
        raise RefusedError(
            _("Nhận xét được ghim vào một ô không có trong báo cáo. Hãy chọn lại ô rồi gửi lại.")
        )
