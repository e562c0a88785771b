"""Who may read the audit."""

from django.utils.translation import gettext as _

from songhanh.foundation.audit.enums import ADMINISTRATOR, LEAD_OFFICER
from songhanh.foundation.lib.acting import COMMAND_LINE, Acting
from songhanh.foundation.lib.rules import Allowed, Answer, Denied


def can_read(acting: Acting) -> Answer:
    """Whether the audit is open: to administrators and lead officers, within their branch."""
    if acting.acts_as(ADMINISTRATOR, LEAD_OFFICER):
        return Allowed()
    return Denied(_("Chỉ quản trị viên và cán bộ cơ quan thường trực được xem nhật ký."))


def can_read_changes(acting: Acting, acting_role: str) -> Answer:
    """Whether the changed rows of a fact are open.

    What the command line does may touch every province's rows: those are for whoever runs it.
    """
    if acting_role == COMMAND_LINE and not acting.sees_everything:
        return Denied(
            _(
                "Việc này do người vận hành hệ thống làm bằng dòng lệnh; từng dòng thay đổi chỉ"
                " người vận hành xem được."
            )
        )
    return can_read(acting)
