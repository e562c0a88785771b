"""Deciding who answers for the report of a unit that ended before it was due."""

from datetime import datetime

from django.utils.translation import gettext as _

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.programme.rules.models import ReportingRule
from songhanh.reporting.obligations.models import HandOver
from songhanh.reporting.obligations.queries import Inheritance, standing_hand_overs
from songhanh.reporting.obligations.rules import can_decide


def hand_over(
    inheritance: Inheritance, *, to_unit_id: int | None, reason: str, acting: Acting, at: datetime
) -> HandOver:
    """Decide which of the units that continue an ended one answers for its report; None: nobody.

    A later decision stands in the place of an earlier one.

    Raises:
        NotAllowedError: by the rule ``can_decide``.
        RefusedError: no reason is given, or the unit does not continue the ended one.
        ConflictError: somebody decided meanwhile.
    """
    asked, ended = inheritance.asked, inheritance.ended
    require(can_decide(acting, ended.unit_id, day_of(at)))
    reason = reason.strip()
    if not reason:
        raise RefusedError(
            _("Cần ghi lý do chuyển nghĩa vụ báo cáo. Hãy viết một câu rồi gửi lại.")
        )
    if to_unit_id is not None and to_unit_id not in {one.unit_id for one in ended.heirs}:
        raise RefusedError(_("Đơn vị được chọn không kế thừa đơn vị cũ. Hãy chọn lại."))
    with recorded("obligation.hand_over", acting=acting, at=at, reason=reason) as fact:
        ReportingRule.objects.select_for_update().get(pk=asked.rule.pk)
        standing = standing_hand_overs([asked.rule], day_of(at)).get(inheritance.key)
        known = inheritance.decision.pk if inheritance.decision else None
        if (standing.pk if standing else None) != known:
            raise ConflictError(_("Việc này vừa được quyết định. Hãy tải lại trang."))
        decision = HandOver.objects.create(
            rule=asked.rule,
            unit_id=ended.unit_id,
            period=asked.label,
            to_unit_id=to_unit_id,
            reason=reason,
            decided_at=at,
            acting_user_id=acting.user_id,
        )
        fact.subject = decision
        fact.subject_label = f"{ended.name}, {asked.label}"
    return decision
