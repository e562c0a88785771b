"""Roles over spans of days, invitations to one, and hand-overs from one person to another."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import append_only, keeps_history
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.registry.roles.enums import Role


@keeps_history()
class UserRole(models.Model):
    """One user may hold several, and chooses one to act in.

    ``branch`` is the scope: the unit at the root of the branch of the tree this role may see.
    ``deputy_for`` is the person in whose place the user acts, for a period; what is done in such a
    role is recorded as done for them.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="roles",
        verbose_name=_("tài khoản"),
    )
    role = models.CharField(_("vai trò"), max_length=2, choices=Role)
    unit = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, related_name="user_roles", verbose_name=_("đơn vị")
    )
    branch = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name=_("phạm vi")
    )
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)

    deputy_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("làm thay"),
    )

    class Meta:
        verbose_name = _("vai trò")
        verbose_name_plural = _("vai trò")
        ordering = ["user", "role", "unit"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__lte=F("valid_to")),
                name="userrole_span_in_order",
            ),
            models.CheckConstraint(
                condition=Q(deputy_for__isnull=True) | Q(valid_to__isnull=False),
                name="userrole_deputies_have_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.unit_id}"

    def is_held(self, on: date) -> bool:
        """Whether the role is held on a day; its first and last day are both inside."""
        return self.valid_from <= on and (self.valid_to is None or self.valid_to >= on)


@keeps_history(personal=("full_name", "email"))
class Invitation(models.Model):
    """An offer of an account with its first role, accepted once with a code that nobody keeps.

    ``digest`` is the keyed digest of the code. Name and mail address go when it is accepted,
    revoked or over: the account has them then, or nobody needs them.
    """

    digest = models.CharField(max_length=64, unique=True)
    full_name = models.CharField(_("họ và tên"), max_length=120, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    role = models.CharField(_("vai trò"), max_length=2, choices=Role)
    unit = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị")
    )
    branch = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name=_("phạm vi")
    )
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)
    created_at = models.DateTimeField(_("mời lúc"))
    expires_at = models.DateTimeField(_("hết hạn lúc"))
    revoked_at = models.DateTimeField(_("rút lại lúc"), null=True)
    accepted_at = models.DateTimeField(_("nhận lúc"), null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("người nhận"),
    )

    class Meta:
        verbose_name = _("lời mời")
        verbose_name_plural = _("lời mời")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.role} {self.unit_id}"


@append_only
class HandOver(models.Model):
    """What one person had to do passes to another: the roles from the day after the last."""

    from_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="hand_overs"
    )
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="taken_over"
    )
    last_day = models.DateField(_("ngày cuối"))
    at = models.DateTimeField(_("bàn giao lúc"))

    class Meta:
        verbose_name = _("bàn giao")
        verbose_name_plural = _("bàn giao")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.from_user_id} {self.to_user_id} {self.last_day}"


@append_only
class HandOverItem(models.Model):
    """One thing that passed: what it is called, and the page it stands on."""

    hand_over = models.ForeignKey(HandOver, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(_("loại"), max_length=80)
    label = models.CharField(_("nội dung"), max_length=300)
    href = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("việc bàn giao")
        verbose_name_plural = _("việc bàn giao")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.label
