"""Who looks after it: lead officers and administrators, each in their branch."""

from django.utils.translation import gettext as _

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import Allowed, Answer, Denied
from songhanh.registry.roles.enums import Role


def can_see_readiness(acting: Acting) -> Answer:
    """Whether somebody may see which units lack a person."""
    if acting.acts_as(Role.LEAD_OFFICER, Role.ADMINISTRATOR):
        return Allowed()
    return Denied(_("Chỉ cán bộ cơ quan thường trực và quản trị viên được xem trang này."))
