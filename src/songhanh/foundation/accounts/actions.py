"""Sign in and out, keep passwords, open and close accounts.

Who may do this to somebody else's account is asked a floor above, by ``registry.roles``, where
units and roles are known.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password, verify_password
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from songhanh.engines.vntext import fold, normal
from songhanh.foundation.accounts import attempts
from songhanh.foundation.accounts.errors import DoorShutError, SignInRefusedError
from songhanh.foundation.accounts.models import User
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


@dataclass(frozen=True)
class PasswordChange:
    """The password a user has and the one they want."""

    present: str
    new: str


def sign_in(username: str, password: str, *, address: str, at: datetime) -> User:
    """The user of a name and password.

    Raises:
        SignInRefusedError: they do not fit, or the account is closed.
        DoorShutError: too many attempts have failed for this name or from this address.
    """
    named = User.objects.filter(username=username.strip().lower(), is_active=True).first()
    user, outdated = _checked(named, (username, password), address=address, at=at)
    acting = Acting(user_id=user.pk, username=user.username, role="")
    with recorded("account.sign_in", acting=acting, at=at, subject=user):
        if outdated:  # hashed in an older way: anew on this occasion
            user.set_password(password)
            user.save(update_fields=["password"])
    return user


def sign_out(user: User, *, acting: Acting, at: datetime) -> None:
    """Record that a user signs out; the session is the view's to end."""
    with recorded("account.sign_out", acting=acting, at=at, subject=user):
        pass


def change_password(
    user: User, change: PasswordChange, *, address: str, acting: Acting, at: datetime
) -> None:
    """Set a user's own new password. Every other session of theirs ends.

    Raises:
        SignInRefusedError: the present password is wrong; such attempts are counted like sign-ins.
        RefusedError: the new password is too weak or the same as before.
    """
    try:
        _checked(user, (user.username, change.present), address=address, at=at)
    except DoorShutError:
        raise
    except SignInRefusedError as refused:
        raise SignInRefusedError(
            _("Mật khẩu đang dùng chưa đúng. Hãy kiểm tra bộ gõ và phím viết hoa rồi nhập lại.")
        ) from refused
    if change.new == change.present:
        raise RefusedError(_("Mật khẩu mới trùng mật khẩu đang dùng. Hãy chọn một mật khẩu khác."))
    try:
        validate_password(change.new, user)
    except ValidationError as error:
        raise RefusedError(" ".join(error.messages)) from error
    with recorded("account.change_password", acting=acting, at=at, subject=user):
        user.set_password(change.new)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])


def create_user(person: NewUser, *, acting: Acting, at: datetime) -> OneTimePassword:
    """Open an account with a one-time password.

    Raises:
        RefusedError: the sign-in name is taken or has other signs than small letters without
            marks, digits, dot, hyphen and underscore.
    """
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
        password = one_time_password()
        fact.subject = user = User(
            username=username,
            must_change_password=True,
            created_at=at,
            **_names(person),
        )
        user.set_password(password)
        user.save()
    return OneTimePassword(user, password)


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
        attempts.forget_name(user.username)
    return OneTimePassword(user, password)


def deactivate_user(user: User, *, reason: str, acting: Acting, at: datetime) -> None:
    """Close an account: its sessions end at once, its records and facts stay."""
    with recorded("account.deactivate", acting=acting, at=at, subject=user, reason=reason):
        user.is_active = False
        user.save(update_fields=["is_active"])


def activate_user(user: User, *, acting: Acting, at: datetime) -> None:
    """Open a closed account again."""
    with recorded("account.activate", acting=acting, at=at, subject=user):
        user.is_active = True
        user.save(update_fields=["is_active"])


def _checked(
    user: User | None, typed: tuple[str, str], *, address: str, at: datetime
) -> tuple[User, bool]:
    """Give the user whom the password fits, and whether its hash is outdated.

    Somebody who is not there takes as long as a real look at a password: time must not tell.
    """
    username, password = typed
    attempt = attempts.begin(username, address, at=at)
    if attempt.shut_until is not None:
        raise DoorShutError(_next_minute(attempt.shut_until))
    if user is None:
        make_password(password)
    else:
        fits, outdated = verify_password(password, user.password)
        if fits:
            attempts.forget_name(user.username)
            return user, outdated
    if attempt.then_until is not None:
        _shut_door(user, at=at)
        raise DoorShutError(_next_minute(attempt.then_until))
    raise SignInRefusedError


def _shut_door(user: User | None, *, at: datetime) -> None:
    """Record that sign-in is paused: for a name that exists, it is a fact about that account."""
    nobody = Acting(user_id=None, username="", role="")
    with recorded("account.pause_sign_in", acting=nobody, at=at, subject=user):
        pass


def _names(person: NewUser) -> dict[str, str]:
    full_name = normal(person.full_name)
    return {
        "full_name": full_name,
        "folded_name": fold(full_name),
        "email": person.email.strip(),
    }


def _next_minute(moment: datetime) -> datetime:
    """The full minute after a moment: people read hours and minutes."""
    return moment.replace(second=0, microsecond=0) + timedelta(minutes=1)


def clear_sessions(*, acting: Acting, at: datetime) -> int:
    """Take away the sessions that have expired; how many there were."""
    with recorded("account.clear_sessions", acting=acting, at=at) as fact:
        count, _by_model = Session.objects.filter(expire_date__lte=at).delete()
        fact.details = {"sessions": count}
    return count
