"""Requests of persons about their data."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import keeps_history
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.registry.privacy.enums import Outcome, RequestKind


@keeps_history(personal=("person_name", "contact", "wish", "answer", "extension_reason"))
class DataRequest(models.Model):
    """What somebody asks about their data, and what was answered when.

    ``person`` is their account, if they have one. Deadlines are not stored: they follow from the
    day it came, the kind and the calendar of ``branch``, whose administrators answer it.
    """

    branch = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị")
    )
    kind = models.CharField(_("yêu cầu"), max_length=10, choices=RequestKind)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="data_requests",
        verbose_name=_("tài khoản"),
    )
    person_name = models.CharField(_("họ và tên"), max_length=120, blank=True)
    contact = models.CharField(_("liên hệ"), max_length=200, blank=True)
    wish = models.TextField(_("nội dung yêu cầu"), blank=True)
    received_on = models.DateField(_("ngày nhận"))
    acknowledged_on = models.DateField(_("xác nhận đã nhận ngày"), null=True, blank=True)
    extended_on = models.DateField(_("gia hạn ngày"), null=True, blank=True)
    extension_reason = models.TextField(_("lý do gia hạn"), blank=True)
    answered_on = models.DateField(_("trả lời ngày"), null=True, blank=True)
    outcome = models.CharField(_("kết quả"), max_length=8, choices=Outcome, blank=True)
    answer = models.TextField(_("trả lời"), blank=True)

    class Meta:
        verbose_name = _("yêu cầu về dữ liệu cá nhân")
        verbose_name_plural = _("yêu cầu về dữ liệu cá nhân")
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, outcome="")
                | (Q(answered_on__isnull=False) & ~Q(outcome="")),
                name="datarequest_answered_with_an_outcome",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"
