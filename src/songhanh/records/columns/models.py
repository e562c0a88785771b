"""A column of an outlet (chuyên mục): its issues are the items that name it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import keeps_history
from songhanh.records.recording.models import Record


class Frequency(models.TextChoices):
    """How often a column is to come."""

    WEEKLY = "weekly", _("hằng tuần")
    FORTNIGHTLY = "fortnightly", _("hai tuần một kỳ")
    MONTHLY = "monthly", _("hằng tháng")
    QUARTERLY = "quarterly", _("hằng quý")


@keeps_history()
class MediaColumn(Record):
    """A column of the outlet that is the record's unit."""

    channel = models.CharField(_("kênh truyền thông"), max_length=20)
    frequency = models.CharField(_("định kỳ"), max_length=12, choices=Frequency)
    started_on = models.DateField(_("mở từ ngày"))
    ended_on = models.DateField(_("đóng ngày"), null=True, blank=True)
    subject = models.TextField(_("nội dung chính"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("chuyên mục")
        verbose_name_plural = _("chuyên mục")
        indexes = [models.Index(fields=["unit", "started_on"], name="mediacolumn_unit")]
