"""A role held by a user in a unit over a span of days."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import keeps_history
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.registry.roles.enums import Role


@keeps_history()
class UserRole(models.Model):
    """One user may hold several, and chooses one to act in.

    ``branch`` is the scope: the unit at the root of the branch of the tree this role may see.
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

    class Meta:
        verbose_name = _("vai trò")
        verbose_name_plural = _("vai trò")
        ordering = ["user", "role", "unit"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__lte=F("valid_to")),
                name="userrole_span_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.unit_id}"
