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


@keeps_history(personal=("full_name", "folded_name", "email", "password"))
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
