"""Who prepares, submits, returns and approves.

The unit's own recording roles write and submit; the lead officer of the branch decides, but never
about the own unit's report.
"""

from datetime import date

from django.utils.translation import gettext as _

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import Allowed, Answer, Denied
from songhanh.records.recording.queries import units_recorded_by, units_seen_by
from songhanh.registry.roles.enums import RECORDING, Role
from songhanh.reporting.submissions.enums import NEXT_STATES, SubmissionState
from songhanh.reporting.submissions.models import Submission


def can_report(acting: Acting) -> Answer:
    """Whether somebody writes reports at all."""
    if acting.acts_as(*RECORDING):
        return Allowed()
    return Denied(_("Vai trò này chỉ xem báo cáo, không soạn và nộp báo cáo."))


def can_report_for(acting: Acting, unit_id: int, on: date) -> Answer:
    """Whether somebody writes the reports of a unit: the own one, and its stations."""
    answer = can_report(acting)
    if not answer or acting.sees_everything or unit_id in units_recorded_by(acting, on):
        return answer
    return Denied(_("Chỉ cán bộ của chính đơn vị được soạn và nộp báo cáo của đơn vị đó."))


def can_edit(acting: Acting, submission: Submission, on: date) -> Answer:
    """Whether somebody may work on the draft now."""
    answer = can_report_for(acting, submission.unit_id, on)
    if not answer or submission.is_editable:
        return answer
    if submission.state == SubmissionState.APPROVED:
        return Denied(_("Báo cáo đã được phê duyệt nên không thay đổi được nữa."))
    return Denied(_("Báo cáo đã nộp và đang chờ duyệt. Muốn sửa, hãy đề nghị trả lại báo cáo."))


def can_decide(acting: Acting, submission: Submission, on: date) -> Answer:
    """Whether somebody may return or approve what was submitted."""
    if not acting.acts_as(Role.LEAD_OFFICER):
        return Denied(_("Chỉ cán bộ cơ quan thường trực được trả lại hoặc phê duyệt báo cáo."))
    if acting.unit_id == submission.unit_id:
        return Denied(_("Cán bộ không tự duyệt báo cáo của đơn vị mình."))
    seen = units_seen_by(acting, on)
    if seen is not None and submission.unit_id not in seen:
        return Denied(_("Đơn vị này nằm ngoài phạm vi phụ trách của bạn."))
    if SubmissionState.APPROVED in NEXT_STATES[submission.state]:
        return Allowed()
    return Denied(
        _("Báo cáo đang ở tình trạng “%(state)s” nên không có gì để duyệt.")
        % {"state": submission.get_state_display()}
    )
