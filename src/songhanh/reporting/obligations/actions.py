"""What can happen to an obligation: first met, waived, the waiver taken back."""

from datetime import datetime

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.programme.rules.models import ReportingRule
from songhanh.reporting.obligations.models import FirstSubmission, Waiver
from songhanh.reporting.obligations.queries import Obligation, standing_waivers
from songhanh.reporting.obligations.rules import can_waive


def record_first_submission(
    rule: ReportingRule, *, unit_id: int, period: str, acting: Acting, at: datetime
) -> FirstSubmission:
    """Note when an obligation was first met; a later submission leaves the first one as it is."""
    with recorded("obligation.first_met", acting=acting, at=at) as fact:
        row, made = FirstSubmission.objects.get_or_create(
            rule=rule,
            unit_id=unit_id,
            period=period,
            defaults={"submitted_at": at, "acting_user_id": acting.user_id},
        )
        if made:
            fact.subject = fact.subject or row
    return row


def waive_obligation(
    obligation: Obligation, *, reason: str, acting: Acting, at: datetime
) -> Waiver:
    """Decide that the unit need not report for the period.

    Raises:
        NotAllowedError: by the rule ``can_waive``.
        RefusedError: no reason is given, or the report has been submitted.
        ConflictError: it is waived already.
    """
    require(can_waive(acting, obligation.unit_id, day_of(at)))
    _require_reason(reason, _("Cần ghi lý do miễn báo cáo. Hãy viết một câu rồi gửi lại."))
    reason = reason.strip()
    if obligation.submitted_on is not None:
        raise RefusedError(_("Đơn vị đã nộp báo cáo kỳ này nên không cần miễn nữa."))
    with recorded("obligation.waive", acting=acting, at=at, reason=reason) as fact:
        _lock(obligation.rule)
        if obligation.key in standing_waivers([obligation.rule], day_of(at)):
            raise ConflictError(_("Báo cáo này đã được miễn từ trước. Hãy tải lại trang."))
        waiver = Waiver.objects.create(
            rule=obligation.rule,
            unit_id=obligation.unit_id,
            period=obligation.period,
            reason=reason,
            decided_at=at,
            acting_user_id=acting.user_id,
        )
        fact.subject = waiver
        fact.subject_label = f"{obligation.unit_name}, {obligation.period}"
    return waiver


def withdraw_waiver(waiver: Waiver, *, reason: str, acting: Acting, at: datetime) -> Waiver:
    """Take a waiver back: the report is owed again.

    Raises:
        NotAllowedError: by the rule ``can_waive``.
        RefusedError: no reason is given.
        ConflictError: it was taken back already.
    """
    require(can_waive(acting, waiver.unit_id, day_of(at)))
    _require_reason(
        reason, _("Cần ghi lý do rút lại việc miễn báo cáo. Hãy viết một câu rồi gửi lại.")
    )
    reason = reason.strip()
    with recorded("obligation.withdraw_waiver", acting=acting, at=at, reason=reason) as fact:
        _lock(waiver.rule)
        if Waiver.objects.filter(undoes=waiver).exists():
            raise ConflictError(_("Quyết định miễn này đã được rút lại. Hãy tải lại trang."))
        counter = Waiver.objects.create(
            rule=waiver.rule,
            unit_id=waiver.unit_id,
            period=waiver.period,
            reason=reason,
            decided_at=at,
            acting_user_id=acting.user_id,
            undoes=waiver,
        )
        fact.subject = counter
    return counter


def _require_reason(reason: str, sentence: str) -> None:
    if not reason.strip():
        raise RefusedError(sentence)


def _lock(rule: ReportingRule) -> None:
    """Decisions about the reports of one rule are taken one after the other."""
    ReportingRule.objects.select_for_update().get(pk=rule.pk)
