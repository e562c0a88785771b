"""Who may manage users and their roles: an administrator, inside the branch, never themselves."""

from datetime import date

from django.utils.translation import gettext as _

from songhanh.foundation.accounts.models import User
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import Allowed, Answer, Denied
from songhanh.registry.roles import queries
from songhanh.registry.roles.enums import Role


def can_manage_users(acting: Acting) -> Answer:
    """Whether the list of users and the forms for new ones are open."""
    if acting.acts_as(Role.ADMINISTRATOR):
        return Allowed()
    return Denied(_("Chỉ quản trị viên được quản lý tài khoản và vai trò."))


def can_manage(acting: Acting, user: User, on: date) -> Answer:
    """Whether this user's password, name and state may be changed.

    Somebody with a role beyond the branch is left to the administrator of the larger branch:
    whoever sets a password can act as that person.
    """
    answer = can_manage_users(acting)
    if isinstance(answer, Denied):
        return answer
    if acting.user_id == user.pk:
        return Denied(
            _("Quản trị viên không tự thay đổi tài khoản của mình; việc này do quản trị viên khác.")
        )
    if queries.reaches_beyond(acting, user, on):
        return Denied(
            _(
                "Tài khoản này còn giữ vai trò ngoài phạm vi của bạn; việc này do quản trị viên"
                " của phạm vi đó thực hiện."
            )
        )
    return Allowed()


def can_grant(acting: Acting, user: User, *, unit_id: int, branch_id: int, on: date) -> Answer:
    """Whether a role in this unit with this scope may be given to or taken from the user."""
    if acting.user_id == user.pk and can_manage_users(acting):
        return Denied(_("Quản trị viên không tự cấp hoặc tự kết thúc vai trò của mình."))
    return can_invite(acting, unit_id=unit_id, branch_id=branch_id, on=on)


def can_invite(acting: Acting, *, unit_id: int, branch_id: int, on: date) -> Answer:
    """Whether somebody new may be given a role in this unit with this scope."""
    answer = can_manage_users(acting)
    if isinstance(answer, Denied):
        return answer
    units = queries.visible_unit_ids(acting, on)
    if units is not None and not {unit_id, branch_id} <= units:
        return Denied(_("Đơn vị hoặc phạm vi này nằm ngoài phạm vi của bạn."))
    return Allowed()
