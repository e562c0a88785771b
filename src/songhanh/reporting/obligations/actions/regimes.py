"""Setting how a report is run, beside the plan's words."""

from datetime import datetime

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.programme.plans.errors import ChangedMeanwhileError
from songhanh.programme.plans.rules import can_set
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.regimes import RegimeValues
from songhanh.programme.rules.settling import set_regime


def change_regime(
    rule: ReportingRule,
    values: RegimeValues,
    *,
    version: int,
    reason: str,
    acting: Acting,
    at: datetime,
) -> None:
    """Set days, cut-off, shift, route and form of a report; the printed words stay as they are.

    Raises:
        NotAllowedError: not the lead officer of the branch, or the plan is over.
        RefusedError: no reason is given.
        ChangedMeanwhileError: somebody else set it since ``version`` was read.
    """
    reason = reason.strip()
    if not reason:
        raise RefusedError(_("Cần ghi lý do thay đổi. Hãy viết một câu rồi gửi lại."))
    with recorded("regime.change", acting=acting, at=at, subject=rule, reason=reason) as fact:
        now = ReportingRule.objects.select_for_update(of=("self",)).get(pk=rule.pk)
        require(can_set(acting, now.element.plan, day_of(at)))
        if now.version != version:
            raise ChangedMeanwhileError
        now.version += 1
        now.save(update_fields=["version"])
        set_regime(now, values)
        fact.subject_label = now.element.text[:200]
