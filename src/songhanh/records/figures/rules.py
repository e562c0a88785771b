"""Who enters, corrects and takes back figures: the lead officer of the plan's branch."""

from datetime import date

from django.utils.translation import gettext as _

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import Allowed, Answer, Denied
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.rules import can_set
from songhanh.records.figures.models import EnteredFigure
from songhanh.registry.roles.enums import Role


def can_enter_figures(acting: Acting) -> Answer:
    """Whether somebody enters figures at all."""
    if acting.acts_as(Role.LEAD_OFFICER):
        return Allowed()
    return Denied(_("Chỉ cán bộ cơ quan thường trực được nhập số liệu này."))


def can_enter_for(acting: Acting, plan: PlanDocument | None, on: date) -> Answer:
    """Whether somebody enters figures of a plan; None is every plan of the installation."""
    answer = can_enter_figures(acting)
    if isinstance(answer, Denied) or acting.sees_everything:
        return answer
    if plan is None:
        return Denied(
            _(
                "Số liệu dùng chung cho mọi kế hoạch chỉ vào bằng gói dữ liệu. Hãy chọn một kế"
                " hoạch, hoặc nhờ quản trị viên nhập gói dữ liệu."
            )
        )
    return can_set(acting, plan, on)


def can_correct(acting: Acting, row: EnteredFigure, on: date) -> Answer:
    """Whether somebody may replace or take back this version of a figure."""
    if row.withdrawn or hasattr(row, "replaced_by"):
        return Denied(_("Dòng này đã được sửa hoặc rút. Hãy mở dòng mới nhất của số liệu."))
    plan: PlanDocument | None = getattr(row, "plan", None)
    return can_enter_for(acting, plan, on)
