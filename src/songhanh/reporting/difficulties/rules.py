"""Who sends difficulties, who answers and passes them on, who ends them.

The recording roles of the unit send and take up again; the lead officer of the branch answers,
passes on, joins and ends; a leader answers what lies with the own office.
"""

from datetime import date

from django.utils.translation import gettext as _

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import Allowed, Answer, Denied
from songhanh.programme.plans.models import PlanDocument
from songhanh.records.recording.queries import units_recorded_by
from songhanh.registry.roles.enums import RECORDING, Role
from songhanh.registry.roles.queries import visible_unit_ids
from songhanh.reporting.difficulties.enums import ALLOWED_STEPS, StepKind
from songhanh.reporting.difficulties.models import Difficulty


def can_send(acting: Acting) -> Answer:
    """Whether somebody sends difficulties at all."""
    if acting.acts_as(*RECORDING):
        return Allowed()
    return Denied(_("Vai trò này chỉ xem khó khăn, vướng mắc, không gửi thay đơn vị."))


def can_send_for(acting: Acting, unit_id: int, on: date) -> Answer:
    """Whether somebody sends the difficulties of a unit: the own one, and its stations."""
    answer = can_send(acting)
    if not answer or acting.sees_everything or unit_id in units_recorded_by(acting, on):
        return answer
    return Denied(_("Chỉ cán bộ của chính đơn vị được gửi khó khăn, vướng mắc của đơn vị đó."))


def can_take_up(acting: Acting, one: Difficulty, on: date) -> Answer:
    """Whether somebody says for the unit that it is solved, or that it is not."""
    answer = can_send_for(acting, one.unit_id, on)
    if not answer or not one.is_closed:
        return answer
    return Denied(_("Nội dung này đã kết thúc. Nếu còn vướng mắc, hãy gửi nội dung mới."))


def may_answer(acting: Acting) -> Answer:
    """Whether somebody answers difficulties at all."""
    if acting.acts_as(Role.LEAD_OFFICER, Role.LEADER):
        return Allowed()
    return Denied(_("Chỉ cán bộ cơ quan thường trực và lãnh đạo trả lời khó khăn, vướng mắc."))


def can_answer(acting: Acting, one: Difficulty, on: date) -> Answer:
    """Whether somebody may answer now: the lead officer of the branch, or the holder's leader.

    The lead officer also writes down what a higher office answered, never an answer of the own
    office to itself.
    """
    answer = may_answer(acting)
    if not answer:
        return answer
    if StepKind.ANSWERED not in ALLOWED_STEPS[one.state]:
        return Denied(
            _("Nội dung đang ở tình trạng “%(state)s” nên không có gì để trả lời.")
            % {"state": one.get_state_display()}
        )
    return _holds(acting, one, on)


def may_pass_on(acting: Acting) -> Answer:
    """Whether somebody passes difficulties on at all."""
    if acting.acts_as(Role.LEAD_OFFICER):
        return Allowed()
    return Denied(_("Chỉ cán bộ cơ quan thường trực chuyển và gộp khó khăn, vướng mắc."))


def can_pass_on(acting: Acting, one: Difficulty, on: date) -> Answer:
    """Whether somebody may pass it on, or join it with another: the lead officer of the branch."""
    if not (answer := may_pass_on(acting)):
        return answer
    if StepKind.PASSED_ON not in ALLOWED_STEPS[one.state]:
        return Denied(
            _("Nội dung đang ở tình trạng “%(state)s” nên không chuyển lên được.")
            % {"state": one.get_state_display()}
        )
    return _in_branch(acting, one.unit_id, on)


def can_end(acting: Acting, one: Difficulty, on: date) -> Answer:
    """Whether somebody may say that it is done: the unit itself, or the lead officer."""
    if one.is_closed:
        return Denied(_("Nội dung này đã kết thúc."))
    if acting.acts_as(Role.LEAD_OFFICER) and _in_branch(acting, one.unit_id, on):
        return Allowed()
    return can_take_up(acting, one, on)


def can_settle_way(acting: Acting, plan: PlanDocument, on: date) -> Answer:
    """Whether somebody corrects the way of a plan's difficulties: its lead officer."""
    if not acting.acts_as(Role.LEAD_OFFICER):
        return Denied(_("Chỉ cán bộ cơ quan thường trực sửa đường đi của khó khăn, vướng mắc."))
    return _in_branch(acting, plan.issuer_id, on)


def _holds(acting: Acting, one: Difficulty, on: date) -> Answer:
    if acting.sees_everything:
        return Allowed()
    if acting.acts_as(Role.LEADER):
        if acting.unit_id == one.holder_id:
            return Allowed()
        return Denied(_("Nội dung này đang ở cơ quan khác nên cơ quan đó trả lời."))
    if acting.unit_id == one.unit_id == one.holder_id:
        return Denied(_("Cán bộ không tự trả lời khó khăn, vướng mắc của đơn vị mình."))
    return _in_branch(acting, one.unit_id, on)


def _in_branch(acting: Acting, unit_id: int, on: date) -> Answer:
    branch = visible_unit_ids(acting, on)
    if branch is None or unit_id in branch:
        return Allowed()
    return Denied(_("Đơn vị này nằm ngoài phạm vi phụ trách của bạn."))
