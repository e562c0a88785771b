"""An amendment and each of its changes: which words gave way to which."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import append_only, keeps_history
from songhanh.programme.amendments.enums import ChangeKind
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.models import PlanDocument


@keeps_history()
class Amendment(models.Model):
    """A decision that changes a published plan from a day on (quyết định sửa đổi, bổ sung).

    ``undoes`` is the amendment whose changes this one takes back.
    """

    plan = models.ForeignKey(PlanDocument, on_delete=models.PROTECT, related_name="amendments")
    number = models.CharField(_("số, ký hiệu quyết định"), max_length=60)
    issued_on = models.DateField(_("ngày ban hành"))
    effective_on = models.DateField(_("có hiệu lực từ ngày"))
    title = models.TextField(_("trích yếu"), blank=True)
    filename = models.CharField(_("tên tệp"), max_length=250, blank=True)
    file_key = models.CharField(max_length=120, blank=True)
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="undone_by"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("sửa đổi kế hoạch")
        verbose_name_plural = _("sửa đổi kế hoạch")
        ordering = ["effective_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number", "issued_on"], name="amendment_number_and_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.issued_on:%d/%m/%Y}"


@append_only
class AmendmentChange(models.Model):
    """One change: the element as it is from the day on, and its words until then.

    ``past`` is empty where the element was added.
    """

    amendment = models.ForeignKey(Amendment, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(_("việc"), max_length=10, choices=ChangeKind)
    element = models.ForeignKey(PlanElement, on_delete=models.PROTECT, related_name="amended_by")
    past = models.OneToOneField(
        PlanElement, on_delete=models.PROTECT, null=True, related_name="ended_by"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("nội dung sửa đổi")
        verbose_name_plural = _("nội dung sửa đổi")
        ordering = ["amendment", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.ADDED, past__isnull=True)
                | (~Q(kind=ChangeKind.ADDED) & Q(past__isnull=False)),
                name="amendmentchange_keeps_what_was",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.element_id}"
