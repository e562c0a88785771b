"""Sign in by an OpenID provider, tie an account to one and untie it."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from songhanh.foundation.accounts.errors import SignInRefusedError
from songhanh.foundation.accounts.models import LinkedIdentity, User
from songhanh.foundation.accounts.provider import Identity
from songhanh.foundation.accounts.queries import has_second_factor
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.errors import RefusedError


def sign_in_by_identity(identity: Identity, *, at: datetime) -> tuple[User, bool]:
    """The user an identity was linked to, and whether a second step is still to come.

    An address of mail never finds an account: it can be anybody's at another provider. The second
    step is left out when the provider says that it asked for several factors itself.

    Raises:
        SignInRefusedError: no account in use is linked to this identity.
    """
    linked = (
        LinkedIdentity.objects.select_related("user")
        .filter(issuer=identity.issuer, subject=identity.subject, user__is_active=True)
        .first()
    )
    if linked is None:
        raise SignInRefusedError(
            _(
                "Định danh này chưa liên kết với tài khoản nào đang dùng. Hãy đăng nhập bằng mật"
                " khẩu, rồi liên kết ở trang Bảo mật tài khoản."
            )
        )
    user = linked.user
    waits = has_second_factor(user) and not identity.several_factors
    acting = Acting(user_id=user.pk, username=user.username, role="")
    verb = "account.first_step" if waits else "account.sign_in"
    with recorded(verb, acting=acting, at=at, subject=user) as fact:
        fact.details = {"way": "provider"}
    return user, waits


def link_identity(user: User, identity: Identity, *, acting: Acting, at: datetime) -> None:
    """Tie an account to an identity its user has just proved at the provider.

    Raises:
        RefusedError: the identity or the account is linked already.
    """
    with recorded("account.link_identity", acting=acting, at=at, subject=user):
        try:
            with transaction.atomic():
                LinkedIdentity.objects.create(
                    user=user, issuer=identity.issuer, subject=identity.subject, linked_at=at
                )
        except IntegrityError as error:
            raise RefusedError(
                _(
                    "Định danh này, hoặc tài khoản của bạn, đã có liên kết từ trước. Hãy bỏ liên"
                    " kết cũ trước."
                )
            ) from error


def unlink_identity(user: User, *, acting: Acting, at: datetime) -> None:
    """Untie an account from its identities; the password goes on."""
    with recorded("account.unlink_identity", acting=acting, at=at, subject=user):
        LinkedIdentity.objects.filter(user=user).delete()
