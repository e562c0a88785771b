"""What was done in a review, step by step, with the state before each step."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import append_only, keeps_history
from songhanh.programme.plans.enums import PlanStatus, StepKind
from songhanh.programme.plans.models.plan import PlanDocument


@keeps_history()
class ReviewStep(models.Model):
    """One step of a review: what was done, to what, and the rows as they were before.

    ``before`` holds the rows a step changed, as Django writes rows, and the ids of the elements it
    holds with all that hangs on them; ``created`` the ids of the elements it made. Steps are taken
    back from the last one on, so that what a step found before it is there again.
    """

    plan = models.ForeignKey(PlanDocument, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    kind = models.CharField(_("việc"), max_length=20, choices=StepKind)
    label = models.CharField(_("nội dung"), max_length=300)
    count = models.PositiveIntegerField(_("số mục"), default=1)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    created = models.JSONField(default=list)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(_("lúc"))
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(_("hoàn lại lúc"), null=True)

    class Meta:
        verbose_name = _("bước xác nhận")
        verbose_name_plural = _("bước xác nhận")
        ordering = ["plan", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="reviewstep_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.label}"


@append_only
class PlanMove(models.Model):
    """A move in the life of a plan: from which status to which, holding from which day, and why."""

    plan = models.ForeignKey(PlanDocument, on_delete=models.PROTECT, related_name="moves")
    from_status = models.CharField(max_length=12, choices=PlanStatus)
    to_status = models.CharField(max_length=12, choices=PlanStatus)
    on = models.DateField(_("từ ngày"))
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("chuyển tình trạng kế hoạch")
        verbose_name_plural = _("chuyển tình trạng kế hoạch")
        ordering = ["plan", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.from_status} → {self.to_status}"
