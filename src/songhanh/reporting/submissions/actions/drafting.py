"""Beginning a report and writing in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.programme.rules.models import ReportingRule
from songhanh.reporting.submissions.actions.moving import label, locked, require_owed, touch
from songhanh.reporting.submissions.enums import Section
from songhanh.reporting.submissions.errors import AlreadyThereError
from songhanh.reporting.submissions.figures import Explained
from songhanh.reporting.submissions.models import DraftExplanation, DraftText, Submission
from songhanh.reporting.submissions.queries import draft_of, submission_of
from songhanh.reporting.submissions.rules import can_edit, can_report_for


@dataclass(frozen=True)
class Written:
    """What a unit writes: parts of the text, and explanations by figure (None takes one back).

    What is not named stays as it is.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    explained: Mapping[str, Explained | None] = field(default_factory=dict)


def begin_submission(
    rule: ReportingRule, *, unit_id: int, period: str, acting: Acting, at: datetime
) -> Submission:
    """Start the report of an obligation.

    Raises:
        NotAllowedError: somebody else's unit.
        NotOwedError: the unit owes no such report.
        NotBegunError: the period lies ahead.
        RefusedError: the rule asks for a summary, which is drawn up elsewhere.
        AlreadyThereError: the report exists.
    """
    on = day_of(at)
    require(can_report_for(acting, unit_id, on))
    require_owed(rule, unit_id, period, on)
    with recorded("submission.begin", acting=acting, at=at) as fact:
        ReportingRule.objects.select_for_update().get(pk=rule.pk)  # two at once: one waits
        if submission_of(rule, unit_id, period) is not None:
            raise AlreadyThereError
        submission = Submission.objects.create(
            plan_id=rule.element.plan_id,
            rule=rule,
            unit_id=unit_id,
            period=period,
            created_at=at,
            changed_at=at,
        )
        fact.subject = submission
        fact.subject_label = label(submission, on)
    return submission


def save_submission(
    submission: Submission, written: Written, *, saves: int, acting: Acting, at: datetime
) -> Submission:
    """Keep what the unit wrote.

    Raises:
        NotAllowedError: somebody else's unit, or nothing can be changed now.
        ChangedMeanwhileError: somebody saved since ``saves`` was read.
        RefusedError: an explanation without a reason or of a figure that is not there.
    """
    with recorded("submission.save", acting=acting, at=at, subject=submission) as fact:
        row = locked(submission, saves)
        fact.subject_label = label(row, day_of(at))
        require(can_edit(acting, row, day_of(at)))
        if written.explained:
            _require_explainable(row, written.explained, day_of(at))
        for section, text in written.texts.items():
            DraftText.objects.update_or_create(
                submission=row, section=Section(section), defaults={"text": text}
            )
        for key, explained in written.explained.items():
            _explain(row, key, explained)
        touch(row, at)
    return row


def _require_explainable(
    row: Submission, explained: Mapping[str, Explained | None], on: date
) -> None:
    figures = {figure.key for figure in draft_of(row, on).figures}
    for key, one in explained.items():
        if key not in figures:
            raise RefusedError(_("Báo cáo không có số liệu này. Hãy chọn lại trong bảng số liệu."))
        if one is not None and not one.reason.strip():
            raise RefusedError(_("Số liệu giải trình cần có lý do. Hãy ghi lý do rồi lưu lại."))
        if one is not None and one.value is not None and one.value < 0:
            raise RefusedError(_("Số liệu giải trình không thể nhỏ hơn 0. Hãy kiểm tra lại số."))


def _explain(row: Submission, key: str, explained: Explained | None) -> None:
    if explained is None:
        DraftExplanation.objects.filter(submission=row, key=key).delete()
        return
    value = None if explained.value is None else explained.value.quantize(Decimal("0.0001"))
    DraftExplanation.objects.update_or_create(
        submission=row, key=key, defaults={"value": value, "reason": explained.reason.strip()}
    )
