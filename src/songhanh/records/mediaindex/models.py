"""The stage at which a media body applies the indicator set, from a day on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import keeps_history
from songhanh.records.recording.models import Record


class Stage(models.TextChoices):
    """How far a media body applies the indicator set (mức áp dụng), as in the data package."""

    NONE = "none", _("chưa áp dụng")
    STUDY = "study", _("nghiên cứu")
    PILOT = "pilot", _("thí điểm")
    OFFICIAL = "official", _("chính thức")


@keeps_history()
class AdoptionStage(Record):
    """A media body has reached a stage; the unit is the body."""

    stage = models.CharField(_("mức áp dụng"), max_length=10, choices=Stage)
    from_on = models.DateField(_("từ ngày"))
    document = models.CharField(
        _("văn bản quyết định áp dụng"),
        max_length=200,
        blank=True,
        help_text=_("Số, ngày và cơ quan ban hành. Áp dụng chính thức cần có văn bản."),
    )

    class Meta:
        verbose_name = _("mức áp dụng bộ chỉ số")
        verbose_name_plural = _("mức áp dụng bộ chỉ số")
        indexes = [models.Index(fields=["unit", "from_on"], name="adoptionstage_unit_day")]
