"""Who has documents written: whoever reports for the unit, or decides about its reports.

Letters, signatories and layouts are the lead officer's.
"""

from datetime import date

from django.utils.translation import gettext as _

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import Allowed, Answer, Denied
from songhanh.registry.roles.enums import Role
from songhanh.reporting.consolidation.rules import can_consolidate
from songhanh.reporting.documents.letters import gaps_of
from songhanh.reporting.documents.models import Letter
from songhanh.reporting.submissions.models import Submission
from songhanh.reporting.submissions.rules import can_report_for


def can_write(acting: Acting, submission: Submission, on: date) -> Answer:
    """Whether somebody has the document of a report written."""
    if acting.acts_as(Role.LEAD_OFFICER) or can_report_for(acting, submission.unit_id, on):
        return Allowed()
    return Denied(_("Chỉ cán bộ của đơn vị và cán bộ cơ quan thường trực được lập văn bản này."))


def can_finish(acting: Acting, unit_id: int, on: date) -> Answer:
    """Whether somebody hands in the finished file of a unit's document: who reports for it."""
    return can_report_for(acting, unit_id, on)


def can_write_consolidated(acting: Acting, issuer_id: int, on: date) -> Answer:
    """Whether somebody has the document of a consolidation written."""
    return can_consolidate(acting, issuer_id, on)


def can_write_letters(acting: Acting) -> Answer:
    """Whether somebody writes letters and notices, in the name of the own unit."""
    if acting.acts_as(Role.LEAD_OFFICER) and acting.unit_id is not None:
        return Allowed()
    return Denied(_("Chỉ cán bộ cơ quan thường trực được soạn công văn, thông báo."))


def can_change_letter(acting: Acting, letter: Letter) -> Answer:
    """Whether somebody may go on with a letter: those of the own unit."""
    answer = can_write_letters(acting)
    if not answer or acting.unit_id == letter.unit_id:
        return answer
    return Denied(_("Chỉ cán bộ của chính đơn vị được sửa công văn, thông báo của đơn vị đó."))


def can_issue(acting: Acting, letter: Letter) -> Answer:
    """Whether the document of a letter may be written: nothing is left open in it."""
    answer = can_change_letter(acting, letter)
    gaps = gaps_of(letter)
    if not answer or not gaps:
        return answer
    return Denied(
        _("Còn %(count)s chỗ trong ngoặc vuông chưa ghi: %(gaps)s.")
        % {"count": len(gaps), "gaps": ", ".join(gaps[:5])}
    )


def can_name_signatories(acting: Acting, unit_id: int, on: date) -> Answer:
    """Whether somebody names who signs for a unit: the officers who report for it."""
    return can_report_for(acting, unit_id, on)


def can_adapt(acting: Acting, branch_id: int | None) -> Answer:
    """Whether somebody adapts the layout of documents in a branch."""
    in_branch = acting.sees_everything or acting.branch_id == branch_id
    if acting.acts_as(Role.LEAD_OFFICER) and branch_id is not None and in_branch:
        return Allowed()
    return Denied(_("Chỉ cán bộ cơ quan thường trực được thay mẫu văn bản."))
