"""Who may receive, confirm and publish a plan."""

from datetime import date

from django.utils.translation import gettext as _

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import Allowed, Answer, Denied
from songhanh.programme.plans.models import PlanDocument
from songhanh.registry.roles.enums import Role
from songhanh.registry.roles.queries import visible_unit_ids


def can_receive(acting: Acting, issuer_id: int, on: date) -> Answer:
    """A lead officer takes in the plans of the units in their branch."""
    if not acting.acts_as(Role.LEAD_OFFICER):
        return Denied(
            _("Chỉ cán bộ cơ quan thường trực được tải lên, xác nhận và ban hành kế hoạch.")
        )
    return _in_branch(acting, issuer_id, on)


def can_import(acting: Acting, issuer_id: int, on: date) -> Answer:
    """A data package's plan may come from the lead officer or the administrator of the branch."""
    if not acting.acts_as(Role.LEAD_OFFICER, Role.ADMINISTRATOR):
        return Denied(
            _("Chỉ cán bộ cơ quan thường trực và quản trị viên được nhập kế hoạch từ gói dữ liệu.")
        )
    return _in_branch(acting, issuer_id, on)


def can_review(acting: Acting, plan: PlanDocument, on: date) -> Answer:
    """Confirm, correct, publish: the lead officer, while the plan is a draft."""
    answer = can_receive(acting, plan.issuer_id, on)
    if isinstance(answer, Denied):
        return answer
    if not plan.is_draft:
        return Denied(
            _(
                "Kế hoạch đã ban hành vào hệ thống nên nội dung không sửa được nữa; thiết lập của"
                " chỉ tiêu và chế độ báo cáo thì vẫn sửa được."
            )
        )
    return Allowed()


def can_reshape(acting: Acting, plan: PlanDocument, on: date) -> Answer:
    """Split and merge the duties of a published plan: the lead officer, while it is in force."""
    answer = can_receive(acting, plan.issuer_id, on)
    if isinstance(answer, Denied):
        return answer
    if not plan.in_force:
        return Denied(_("Chỉ tách, gộp được nhiệm vụ của kế hoạch đang thực hiện."))
    return Allowed()


def can_set(acting: Acting, plan: PlanDocument, on: date) -> Answer:
    """Settings of targets and reporting rules: the lead officer, until the plan is over."""
    answer = can_receive(acting, plan.issuer_id, on)
    if isinstance(answer, Denied):
        return answer
    if not (plan.is_draft or plan.in_force):
        return Denied(
            _("Kế hoạch đã kết thúc hoặc đã được thay thế nên thiết lập không sửa được nữa.")
        )
    return Allowed()


def can_set_roadmap(acting: Acting, plan: PlanDocument, on: date) -> Answer:
    """Roadmaps: like settings, but only of what is published: their history is kept for good."""
    answer = can_set(acting, plan, on)
    if isinstance(answer, Allowed) and plan.is_draft:
        return Denied(_("Lộ trình đặt được sau khi kế hoạch được ban hành vào hệ thống."))
    return answer


def can_close(acting: Acting, plan: PlanDocument, on: date) -> Answer:
    """End a plan: the lead officer, while it is in force."""
    answer = can_receive(acting, plan.issuer_id, on)
    if isinstance(answer, Denied):
        return answer
    if not plan.in_force:
        return Denied(_("Chỉ kế hoạch đang thực hiện mới kết thúc được."))
    return Allowed()


def can_keep_register(acting: Acting) -> Answer:
    """The register of national documents is kept by lead officers and administrators."""
    if acting.acts_as(Role.LEAD_OFFICER, Role.ADMINISTRATOR):
        return Allowed()
    return Denied(
        _("Chỉ cán bộ cơ quan thường trực và quản trị viên được sửa sổ văn bản trung ương.")
    )


def _in_branch(acting: Acting, issuer_id: int, on: date) -> Answer:
    branch = visible_unit_ids(acting, on)
    if branch is not None and issuer_id not in branch:
        return Denied(_("Đơn vị ban hành kế hoạch nằm ngoài phạm vi của vai trò bạn đang dùng."))
    return Allowed()
