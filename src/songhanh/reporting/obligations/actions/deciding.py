"""What can happen to an obligation: first met, waived, put off, and either taken back."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.programme.rules.models import ReportingRule
from songhanh.reporting.obligations.models import Extension, FirstSubmission, TakenBack, Waiver
from songhanh.reporting.obligations.queries import (
    Obligation,
    standing_extensions,
    standing_waivers,
)
from songhanh.reporting.obligations.rules import can_decide


def record_first_submission(
    rule: ReportingRule, *, unit_id: int, period: str, acting: Acting, at: datetime
) -> FirstSubmission:
    """Note when an obligation was first met; a later submission leaves the first one as it is.

    Whoever calls it holds the report locked, so that nobody else notes the same.
    """
    with recorded("obligation.first_met", acting=acting, at=at) as fact:
        row = _first_of(rule.pk, unit_id, period)
        if row is None:
            row = FirstSubmission.objects.create(
                rule=rule,
                unit_id=unit_id,
                period=period,
                submitted_at=at,
                acting_user_id=acting.user_id,
            )
            fact.subject = row
    return row


def take_back_first_submission(
    rule_id: int, *, unit_id: int, period: str, acting: Acting, at: datetime
) -> None:
    """Note that what met an obligation was recalled unread: it is not met any more."""
    with recorded("obligation.take_back", acting=acting, at=at) as fact:
        first = _first_of(rule_id, unit_id, period)
        if first is not None:
            fact.subject = TakenBack.objects.create(
                first=first, taken_back_at=at, acting_user_id=acting.user_id
            )


def _first_of(rule_id: int, unit_id: int, period: str) -> FirstSubmission | None:
    """The submission that met an obligation and was not taken back."""
    return FirstSubmission.objects.filter(
        rule_id=rule_id, unit_id=unit_id, period=period, taken_back=None
    ).first()


def waive_obligation(
    obligation: Obligation, *, reason: str, acting: Acting, at: datetime
) -> Waiver:
    """Decide that the unit need not report for the period.

    Raises:
        NotAllowedError: by the rule ``can_decide``.
        RefusedError: no reason is given, or the report has been submitted.
        ConflictError: it is waived already.
    """
    require(can_decide(acting, obligation.unit_id, day_of(at)))
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
        NotAllowedError: by the rule ``can_decide``.
        RefusedError: no reason is given.
        ConflictError: it was taken back already.
    """
    require(can_decide(acting, waiver.unit_id, day_of(at)))
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


def extend_obligation(
    obligation: Obligation, *, until: date, reason: str, acting: Acting, at: datetime
) -> Extension:
    """Give the unit a later last day for this report; ``until`` is inside.

    Raises:
        NotAllowedError: by the rule ``can_decide``.
        RefusedError: no reason, no later day than the one that counts, a report without a day, one
            that is waived or has been submitted.
    """
    require(can_decide(acting, obligation.unit_id, day_of(at)))
    _require_reason(reason, _("Cần ghi lý do gia hạn báo cáo. Hãy viết một câu rồi gửi lại."))
    with recorded("obligation.extend", acting=acting, at=at, reason=reason.strip()) as fact:
        _lock(obligation.rule)
        _require_later(obligation, until, day_of(at))
        extension = Extension.objects.create(
            rule=obligation.rule,
            unit_id=obligation.unit_id,
            period=obligation.period,
            last_day=until,
            reason=reason.strip(),
            decided_at=at,
            acting_user_id=acting.user_id,
        )
        fact.subject = extension
        fact.subject_label = f"{obligation.unit_name}, {obligation.period}"
    return extension


def withdraw_extension(
    extension: Extension, *, reason: str, acting: Acting, at: datetime
) -> Extension:
    """Take an extension back: the day before it counts again.

    Raises:
        NotAllowedError: by the rule ``can_decide``.
        RefusedError: no reason is given.
        ConflictError: it was taken back already.
    """
    require(can_decide(acting, extension.unit_id, day_of(at)))
    _require_reason(
        reason, _("Cần ghi lý do rút lại việc gia hạn báo cáo. Hãy viết một câu rồi gửi lại.")
    )
    with recorded(
        "obligation.withdraw_extension", acting=acting, at=at, reason=reason.strip()
    ) as fact:
        _lock(extension.rule)
        if Extension.objects.filter(undoes=extension).exists():
            raise ConflictError(_("Quyết định gia hạn này đã được rút lại. Hãy tải lại trang."))
        counter = Extension.objects.create(
            rule=extension.rule,
            unit_id=extension.unit_id,
            period=extension.period,
            last_day=extension.last_day,
            reason=reason.strip(),
            decided_at=at,
            acting_user_id=acting.user_id,
            undoes=extension,
        )
        fact.subject = counter
    return counter


def _require_later(obligation: Obligation, until: date, on: date) -> None:
    """A day to put off, not yet used up, and a later one than counts already."""
    if obligation.last_day is None:
        raise RefusedError(_("Kế hoạch không nêu ngày nộp báo cáo này nên không có gì để gia hạn."))
    if obligation.submitted_on is not None:
        raise RefusedError(_("Đơn vị đã nộp báo cáo kỳ này nên không cần gia hạn nữa."))
    if obligation.key in standing_waivers([obligation.rule], on):
        raise RefusedError(
            _("Báo cáo này đã được miễn. Hãy rút lại quyết định miễn trước khi gia hạn.")
        )
    standing = standing_extensions([obligation.rule], on).get(obligation.key)
    last = standing.last_day if standing else obligation.last_day
    if until <= last:
        raise RefusedError(
            _("Ngày gia hạn phải sau ngày cuối hiện nay là %(day)s. Hãy chọn ngày muộn hơn.")
            % {"day": last.strftime("%d/%m/%Y")}
        )


def _require_reason(reason: str, sentence: str) -> None:
    if not reason.strip():
        raise RefusedError(sentence)


def _lock(rule: ReportingRule) -> None:
    """Decisions about the reports of one rule are taken one after the other."""
    ReportingRule.objects.select_for_update().get(pk=rule.pk)
