"""Invite somebody to an account with its first role: by link, by mail, or on a printed slip."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from songhanh.engines.vntext import normal
from songhanh.foundation.accounts import actions as accounts
from songhanh.foundation.accounts.models import User
from songhanh.foundation.accounts.passwords import one_time_password
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.registry.roles import queries
from songhanh.registry.roles.actions.granting import RoleGrant, refuse_impossible
from songhanh.registry.roles.models import Invitation, UserRole
from songhanh.registry.roles.rules import can_invite


@dataclass(frozen=True)
class Invited:
    """An invitation and its code, which is told once and kept nowhere."""

    invitation: Invitation
    code: str


@dataclass(frozen=True)
class NewAccount:
    """What somebody chooses when they accept."""

    username: str
    password: str
    full_name: str


def invite(
    full_name: str, email: str, grant: RoleGrant, *, acting: Acting, at: datetime
) -> Invited:
    """Offer somebody an account with a role.

    Raises:
        NotAllowedError: the unit or the scope lies outside the acting branch.
        RefusedError: the days are in the wrong order, or the unit is not valid on the first.
    """
    branch_id = grant.branch_id or queries.default_branch(
        grant.role, grant.unit_id, grant.valid_from
    )
    require(can_invite(acting, unit_id=grant.unit_id, branch_id=branch_id, on=clock.day_of(at)))
    refuse_impossible(None, grant)
    code = one_time_password()
    with recorded("invitation.send", acting=acting, at=at) as fact:
        fact.subject = invitation = Invitation.objects.create(
            digest=queries.invitation_digest(code),
            full_name=normal(full_name),
            email=email.strip(),
            role=grant.role,
            unit_id=grant.unit_id,
            branch_id=branch_id,
            valid_from=grant.valid_from,
            valid_to=grant.valid_to,
            created_at=at,
            expires_at=at + timedelta(days=settings.INVITATION_DAYS),
        )
    return Invited(invitation, code)


def revoke_invitation(invitation: Invitation, *, acting: Acting, at: datetime) -> None:
    """Take an invitation back: its code opens nothing any more.

    Raises:
        NotAllowedError: it lies outside the acting branch.
        RefusedError: it has been accepted already.
    """
    require(
        can_invite(
            acting,
            unit_id=invitation.unit_id,
            branch_id=invitation.branch_id,
            on=clock.day_of(at),
        )
    )
    with recorded("invitation.revoke", acting=acting, at=at, subject=invitation):
        open_ones = Invitation.objects.filter(pk=invitation.pk, accepted_at=None)
        if not open_ones.update(revoked_at=at, full_name="", email=""):
            raise RefusedError(
                _("Lời mời này đã được nhận. Muốn dừng, hãy kết thúc vai trò của tài khoản đó.")
            )


def accept_invitation(code: str, account: NewAccount, *, at: datetime) -> User:
    """Open the account of an invitation with a password of its user's own, and give the role.

    Raises:
        RefusedError: the code opens nothing (any more), the name is taken, the password too weak,
            or the unit has ended meanwhile.
    """
    try:
        validate_password(account.password, User(username=account.username))
    except ValidationError as error:
        raise RefusedError(" ".join(error.messages)) from error
    nobody = Acting(user_id=None, username="", role="")
    with recorded("invitation.accept", acting=nobody, at=at) as fact:
        invitation = queries.invitation_of(code, at=at, lock=True)
        person = accounts.NewUser(account.username, account.full_name, invitation.email)
        opened = accounts.create_user(person, acting=nobody, at=at)
        user = opened.user
        user.set_password(account.password)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])
        first = max(invitation.valid_from, clock.day_of(at))
        grant = RoleGrant(invitation.role, invitation.unit_id, first, invitation.valid_to)
        refuse_impossible(user, grant)
        UserRole.objects.create(
            user=user,
            role=invitation.role,
            unit_id=invitation.unit_id,
            branch_id=invitation.branch_id,
            valid_from=first,
            valid_to=invitation.valid_to,
        )
        Invitation.objects.filter(pk=invitation.pk).update(
            accepted_at=at, accepted_by=user, full_name="", email=""
        )
        fact.subject = user
        fact.details = {"role": invitation.role}
    return user


def clear_invitations(*, acting: Acting, at: datetime) -> int:
    """Forget names and addresses of invitations that are over; how many there were."""
    over = Invitation.objects.filter(accepted_at=None, expires_at__lte=at).exclude(
        full_name="", email=""
    )
    with recorded("invitation.clear", acting=acting, at=at) as fact:
        count = over.update(full_name="", email="")
        fact.details = {"invitations": count}
    return count
