"""Who links plans, who registers an own plan, who decides about it, who drafts."""

from datetime import date

from django.utils.translation import gettext as _

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import Allowed, Answer, Denied
from songhanh.programme.cascade.queries.links import former_issuers
from songhanh.programme.plans.models import PlanDocument
from songhanh.registry.roles.enums import RECORDING, Role
from songhanh.registry.roles.queries import visible_unit_ids


def may_link(acting: Acting) -> Answer:
    """Whether this role keeps the cascade at all."""
    if not acting.acts_as(Role.LEAD_OFFICER):
        return Denied(_("Chỉ cán bộ cơ quan thường trực được gắn kế hoạch với văn bản cấp trên."))
    return Allowed()


def can_link(acting: Acting, plan: PlanDocument, on: date) -> Answer:
    """Confirm links of a plan: the lead officer of the issuer's branch."""
    if isinstance(answer := may_link(acting), Denied):
        return answer
    return _issuer_in_branch(acting, plan, on)


def can_replace(acting: Acting, plan: PlanDocument, old: PlanDocument, on: date) -> Answer:
    """Let a plan take the place of another: of an issuer in the branch, or of one it continues."""
    if isinstance(answer := can_link(acting, plan, on), Denied):
        return answer
    if not plan.in_force:
        return Denied(_("Chỉ kế hoạch đang thực hiện mới thay thế được kế hoạch khác."))
    if old.issuer_id in former_issuers(plan.issuer_id):
        return Allowed()
    return _issuer_in_branch(acting, old, on)


def can_register(acting: Acting, unit_id: int, on: date) -> Answer:
    """Register an own plan: the unit itself, or the lead officer of its branch for it."""
    if acting.acts_as(Role.LEAD_OFFICER):
        branch = visible_unit_ids(acting, on)
        if branch is None or unit_id in branch:
            return Allowed()
    if acting.acts_as(*RECORDING) and (acting.unit_id == unit_id or acting.sees_everything):
        return Allowed()
    return Denied(_("Chỉ đơn vị phải có kế hoạch, hoặc cơ quan thường trực, mới đăng ký được."))


def can_decide(acting: Acting, plan: PlanDocument, on: date) -> Answer:
    """Accept or return an own plan: the lead officer of the branch of the plan above."""
    if not acting.acts_as(Role.LEAD_OFFICER):
        return Denied(
            _("Chỉ cán bộ cơ quan thường trực được chấp nhận hoặc trả lại kế hoạch của đơn vị.")
        )
    return _issuer_in_branch(acting, plan, on)


def can_draft(acting: Acting, unit_id: int, on: date) -> Answer:
    """Write the draft of an own plan: who may register it."""
    return can_register(acting, unit_id, on)


def _issuer_in_branch(acting: Acting, plan: PlanDocument, on: date) -> Answer:
    branch = visible_unit_ids(acting, on)
    if branch is not None and plan.issuer_id not in branch:
        return Denied(_("Đơn vị ban hành kế hoạch nằm ngoài phạm vi của vai trò bạn đang dùng."))
    return Allowed()
