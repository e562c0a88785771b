"""Add a passkey, sign in with one, take one away."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from songhanh.foundation.accounts import passkeys
from songhanh.foundation.accounts.actions.codes import (
    first_recovery_codes,
    forget_codes_without_factor,
)
from songhanh.foundation.accounts.errors import SignInRefusedError
from songhanh.foundation.accounts.models import Passkey, User
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.errors import RefusedError


@dataclass(frozen=True)
class NamedCredential:
    """What a browser answered when it was asked for a new passkey, and what the user calls it."""

    answer: str
    name: str


def add_passkey(
    user: User,
    given: NamedCredential,
    asked: passkeys.Asked,
    *,
    acting: Acting,
    at: datetime,
) -> list[str]:
    """Keep a new passkey; gives recovery codes to somebody who has none.

    Raises:
        RefusedError: the answer does not fit what was asked, or the passkey is known already.
    """
    made = passkeys.read_new(given.answer, asked)
    with recorded("account.add_passkey", acting=acting, at=at, subject=user):
        try:
            with transaction.atomic():
                Passkey.objects.create(
                    user=user,
                    credential=made.credential,
                    public_key=made.public_key,
                    sign_count=made.sign_count,
                    name=given.name,
                    created_at=at,
                )
        except IntegrityError as error:
            raise RefusedError(_("Khóa truy cập này đã được thêm từ trước.")) from error
        return first_recovery_codes(user)


def sign_in_by_passkey(answer: str, asked: passkeys.Asked, *, at: datetime) -> User:
    """The user whose passkey signed the challenge.

    Raises:
        SignInRefusedError: no such passkey is kept, it did not sign what was asked, or the account
            is closed.
    """
    held = (
        Passkey.objects.select_related("user")
        .filter(credential=passkeys.credential_in(answer), user__is_active=True)
        .first()
    )
    if held is None:
        raise SignInRefusedError(
            _(
                "Khóa truy cập này chưa gắn với tài khoản nào đang dùng. Hãy đăng nhập bằng mật"
                " khẩu, rồi thêm khóa ở trang Bảo mật tài khoản."
            )
        )
    count = passkeys.check(answer, asked, held)
    user = held.user
    acting = Acting(user_id=user.pk, username=user.username, role="")
    with recorded("account.sign_in", acting=acting, at=at, subject=user) as fact:
        fact.details = {"way": "passkey"}
        if count != held.sign_count:
            Passkey.objects.filter(pk=held.pk).update(sign_count=count)
    return user


def remove_passkey(passkey: Passkey, *, acting: Acting, at: datetime) -> None:
    """Take a passkey away; without any second factor left, the recovery codes as well."""
    with recorded("account.remove_passkey", acting=acting, at=at, subject=passkey.user):
        passkey.delete()
        forget_codes_without_factor(passkey.user)
