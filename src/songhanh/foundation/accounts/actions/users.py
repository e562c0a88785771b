"""Open and close accounts, correct them, give one-time passwords.

Who may do this to somebody else's account is asked a floor above, by ``registry.roles``, where
units and roles are known.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from songhanh.engines.vntext import fold, normal
from songhanh.foundation.accounts import attempts
from songhanh.foundation.accounts.actions.sessions import end_every_session
from songhanh.foundation.accounts.models import (
    Authenticator,
    LinkedIdentity,
    Passkey,
    RecoveryCode,
    User,
)
from songhanh.foundation.accounts.passwords import one_time_password
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.errors import RefusedError

_USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,58})[a-z0-9]")


@dataclass(frozen=True)
class NewUser:
    """What is known of a user: the less, the better."""

    username: str
    full_name: str = ""
    email: str = ""


@dataclass(frozen=True)
class OneTimePassword:
    """A password to be told to its user once; it has to be changed at the first sign-in."""

    user: User
    password: str


def create_user(person: NewUser, *, acting: Acting, at: datetime) -> OneTimePassword:
    """Open an account with a one-time password.

    Raises:
        RefusedError: the sign-in name is taken or has other signs than small letters without
            marks, digits, dot, hyphen and underscore.
    """
    password = one_time_password()
    return OneTimePassword(_open(person, password, acting=acting, at=at), password)


def open_account(person: NewUser, *, acting: Acting, at: datetime) -> User:
    """Open an account nobody can sign in to until it is given a password or an invitation.

    Raises:
        RefusedError: as ``create_user`` does.
    """
    return _open(person, None, acting=acting, at=at)


def _open(person: NewUser, password: str | None, *, acting: Acting, at: datetime) -> User:
    username = normal(person.username).lower()
    if not _USERNAME.fullmatch(username):
        raise RefusedError(
            _(
                "“%(name)s” chưa dùng làm tên đăng nhập được. Tên gồm 3 đến 60 chữ cái không dấu,"
                " chữ số, dấu chấm, gạch nối hoặc gạch dưới, ví dụ lan.nguyen; chữ đầu và chữ cuối"
                " là chữ cái hoặc chữ số."
            )
            % {"name": username}
        )
    with recorded("account.create", acting=acting, at=at) as fact:
        if User.objects.filter(username=username).exists():
            raise RefusedError(
                _("Tên đăng nhập “%(name)s” đã có người dùng. Hãy chọn một tên khác.")
                % {"name": username}
            )
        fact.subject = user = User(
            username=username,
            must_change_password=True,
            created_at=at,
            **_names(person),
        )
        user.set_password(password)
        user.save()
    return user


def change_user(user: User, person: NewUser, *, acting: Acting, at: datetime) -> None:
    """Correct a user's name and address; the sign-in name stays."""
    with recorded("account.change", acting=acting, at=at, subject=user):
        for field, value in _names(person).items():
            setattr(user, field, value)
        user.save(update_fields=list(_names(person)))


def reset_password(user: User, *, acting: Acting, at: datetime) -> OneTimePassword:
    """Put a one-time password in place of a user's own; every session of theirs ends."""
    password = one_time_password()
    with recorded("account.reset_password", acting=acting, at=at, subject=user):
        user.set_password(password)
        user.must_change_password = True
        user.save(update_fields=["password", "must_change_password"])
        end_every_session(user)
        attempts.forget_name(user.username)
    return OneTimePassword(user, password)


def deactivate_user(user: User, *, reason: str, acting: Acting, at: datetime) -> None:
    """Close an account: its sessions end at once, its records and facts stay."""
    with recorded("account.deactivate", acting=acting, at=at, subject=user, reason=reason):
        user.is_active = False
        user.save(update_fields=["is_active"])
        end_every_session(user)


def activate_user(user: User, *, acting: Acting, at: datetime) -> None:
    """Open a closed account again."""
    with recorded("account.activate", acting=acting, at=at, subject=user):
        user.is_active = True
        user.save(update_fields=["is_active"])


def erase_user(user: User, *, acting: Acting, at: datetime) -> None:
    """Take everything personal out of an account; an account without a name stays behind.

    What it did still points at it. The history keeps keyed digests of these fields only, so the
    person is gone from there as well. It cannot be opened again.
    """
    with recorded("account.erase", acting=acting, at=at, subject=user):
        end_every_session(user)
        for held in (Authenticator, Passkey, RecoveryCode, LinkedIdentity):
            held._default_manager.filter(user=user).delete()
        attempts.forget_name(user.username)
        user.username = f"da-xoa-{user.pk}"
        user.full_name = user.folded_name = user.email = ""
        user.is_active = False
        user.set_unusable_password()
        user.save()


def _names(person: NewUser) -> dict[str, str]:
    full_name = normal(person.full_name)
    return {
        "full_name": full_name,
        "folded_name": fold(full_name),
        "email": person.email.strip(),
    }
