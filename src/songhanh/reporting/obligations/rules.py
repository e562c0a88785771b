"""Who may waive an obligation."""

from datetime import date

from django.utils.translation import gettext as _

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import Allowed, Answer, Denied
from songhanh.registry.roles.enums import Role
from songhanh.registry.roles.queries import visible_unit_ids


def may_waive(acting: Acting) -> Answer:
    """Whether this role waives at all."""
    if not acting.acts_as(Role.LEAD_OFFICER):
        return Denied(_("Chỉ cán bộ cơ quan thường trực được miễn báo cáo cho đơn vị."))
    return Allowed()


def can_waive(acting: Acting, unit_id: int, on: date) -> Answer:
    """The lead officer, for units of the own branch, but not for the own unit."""
    if isinstance(answer := may_waive(acting), Denied):
        return answer
    if acting.unit_id == unit_id:
        return Denied(_("Không ai tự miễn báo cáo cho đơn vị của mình."))
    visible = visible_unit_ids(acting, on)
    if visible is not None and unit_id not in visible:
        return Denied(_("Đơn vị này nằm ngoài phạm vi phụ trách của bạn."))
    return Allowed()
