"""Who prepares, submits, returns and approves.

The unit's own recording roles write and submit; the lead officer of the branch decides, but never
about the own unit's report.
"""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import Allowed, Answer, Denied
from songhanh.records.recording.queries import units_recorded_by, units_seen_by
from songhanh.registry.orgunits.queries import ancestors_on
from songhanh.registry.roles.enums import RECORDING, Role
from songhanh.reporting.submissions.enums import NEXT_STATES, SubmissionState
from songhanh.reporting.submissions.filling import may_be_supplemented
from songhanh.reporting.submissions.models import ReadMark, Snapshot, Submission


def can_report(acting: Acting) -> Answer:
    """Whether somebody writes reports at all."""
    if acting.acts_as(*RECORDING):
        return Allowed()
    return Denied(_("Vai trò này chỉ xem báo cáo, không soạn và nộp báo cáo."))


def can_report_for(acting: Acting, unit_id: int, on: date) -> Answer:
    """Whether somebody writes the reports of a unit: the own one, and its stations."""
    answer = can_report(acting)
    own = acting.sees_everything or acting.unit_id == unit_id
    if not answer or own or unit_id in units_recorded_by(acting, on):
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


def can_recall(acting: Acting, submission: Submission, on: date) -> Answer:
    """Whether the unit may still take back what it sent: nobody has opened it yet."""
    answer = can_report_for(acting, submission.unit_id, on)
    if not answer:
        return answer
    if submission.state != SubmissionState.SUBMITTED:
        return Denied(_("Chỉ báo cáo đã nộp, chưa được xử lý mới rút lại được."))
    if submission.level or ReadMark.objects.filter(snapshot__in=newest_of(submission)).exists():
        return Denied(
            _("Nơi nhận đã mở xem báo cáo nên không rút lại được nữa. Hãy đề nghị trả lại báo cáo.")
        )
    return Allowed()


def can_supplement(acting: Acting, submission: Submission, on: date) -> Answer:
    """Whether the unit may add what happened after the day of its report."""
    answer = can_report_for(acting, submission.unit_id, on)
    if not answer:
        return answer
    sent = submission.state in (SubmissionState.SUBMITTED, SubmissionState.APPROVED)
    if submission.is_supplement or not sent:
        return Denied(_("Phụ lục bổ sung được lập sau khi báo cáo đã nộp."))
    if not may_be_supplemented(submission, on):
        return Denied(_("Báo cáo đã gồm số liệu đến hôm nay hoặc hết kỳ, chưa có gì để bổ sung."))
    return Allowed()


def can_decide(acting: Acting, submission: Submission, on: date) -> Answer:
    """Whether somebody may return, pass on or approve what was submitted, as its turn is."""
    if acting.unit_id is not None and acting.unit_id == submission.unit_id:
        answer = _can_decide_at_home(acting, submission)
    elif submission.awaits_id is not None and submission.awaits_id == submission.unit_id:
        answer = _can_decide_as_leader(acting, submission, on)
    else:
        answer = _can_decide_on_its_way(acting, submission, on)
    if not answer or SubmissionState.APPROVED in NEXT_STATES[submission.state]:
        return answer
    return Denied(
        _("Báo cáo đang ở tình trạng “%(state)s” nên không có gì để duyệt.")
        % {"state": submission.get_state_display()}
    )


def _can_decide_on_its_way(acting: Acting, submission: Submission, on: date) -> Answer:
    """The lead officer of the unit whose turn it is; without one, of the branch."""
    if not acting.acts_as(Role.LEAD_OFFICER):
        return Denied(_("Chỉ cán bộ cơ quan thường trực được trả lại hoặc phê duyệt báo cáo."))
    if submission.awaits_id is not None and acting.unit_id == submission.awaits_id:
        return Allowed()
    if not _is_in_branch(acting, submission, on):
        return Denied(_("Đơn vị này nằm ngoài phạm vi phụ trách của bạn."))
    if submission.awaits_id is not None and not acting.sees_everything:
        return Denied(_("Báo cáo đang chờ một cấp khác trên đường gửi xem xét."))
    return Allowed()


def _can_decide_at_home(acting: Acting, submission: Submission) -> Answer:
    """A report that only its own unit receives is looked at by another lead officer there."""
    own_level = submission.awaits_id == submission.unit_id
    sent_by = newest_of(submission).values_list("acting_user_id", flat=True).first()
    if own_level and acting.acts_as(Role.LEAD_OFFICER) and acting.user_id != sent_by:
        return Allowed()
    return Denied(_("Cán bộ không tự duyệt báo cáo của đơn vị mình."))


def _can_decide_as_leader(acting: Acting, submission: Submission, on: date) -> Answer:
    """Or by a leader of its branch, so that no other unit's lead officer is needed."""
    if acting.acts_as(Role.LEADER) and _is_in_branch(acting, submission, on):
        return Allowed()
    return Denied(
        _("Báo cáo này do lãnh đạo hoặc một cán bộ khác của chính cơ quan thường trực duyệt.")
    )


def _is_in_branch(acting: Acting, submission: Submission, on: date) -> bool:
    above = ancestors_on([submission.unit_id], on).get(submission.unit_id, [])
    if acting.sees_everything or acting.branch_id in above:
        return True
    seen = units_seen_by(acting, on)  # its past too, which takes longer to find out
    return seen is None or submission.unit_id in seen


def newest_of(submission: Submission) -> QuerySet[Snapshot]:
    """The version that was sent last, as something to ask with."""
    return Snapshot.objects.filter(submission_id=submission.pk, number=submission.versions)
