"""Who keeps the calendar: lead officers and administrators, each for their own branch."""

from datetime import date

from django.utils.translation import gettext as _

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import Allowed, Answer, Denied
from songhanh.registry.calendar.models import OfABranch
from songhanh.registry.calendar.queries import editable_branches
from songhanh.registry.roles.enums import Role


def can_keep_calendar(acting: Acting) -> Answer:
    """Whether somebody may enter anything."""
    if acting.acts_as(Role.LEAD_OFFICER, Role.ADMINISTRATOR):
        return Allowed()
    return Denied(_("Chỉ cán bộ cơ quan thường trực và quản trị viên được sửa lịch."))


def can_change(acting: Acting, row: OfABranch, on: date) -> Answer:
    """Whether a row may be changed or taken out: one of the own branch, not of the country."""
    answer = can_keep_calendar(acting)
    if isinstance(answer, Denied) or acting.sees_everything:
        return answer
    if row.branch_id is None:
        return Denied(
            _(
                "Dòng này dùng chung cả nước nên không sửa ở đây. Hãy ghi ngày riêng cho phạm vi"
                " của bạn; dòng riêng được dùng thay dòng chung."
            )
        )
    if row.branch_id not in editable_branches(acting, on):
        return Denied(_("Dòng này thuộc phạm vi của đơn vị khác."))
    return Allowed()
