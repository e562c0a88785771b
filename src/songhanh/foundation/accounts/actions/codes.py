"""The second step: set up an authenticator app, pass the step, recovery codes, take it away."""

from datetime import datetime
from typing import NoReturn

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from songhanh.foundation.accounts import attempts, codes
from songhanh.foundation.accounts.actions.signing import next_minute, shut_door
from songhanh.foundation.accounts.errors import DoorShutError, SignInRefusedError
from songhanh.foundation.accounts.models import Authenticator, Passkey, RecoveryCode, User
from songhanh.foundation.accounts.sealing import UnreadableSecretError, seal, unseal
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.errors import RefusedError


def confirm_authenticator(
    user: User, seed: str, code: str, *, acting: Acting, at: datetime
) -> list[str]:
    """Keep an authenticator app, once it has shown a right code; gives new recovery codes.

    None are given when the user has some left already.

    Raises:
        RefusedError: the code is not one of this seed and moment, or there is an app already.
    """
    step = codes.step_of(_tidy(code), seed, at=at)
    if step is None:
        raise RefusedError(
            _(
                "Mã chưa đúng. Hãy nhập mã 6 chữ số đang hiện trong ứng dụng; nếu vẫn chưa được,"
                " hãy đặt giờ của điện thoại theo mạng."
            )
        )
    with recorded("account.set_authenticator", acting=acting, at=at, subject=user):
        try:
            with transaction.atomic():
                Authenticator.objects.create(
                    user=user, seed=seal(seed), confirmed_at=at, last_step=step
                )
        except IntegrityError as error:
            raise RefusedError(
                _("Tài khoản đã có ứng dụng tạo mã. Hãy bỏ ứng dụng cũ trước khi đặt ứng dụng mới.")
            ) from error
        return first_recovery_codes(user)


def pass_second_step(user: User, code: str, *, address: str, acting: Acting, at: datetime) -> None:
    """Sign in with a code of the app or a recovery code, after the first step.

    Raises:
        SignInRefusedError: the code is wrong or was used before.
        DoorShutError: too many codes were wrong, for this user or from this address.
    """
    name = f"second step of {user.username}"
    attempt = attempts.begin(name, address, at=at)
    if attempt.shut_until is not None:
        raise DoorShutError(next_minute(attempt.shut_until))
    try:
        with recorded("account.sign_in", acting=acting, at=at, subject=user) as fact:
            fact.details = {"second_step": _way_opened(user, code, at=at)}
    except _WrongCodeError:
        _refuse(user, attempt, at=at)
    attempts.forget_name(name)


def renew_recovery_codes(user: User, *, acting: Acting, at: datetime) -> list[str]:
    """Ten new recovery codes; the ones before open nothing any more."""
    with recorded("account.renew_recovery_codes", acting=acting, at=at, subject=user):
        return _new_recovery_codes(user)


def remove_authenticator(user: User, *, acting: Acting, at: datetime) -> None:
    """Take the authenticator app away; without any second factor left, the codes as well."""
    with recorded("account.remove_authenticator", acting=acting, at=at, subject=user):
        Authenticator.objects.filter(user=user).delete()
        forget_codes_without_factor(user)


def remove_second_factors(user: User, *, acting: Acting, at: datetime) -> None:
    """Take every second factor away, for somebody who lost phone and codes."""
    with recorded("account.remove_second_factors", acting=acting, at=at, subject=user):
        Authenticator.objects.filter(user=user).delete()
        Passkey.objects.filter(user=user).delete()
        RecoveryCode.objects.filter(user=user).delete()
        attempts.forget_name(f"second step of {user.username}")


def first_recovery_codes(user: User) -> list[str]:
    """New recovery codes for somebody who has none; inside a fact."""
    if RecoveryCode.objects.filter(user=user, used_at=None).exists():
        return []
    return _new_recovery_codes(user)


def forget_codes_without_factor(user: User) -> None:
    """Recovery codes open nothing where no second step is asked for; inside a fact."""
    if not (
        Authenticator.objects.filter(user=user).exists()
        or Passkey.objects.filter(user=user).exists()
    ):
        RecoveryCode.objects.filter(user=user).delete()


def _new_recovery_codes(user: User) -> list[str]:
    RecoveryCode.objects.filter(user=user).delete()
    fresh = codes.new_recovery_codes()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, digest=codes.recovery_digest(code)) for code in fresh
    )
    return fresh


class _WrongCodeError(Exception):
    """A code that opens nothing: takes the fact back."""


def _way_opened(user: User, code: str, *, at: datetime) -> str:
    """What the code was: ``code`` or ``recovery_code``."""
    if _code_opens(user, _tidy(code), at=at):
        return "code"
    spent = RecoveryCode.objects.filter(
        user=user, digest=codes.recovery_digest(code), used_at=None
    ).update(used_at=at)
    if not spent:
        raise _WrongCodeError
    return "recovery_code"


def _code_opens(user: User, code: str, *, at: datetime) -> bool:
    held = Authenticator.objects.filter(user=user).first()
    if held is None:
        return False
    try:
        step = codes.step_of(code, unseal(held.seed), at=at)
    except UnreadableSecretError:
        return False  # the installation's key was changed: recovery codes or an administrator help
    if step is None:
        return False
    later = Authenticator.objects.filter(pk=held.pk, last_step__lt=step)
    return later.update(last_step=step) == 1  # two at once: one of them opens


def _refuse(user: User, attempt: attempts.Attempt, *, at: datetime) -> NoReturn:
    if attempt.then_until is not None:
        shut_door(user, at=at)
        raise DoorShutError(next_minute(attempt.then_until))
    raise SignInRefusedError(
        _(
            "Mã chưa đúng hoặc đã dùng rồi. Hãy chờ mã mới trong ứng dụng rồi nhập lại, hoặc dùng"
            " một mã khôi phục."
        )
    )


def _tidy(code: str) -> str:
    return "".join(code.split())
