"""The answers to what was submitted: returned with remarks, or approved."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.reporting.submissions.actions.moving import label, move
from songhanh.reporting.submissions.enums import Outcome, Section, SubmissionState
from songhanh.reporting.submissions.errors import ChangedMeanwhileError
from songhanh.reporting.submissions.models import Decision, Remark, Snapshot, Submission
from songhanh.reporting.submissions.rules import can_decide


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
        fact.subject_label = label(row, day_of(at))
        _require_cells(decision.snapshot, remarks)
        Remark.objects.bulk_create(
            Remark(decision=decision, cell=cell, text=text.strip())
            for cell, text in remarks.items()
            if text.strip()
        )
        move(row, SubmissionState.RETURNED, at)
    return decision


def approve_submission(
    submission: Submission, *, version: int, acting: Acting, at: datetime
) -> Decision:
    """Approve a version: it is what the unit reported, for ever.

    Raises:
        NotAllowedError: by the rule ``can_decide``.
        ChangedMeanwhileError: the unit has sent another version since.
    """
    with recorded("submission.approve", acting=acting, at=at, subject=submission) as fact:
        row, decision = _decide(submission, version, Outcome.APPROVED, "", (acting, at))
        fact.subject_label = label(row, day_of(at))
        move(row, SubmissionState.APPROVED, at)
    return decision


def _decide(
    submission: Submission,
    version: int,
    outcome: str,
    reason: str,
    by: tuple[Acting, datetime],
) -> tuple[Submission, Decision]:
    acting, at = by
    row = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    if row.versions != version:
        raise ChangedMeanwhileError
    require(can_decide(acting, row, day_of(at)))
    decision = Decision.objects.create(
        snapshot=Snapshot.objects.get(submission=row, number=version),
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
