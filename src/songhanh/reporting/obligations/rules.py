"""Who may waive a report or put off its last day."""

from datetime import date

from django.utils.translation import gettext as _

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import Allowed, Answer, Denied
from songhanh.records.recording.queries import units_seen_by
from songhanh.registry.roles.enums import RECORDING, Role


def may_decide(acting: Acting) -> Answer:
    """Whether this role decides about reports of others at all."""
    if not acting.acts_as(Role.LEAD_OFFICER):
        return Denied(
            _("Chỉ cán bộ cơ quan thường trực được miễn hoặc gia hạn báo cáo cho đơn vị.")
        )
    return Allowed()


def can_decide(acting: Acting, unit_id: int, on: date) -> Answer:
    """The lead officer, for units of the own branch (ended ones too), but not for the own unit."""
    if isinstance(answer := may_decide(acting), Denied):
        return answer
    if acting.unit_id == unit_id:
        return Denied(_("Không ai tự miễn hoặc tự gia hạn báo cáo cho đơn vị của mình."))
    seen = units_seen_by(acting, on)
    if seen is not None and unit_id not in seen:
        return Denied(_("Đơn vị này nằm ngoài phạm vi phụ trách của bạn."))
    return Allowed()


def can_keep_feed(acting: Acting, unit_id: int | None = None) -> Answer:
    """Who writes the reports of a unit keeps its calendar feed; ``unit_id`` is the own by default.

    Not even the command line: the address is the unit's own.
    """
    if acting.role not in RECORDING or acting.unit_id is None:
        return Denied(_("Vai trò này không lập báo cáo nên không có lịch hạn báo cáo để theo dõi."))
    if unit_id not in {None, acting.unit_id}:
        return Denied(_("Chỉ cán bộ của chính đơn vị được cấp hoặc hủy địa chỉ lịch."))
    return Allowed()
