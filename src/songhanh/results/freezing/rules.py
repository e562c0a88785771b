"""Who may freeze the results of a plan."""

from datetime import date

from django.utils.translation import gettext as _

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import Allowed, Answer, Denied
from songhanh.programme.plans.models import PlanDocument
from songhanh.registry.roles.enums import Role
from songhanh.registry.roles.queries import visible_unit_ids


def can_freeze(acting: Acting, plan: PlanDocument, on: date) -> Answer:
    """A lead officer freezes the results of the published plans of their branch."""
    if not acting.acts_as(Role.LEAD_OFFICER):
        return Denied(_("Chỉ cán bộ cơ quan thường trực được chốt kết quả của kế hoạch."))
    branch = visible_unit_ids(acting, on)
    if branch is not None and plan.issuer_id not in branch:
        return Denied(_("Đơn vị ban hành kế hoạch nằm ngoài phạm vi của vai trò bạn đang dùng."))
    if plan.is_draft:
        return Denied(_("Kế hoạch chưa được ban hành vào hệ thống nên chưa có kết quả để chốt."))
    return Allowed()
