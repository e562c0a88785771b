"""Who carries a duty, and who follows it up."""

from datetime import date

from django.utils.translation import gettext as _

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import Allowed, Answer, Denied
from songhanh.programme.duties.carried import CarriedDuty
from songhanh.programme.plans.enums import PlanStatus
from songhanh.programme.plans.models import PlanDocument
from songhanh.registry.roles.enums import RECORDING, Role
from songhanh.registry.roles.queries import visible_unit_ids


def can_carry(acting: Acting, one: CarriedDuty) -> Answer:
    """Accept and report on a duty: the recording roles of the unit itself."""
    if not acting.acts_as(*RECORDING):
        return Denied(_("Vai trò bạn đang dùng không cập nhật nhiệm vụ."))
    if acting.unit_id != one.unit_id and not acting.sees_everything:
        return Denied(_("Chỉ đơn vị được giao mới nhận và báo tiến độ nhiệm vụ này."))
    if one.ended:
        return Denied(_("Đơn vị không còn được giao nhiệm vụ này nên không cập nhật được nữa."))
    return _in_force(one.plan)


def may_carry(acting: Acting) -> Answer:
    """Whether this role accepts and reports on duties at all: those of its own unit."""
    if not acting.acts_as(*RECORDING) or acting.unit_id is None:
        return Denied(_("Vai trò bạn đang dùng không cập nhật nhiệm vụ."))
    return Allowed()


def may_follow_up(acting: Acting) -> Answer:
    """Whether this role follows duties up at all."""
    if not acting.acts_as(Role.LEAD_OFFICER):
        return Denied(
            _("Chỉ cán bộ cơ quan thường trực được đặt hạn, đôn đốc, trả lại và kết thúc nhiệm vụ.")
        )
    return Allowed()


def can_follow_up(acting: Acting, plan: PlanDocument, on: date) -> Answer:
    """Set due days, urge, return and close: the lead officer of the issuer's branch."""
    if isinstance(answer := may_follow_up(acting), Denied):
        return answer
    branch = visible_unit_ids(acting, on)
    if branch is not None and plan.issuer_id not in branch:
        return Denied(_("Đơn vị ban hành kế hoạch nằm ngoài phạm vi của vai trò bạn đang dùng."))
    return _in_force(plan)


def _in_force(plan: PlanDocument) -> Answer:
    newer = plan
    while newer.status == PlanStatus.SUPERSEDED and newer.superseded_by is not None:
        newer = newer.superseded_by
    if not newer.in_force:  # what is open under a replaced plan goes on under the newer one
        return Denied(_("Kế hoạch đã kết thúc hoặc đã được thay thế nên nhiệm vụ chỉ còn để xem."))
    return Allowed()
