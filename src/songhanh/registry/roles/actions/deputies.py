"""Let somebody act in another person's place for a period."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from songhanh.foundation.accounts.models import User
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.registry.roles.actions.granting import RoleGrant, label_of, refuse_impossible
from songhanh.registry.roles.models import UserRole
from songhanh.registry.roles.rules import can_grant


def appoint_deputy(
    held: UserRole, deputy: User, span: tuple[date, date], *, acting: Acting, at: datetime
) -> UserRole:
    """Give a deputy the role of somebody from a day to a day, both inside.

    Raises:
        NotAllowedError: role or deputy lie outside the acting branch, or it is oneself.
        RefusedError: the deputy is the person, holds the role already, the days stand in the wrong
            order or outside the person's own, or the person is a deputy in this role themselves.
    """
    first, last = span
    require(
        can_grant(
            acting, deputy, unit_id=held.unit_id, branch_id=held.branch_id, on=clock.day_of(at)
        )
    )
    if deputy.pk == held.user_id:
        raise RefusedError(_("Một người không làm thay chính mình. Hãy chọn một người khác."))
    if held.deputy_for_id is not None:
        raise RefusedError(
            _("Vai trò này đang được làm thay. Hãy cử người làm thay từ vai trò của người chính.")
        )
    if first < held.valid_from or (held.valid_to is not None and last > held.valid_to):
        raise RefusedError(
            _("Thời gian làm thay vượt ra ngoài thời gian giữ vai trò. Hãy sửa lại hai ngày.")
        )
    with recorded("role.appoint_deputy", acting=acting, at=at) as fact:
        User.objects.select_for_update().get(pk=deputy.pk)
        refuse_impossible(deputy, RoleGrant(held.role, held.unit_id, first, last))
        fact.subject = made = UserRole.objects.create(
            user=deputy,
            role=held.role,
            unit_id=held.unit_id,
            branch_id=held.branch_id,
            valid_from=first,
            valid_to=last,
            deputy_for_id=held.user_id,
        )
        fact.subject_label = label_of(made)
    return made
