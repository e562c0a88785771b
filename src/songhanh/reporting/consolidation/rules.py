"""Who draws up consolidations, and who reads them."""

from datetime import date

from django.utils.translation import gettext as _

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import Allowed, Answer, Denied
from songhanh.registry.roles.enums import Role
from songhanh.registry.roles.queries import visible_unit_ids


def can_read(acting: Acting) -> Answer:
    """Whether somebody reads consolidations: lead officers and leaders of the branch."""
    if acting.acts_as(Role.LEAD_OFFICER, Role.LEADER):
        return Allowed()
    return Denied(_("Chỉ cán bộ cơ quan thường trực và lãnh đạo được xem bản tổng hợp."))


def can_consolidate(acting: Acting, issuer_id: int, on: date) -> Answer:
    """Whether somebody draws up the consolidations of an issuer's plans."""
    if not acting.acts_as(Role.LEAD_OFFICER):
        return Denied(_("Chỉ cán bộ cơ quan thường trực được soạn và chốt bản tổng hợp."))
    branch = visible_unit_ids(acting, on)
    if branch is not None and issuer_id not in branch:
        return Denied(_("Kế hoạch này nằm ngoài phạm vi phụ trách của bạn."))
    return Allowed()
