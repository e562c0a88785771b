"""Give roles, end them, choose one to act in; and manage users inside a branch."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.sessions.backends.base import SessionBase
from django.utils.translation import gettext as _

from songhanh.foundation.accounts import actions as accounts
from songhanh.foundation.accounts.models import OpenSession, User
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.registry.orgunits import queries as orgunits
from songhanh.registry.roles import queries
from songhanh.registry.roles.enums import Role
from songhanh.registry.roles.models import UserRole
from songhanh.registry.roles.rules import can_grant, can_manage, can_manage_users

CHOSEN_ROLE = "acting_role"
"""The session's key for the role a user with several chose to act in."""


@dataclass(frozen=True)
class RoleGrant:
    """A role to be given: in a unit, from day to day, with a scope (None: the role's usual one)."""

    role: str
    unit_id: int
    valid_from: date
    valid_to: date | None = None
    branch_id: int | None = None


def grant_role(user: User, grant: RoleGrant, *, acting: Acting, at: datetime) -> UserRole:
    """Let a user act in a role for a unit.

    Raises:
        NotAllowedError: the unit or the scope lies outside the acting branch, or it is oneself.
        RefusedError: the days are in the wrong order, the unit is not valid on the first day, or
            the user holds the same role there on some of the days.
    """
    branch_id = grant.branch_id or queries.default_branch(
        grant.role, grant.unit_id, grant.valid_from
    )
    require(
        can_grant(acting, user, unit_id=grant.unit_id, branch_id=branch_id, on=clock.day_of(at))
    )
    with recorded("role.grant", acting=acting, at=at) as fact:
        User.objects.select_for_update().get(pk=user.pk)  # two equal grants at once: one waits
        refuse_impossible(user, grant)
        fact.subject = held = UserRole.objects.create(
            user=user,
            role=grant.role,
            unit_id=grant.unit_id,
            branch_id=branch_id,
            valid_from=grant.valid_from,
            valid_to=grant.valid_to,
        )
        fact.subject_label = label_of(held)
    return held


def end_role(user_role: UserRole, *, last_day: date, acting: Acting, at: datetime) -> None:
    """Let a role end with a day. One that would end before it begins is taken back altogether.

    Raises:
        NotAllowedError: the role lies outside the acting branch, or is one's own.
        RefusedError: the role has ended before that day already.
    """
    user = user_role.user
    require(
        can_grant(
            acting,
            user,
            unit_id=user_role.unit_id,
            branch_id=user_role.branch_id,
            on=clock.day_of(at),
        )
    )
    with recorded("role.end", acting=acting, at=at, subject=user_role) as fact:
        fact.subject_label = label_of(user_role)
        held = UserRole.objects.select_for_update().get(pk=user_role.pk)
        if held.valid_to is not None and held.valid_to < last_day:
            raise RefusedError(
                _("Vai trò này đã kết thúc từ ngày %(day)s nên không cần kết thúc lần nữa.")
                % {"day": f"{held.valid_to:%d/%m/%Y}"}
            )
        if last_day < held.valid_from:
            held.delete()
        else:
            held.valid_to = last_day
            held.save(update_fields=["valid_to"])
        _end_deputies(held, last_day)


def choose_role(session: SessionBase, user: User, user_role_id: int, *, on: date) -> UserRole:
    """Act in one of one's roles from now on, in this session.

    Raises:
        RefusedError: the user does not hold this role on the day.
    """
    held = next((r for r in queries.roles_held(user, on) if r.pk == user_role_id), None)
    if held is None:
        raise RefusedError(
            _("Tài khoản không giữ vai trò này trong ngày hôm nay. Hãy chọn một vai trò khác.")
        )
    session[CHOSEN_ROLE] = held.pk
    return held


def create_user(
    person: accounts.NewUser, grant: RoleGrant, *, acting: Acting, at: datetime
) -> accounts.OneTimePassword:
    """Open an account with its first role; both or neither.

    Raises:
        NotAllowedError, RefusedError: as ``accounts.create_user`` and ``grant_role`` do.
    """
    require(can_manage_users(acting))
    with recorded("account.create", acting=acting, at=at) as fact:
        opened = accounts.create_user(person, acting=acting, at=at)
        fact.subject = opened.user
        fact.details = {"role": grant.role}
        grant_role(opened.user, grant, acting=acting, at=at)
    return opened


def reset_password(user: User, *, acting: Acting, at: datetime) -> accounts.OneTimePassword:
    """Give a user of the branch a one-time password; every session of theirs ends."""
    require(can_manage(acting, user, clock.day_of(at)))
    return accounts.reset_password(user, acting=acting, at=at)


def change_user(user: User, person: accounts.NewUser, *, acting: Acting, at: datetime) -> None:
    """Correct the name and address of a user of the branch."""
    require(can_manage(acting, user, clock.day_of(at)))
    accounts.change_user(user, person, acting=acting, at=at)


def end_sessions(user: User, *, acting: Acting, at: datetime) -> int:
    """End every session of a user of the branch; how many there were."""
    require(can_manage(acting, user, clock.day_of(at)))
    return accounts.end_sessions(user, acting=acting, at=at)


def end_session(session: OpenSession, *, acting: Acting, at: datetime) -> None:
    """End one session of a user of the branch."""
    require(can_manage(acting, session.user, clock.day_of(at)))
    accounts.end_session(session, acting=acting, at=at)


def remove_second_factors(user: User, *, acting: Acting, at: datetime) -> None:
    """Take the second factors of a user of the branch away, who lost phone and codes."""
    require(can_manage(acting, user, clock.day_of(at)))
    accounts.remove_second_factors(user, acting=acting, at=at)


def deactivate_user(user: User, *, reason: str, acting: Acting, at: datetime) -> None:
    """Close the account of a user of the branch; what they did stays theirs."""
    require(can_manage(acting, user, clock.day_of(at)))
    accounts.deactivate_user(user, reason=reason, acting=acting, at=at)


def activate_user(user: User, *, acting: Acting, at: datetime) -> None:
    """Open the closed account of a user of the branch again."""
    require(can_manage(acting, user, clock.day_of(at)))
    accounts.activate_user(user, acting=acting, at=at)


def refuse_impossible(user: User | None, grant: RoleGrant) -> None:
    """Refuse days in the wrong order, a unit not valid, a role held already."""
    if grant.valid_to is not None and grant.valid_to < grant.valid_from:
        raise RefusedError(
            _("Ngày kết thúc %(to)s đứng trước ngày bắt đầu %(from)s. Hãy sửa một trong hai ngày.")
            % {"to": f"{grant.valid_to:%d/%m/%Y}", "from": f"{grant.valid_from:%d/%m/%Y}"}
        )
    if orgunits.version_on(grant.unit_id, grant.valid_from) is None:
        raise RefusedError(
            _("Đơn vị này không còn hoặc chưa có hiệu lực vào ngày %(day)s. Hãy chọn ngày khác.")
            % {"day": f"{grant.valid_from:%d/%m/%Y}"}
        )
    if user is None:
        return
    same = UserRole.objects.filter(user=user, role=grant.role, unit_id=grant.unit_id)
    if grant.valid_to is not None:
        same = same.filter(valid_from__lte=grant.valid_to)
    if same.exclude(valid_to__lt=grant.valid_from).exists():
        raise RefusedError(_("Tài khoản đã giữ vai trò này ở đơn vị này trong thời gian đã chọn."))


def _end_deputies(held: UserRole, last_day: date) -> None:
    """Nobody stands in for a role that is over."""
    deputies = UserRole.objects.filter(
        deputy_for=held.user_id, role=held.role, unit=held.unit_id, valid_to__gt=last_day
    )
    deputies.filter(valid_from__gt=last_day).delete()
    deputies.update(valid_to=last_day)


def label_of(held: UserRole) -> str:
    """The role and the unit; the person is named by the row itself, which can be erased."""
    name = orgunits.names_on([held.unit_id], held.valid_from).get(held.unit_id, "")
    return f"{Role(held.role).label}, {name}"
