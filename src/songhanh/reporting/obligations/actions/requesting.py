"""Asking units for a report beside the plan's regimes, and withdrawing that."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from songhanh.engines import counting
from songhanh.engines.counting import parse_period
from songhanh.engines.vntext import format_date
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.programme.elements.enums import ASKED_FOR, ElementState
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.actions.reviewing import free_key
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.rules import can_set
from songhanh.programme.rules.enums import DueRule, RuleKind
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.queries import senders_on
from songhanh.programme.rules.regimes import RegimeValues
from songhanh.programme.rules.settling import choose_senders, set_regime
from songhanh.reporting.obligations.models import ReportRequest


@dataclass(frozen=True)
class Asked:
    """What is asked for: of whom, for which period, up to which day, in which form."""

    title: str
    period: str
    last_day: date
    units: counting.DenominatorRule
    basis: str = ""
    form: RegimeValues = field(default_factory=RegimeValues)


def request_report(
    plan: PlanDocument, asked: Asked, *, acting: Acting, at: datetime
) -> ReportRequest:
    """Ask units for a report; each of them owes it from now on.

    Raises:
        NotAllowedError: not the lead officer of the plan's branch, or the plan is over.
        RefusedError: no title, a day that is over, no such period, or nobody would owe it.
    """
    on = day_of(at)
    require(can_set(acting, plan, on))
    _require_sound(asked, on)
    with recorded("request.make", acting=acting, at=at) as fact:
        locked = PlanDocument.objects.select_for_update(of=("self",)).get(pk=plan.pk)
        rule = _rule_of(locked, asked, acting, at)
        choose_senders(rule, asked.units)
        set_regime(rule, asked.form)
        units, _unknown = senders_on(
            ReportingRule.objects.select_related("element__plan").get(pk=rule.pk), asked.last_day
        )
        if not units:
            raise RefusedError(
                _("Không có đơn vị nào phải nộp báo cáo này. Hãy chọn lại đơn vị được yêu cầu.")
            )
        request = ReportRequest.objects.create(
            rule=rule,
            period=asked.period,
            last_day=asked.last_day,
            basis=asked.basis,
            asked_at=at,
            asked_by_id=acting.user_id,
        )
        fact.subject = request
        fact.subject_label = asked.title[:200]
        fact.details = {"plan": plan.pk, "units": len(units)}
    return request


def withdraw_request(
    request: ReportRequest, *, reason: str, acting: Acting, at: datetime
) -> ReportRequest:
    """Take a request back: nobody owes the report any more; what was sent stays.

    Raises:
        NotAllowedError: not the lead officer of the plan's branch.
        RefusedError: no reason is given.
        ConflictError: it was taken back already.
    """
    require(can_set(acting, request.rule.element.plan, day_of(at)))
    reason = reason.strip()
    if not reason:
        raise RefusedError(_("Cần ghi lý do rút lại yêu cầu. Hãy viết một câu rồi gửi lại."))
    with recorded("request.withdraw", acting=acting, at=at, subject=request, reason=reason) as fact:
        row = ReportRequest.objects.select_for_update().get(pk=request.pk)
        if row.withdrawn_at is not None:
            raise ConflictError(_("Yêu cầu này đã được rút lại. Hãy tải lại trang."))
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
        fact.subject_label = request.title[:200]
    return row


def _require_sound(asked: Asked, on: date) -> None:
    if not asked.title.strip():
        raise RefusedError(_("Cần ghi tên báo cáo được yêu cầu."))
    if asked.last_day < on:
        raise RefusedError(
            _("Hạn nộp %(day)s đã qua. Hãy chọn ngày từ hôm nay trở đi.")
            % {"day": format_date(asked.last_day)}
        )
    try:
        parse_period(asked.period)
    except ValueError as error:
        raise RefusedError(str(error)) from error


def _rule_of(plan: PlanDocument, asked: Asked, acting: Acting, at: datetime) -> ReportingRule:
    last = PlanElement.objects.filter(plan=plan).order_by("-position").first()
    element = PlanElement.objects.create(
        plan=plan,
        kind=ASKED_FOR,
        key=free_key(plan, ASKED_FOR, ""),
        position=last.position + 1 if last else 1,
        text=asked.title.strip(),
        by_hand=True,
        state=ElementState.CONFIRMED,
        decided_by_id=acting.user_id,
        decided_at=at,
    )
    return ReportingRule.objects.create(element=element, kind=RuleKind.ADHOC, due_rule=DueRule.BY)
