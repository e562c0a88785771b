"""Users (somebody who signs in) and failed attempts to sign in."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import keeps_history


class UserManager(BaseUserManager["User"]):
    """Finds users by their sign-in name, which is kept in small letters."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user of a sign-in name, whatever its case.

        Raises:
            User.DoesNotExist: there is none.
        """
        return self.get(username=(username or "").strip().lower())


@keeps_history(personal=("username", "full_name", "folded_name", "email", "password"))
class User(AbstractBaseUser):
    """Somebody who signs in. No permission stands here: roles are held in units, day by day."""

    username = models.CharField(_("tên đăng nhập"), max_length=60, unique=True)
    full_name = models.CharField(_("họ và tên"), max_length=120, blank=True)
    folded_name = models.CharField(_("tên để tìm"), max_length=120, blank=True, db_index=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    is_active = models.BooleanField(_("đang dùng"), default=True)
    must_change_password = models.BooleanField(_("phải đổi mật khẩu"), default=False)
    created_at = models.DateTimeField(_("lập lúc"), null=True)
    last_login = None  # the facts of signing in say it, and this would be a change at every one

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        verbose_name = _("tài khoản")
        verbose_name_plural = _("tài khoản")
        ordering = ["username"]

    def __str__(self) -> str:
        return self.full_name or self.username


class SignInAttempt(models.Model):
    """An attempt to sign in that has not succeeded: counted per name and per address.

    Name and address are kept as keyed digests: they are only ever compared, and what people type
    as their name is now and then their password. Rows older than the lock are deleted.
    """

    name_digest = models.CharField(max_length=64)
    address_digest = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("lần đăng nhập chưa thành công")
        verbose_name_plural = _("lần đăng nhập chưa thành công")
        indexes = [
            models.Index(fields=["name_digest", "at"], name="signinattempt_name"),
            models.Index(fields=["address_digest", "at"], name="signinattempt_address"),
        ]

    def __str__(self) -> str:
        return f"{self.at}"


class OpenSession(models.Model):
    """A session somebody is signed in with, so that they can see and end it.

    ``device`` is said in words, made from what the browser tells; no address is kept. Sessions come
    and go by the thousand and are no record of anything: signing in and ending one are facts.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="open_sessions")
    key = models.CharField(max_length=40, unique=True)
    device = models.CharField(_("thiết bị"), max_length=120, blank=True)
    opened_at = models.DateTimeField(_("đăng nhập lúc"))
    seen_at = models.DateTimeField(_("dùng lần cuối"))

    class Meta:
        verbose_name = _("phiên đăng nhập")
        verbose_name_plural = _("phiên đăng nhập")
        ordering = ["-seen_at", "pk"]

    def __str__(self) -> str:
        return self.device


@keeps_history(personal=("seed",))
class Authenticator(models.Model):
    """An app on a phone that shows a new code every half minute (TOTP, RFC 6238).

    The seed is kept sealed. ``last_step`` is the last half minute a code of which was used: no code
    opens twice.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="authenticator")
    seed = models.TextField()
    confirmed_at = models.DateTimeField(_("dùng từ"))
    last_step = models.BigIntegerField()

    class Meta:
        verbose_name = _("ứng dụng tạo mã")
        verbose_name_plural = _("ứng dụng tạo mã")

    def __str__(self) -> str:
        return f"{self.user_id}"


@keeps_history(personal=("digest",))
class RecoveryCode(models.Model):
    """A code that opens once in place of the second factor; only its keyed digest is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(_("dùng lúc"), null=True)

    class Meta:
        verbose_name = _("mã khôi phục")
        verbose_name_plural = _("mã khôi phục")
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="recoverycode_once_a_user")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}"


@keeps_history(personal=("credential", "public_key", "name"))
class Passkey(models.Model):
    """A key on a device or in a key ring that signs in without a password (WebAuthn).

    ``credential`` and ``public_key`` are base64url.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="passkeys")
    credential = models.CharField(max_length=1400, unique=True)
    public_key = models.TextField()
    sign_count = models.BigIntegerField(default=0)
    name = models.CharField(_("tên"), max_length=80)
    created_at = models.DateTimeField(_("tạo lúc"))

    class Meta:
        verbose_name = _("khóa truy cập")
        verbose_name_plural = _("khóa truy cập")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.name


@keeps_history(personal=("subject",))
class LinkedIdentity(models.Model):
    """Who somebody is at an OpenID provider: by the provider's own unchanging subject."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="identities")
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    linked_at = models.DateTimeField(_("liên kết lúc"))

    class Meta:
        verbose_name = _("định danh liên kết")
        verbose_name_plural = _("định danh liên kết")
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="linkedidentity_one_user"),
            models.UniqueConstraint(fields=["user", "issuer"], name="linkedidentity_one_a_user"),
        ]

    def __str__(self) -> str:
        return self.issuer
