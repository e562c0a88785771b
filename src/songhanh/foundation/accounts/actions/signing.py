"""Sign in and out, and keep a password of one's own."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password, verify_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from songhanh.foundation.accounts import attempts
from songhanh.foundation.accounts.actions.sessions import end_every_session
from songhanh.foundation.accounts.errors import DoorShutError, SignInRefusedError
from songhanh.foundation.accounts.models import User
from songhanh.foundation.accounts.queries import has_second_factor
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.errors import RefusedError


@dataclass(frozen=True)
class PasswordChange:
    """The password a user has, the one they want, and the session that goes on."""

    present: str
    new: str
    keep_session: str = ""


def sign_in(username: str, password: str, *, address: str, at: datetime) -> User:
    """The user of a name and password; with a second factor that is the first step only.

    Raises:
        SignInRefusedError: they do not fit, or the account is closed.
        DoorShutError: too many attempts have failed for this name or from this address.
    """
    named = User.objects.filter(username=username.strip().lower(), is_active=True).first()
    user, outdated = _checked(named, (username, password), address=address, at=at)
    acting = Acting(user_id=user.pk, username=user.username, role="")
    verb = "account.first_step" if has_second_factor(user) else "account.sign_in"
    with recorded(verb, acting=acting, at=at, subject=user):
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
    confirm_password(user, change.present, address=address, at=at)
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
        end_every_session(user, keep=change.keep_session)


def confirm_password(user: User, password: str, *, address: str, at: datetime) -> None:
    """Pass when the password is this user's; attempts are counted like sign-ins.

    Raises:
        SignInRefusedError: it is not.
        DoorShutError: too many attempts have failed.
    """
    try:
        _checked(user, (user.username, password), address=address, at=at)
    except DoorShutError:
        raise
    except SignInRefusedError as refused:
        raise SignInRefusedError(
            _("Mật khẩu đang dùng chưa đúng. Hãy kiểm tra bộ gõ và phím viết hoa rồi nhập lại.")
        ) from refused


def _checked(
    user: User | None, typed: tuple[str, str], *, address: str, at: datetime
) -> tuple[User, bool]:
    """Give the user whom the password fits, and whether its hash is outdated.

    Somebody who is not there takes as long as a real look at a password: time must not tell.
    """
    username, password = typed
    attempt = attempts.begin(username, address, at=at)
    if attempt.shut_until is not None:
        raise DoorShutError(next_minute(attempt.shut_until))
    if user is None:
        make_password(password)
    else:
        fits, outdated = verify_password(password, user.password)
        if fits:
            attempts.forget_name(user.username)
            return user, outdated
    if attempt.then_until is not None:
        shut_door(user, at=at)
        raise DoorShutError(next_minute(attempt.then_until))
    raise SignInRefusedError


def shut_door(user: User | None, *, at: datetime) -> None:
    """Record that sign-in is paused: for a name that exists, it is a fact about that account."""
    nobody = Acting(user_id=None, username="", role="")
    with recorded("account.pause_sign_in", acting=nobody, at=at, subject=user):
        pass


def next_minute(moment: datetime) -> datetime:
    """The full minute after a moment: people read hours and minutes."""
    return moment.replace(second=0, microsecond=0) + timedelta(minutes=1)
