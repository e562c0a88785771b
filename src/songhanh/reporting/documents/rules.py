"""Who has documents written: whoever reports for the unit, or decides about its reports."""

from datetime import date

from django.utils.translation import gettext as _

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import Allowed, Answer, Denied
from songhanh.registry.roles.enums import Role
from songhanh.reporting.consolidation.rules import can_consolidate
from songhanh.reporting.submissions.models import Submission
from songhanh.reporting.submissions.rules import can_report_for


def can_write(acting: Acting, submission: Submission, on: date) -> Answer:
    """Whether somebody has the document of a report written."""
    if acting.acts_as(Role.LEAD_OFFICER) or can_report_for(acting, submission.unit_id, on):
        return Allowed()
    return Denied(_("Chỉ cán bộ của đơn vị và cán bộ cơ quan thường trực được lập văn bản này."))


def can_write_consolidated(acting: Acting, issuer_id: int, on: date) -> Answer:
    """Whether somebody has the document of a consolidation written."""
    return can_consolidate(acting, issuer_id, on)
