"""What a unit plans for a campaign, and where an officer put a record into one or took it out."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import keeps_history
from songhanh.records.recording.models import Record


@keeps_history()
class CampaignPlan(Record):
    """The plan of a unit for a campaign of a year; ``campaign`` is the code of the occasion."""

    campaign = models.CharField(_("đợt cao điểm"), max_length=40)
    year = models.PositiveSmallIntegerField(_("năm"))
    number = models.CharField(_("số văn bản"), max_length=60, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    planned = models.TextField(_("hoạt động dự kiến"), max_length=4000, blank=True)

    class Meta:
        verbose_name = _("kế hoạch đợt cao điểm")
        verbose_name_plural = _("kế hoạch đợt cao điểm")
        indexes = [models.Index(fields=["campaign", "year", "unit"], name="campaignplan_of_unit")]


@keeps_history()
class CampaignTag(models.Model):
    """An officer's word on whether a record belongs to a campaign; without one its day decides."""

    campaign = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    record_kind = models.CharField(max_length=40)
    record_id = models.BigIntegerField()
    belongs = models.BooleanField()
    tagged_at = models.DateTimeField()
    tagged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("bản ghi thuộc đợt cao điểm")
        verbose_name_plural = _("bản ghi thuộc đợt cao điểm")
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "year", "record_kind", "record_id"], name="campaigntag_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.campaign} {self.year} {self.record_kind}:{self.record_id}"
