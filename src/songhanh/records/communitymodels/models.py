"""A community model (câu lạc bộ, mô hình), and its meetings."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import keeps_history
from songhanh.records.recording.models import Record


class ModelType(models.TextChoices):
    """Types of model, as in the data package."""

    CLUB = "club", _("câu lạc bộ")
    FRIENDLY_CORNER = "friendly_corner", _("góc thân thiện")
    TRUSTED_ADDRESS = "trusted_address", _("địa chỉ tin cậy")
    EQUALITY_MODEL = "equality_model", _("mô hình bình đẳng giới")
    DIGITAL_COMMUNITY = "digital_community", _("Mô hình Truyền thông số cộng đồng")
    OTHER = "other", _("mô hình khác")


@keeps_history()
class CommunityModel(Record):
    """A model of a commune, kept as long as it lives."""

    type = models.CharField(_("loại mô hình"), max_length=20, choices=ModelType)
    started_on = models.DateField(_("ngày thành lập"))
    ended_on = models.DateField(_("ngày kết thúc"), null=True, blank=True)
    setting = models.CharField(_("nơi, dịp"), max_length=40, blank=True)
    audiences = models.CharField(_("nhóm đối tượng"), max_length=400, blank=True)
    male = models.PositiveIntegerField(_("thành viên nam"), null=True, blank=True)
    female = models.PositiveIntegerField(_("thành viên nữ"), null=True, blank=True)
    channels = models.CharField(_("kênh của mô hình"), max_length=300, blank=True)
    source = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="copies",
        verbose_name=_("nhân rộng từ mô hình"),
    )
    effect = models.TextField(_("hiệu quả, cách làm hay"), max_length=4000, blank=True)
    contact = models.CharField(
        _("người và số liên hệ"),
        max_length=300,
        blank=True,
        help_text=_("Chỉ cán bộ của đơn vị và cơ quan thường trực thấy."),
    )

    class Meta:
        verbose_name = _("mô hình")
        verbose_name_plural = _("mô hình")
        indexes = [models.Index(fields=["unit", "started_on"], name="communitymodel_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="communitymodel_days_in_order",
            )
        ]


@keeps_history()
class ModelMeeting(Record):
    """An activity of a model (sinh hoạt của mô hình)."""

    model = models.ForeignKey(
        CommunityModel,
        on_delete=models.PROTECT,
        related_name="meetings",
        verbose_name=_("mô hình"),
    )
    held_on = models.DateField(_("ngày sinh hoạt"))
    subject = models.CharField(_("nội dung"), max_length=300, blank=True)
    male = models.PositiveIntegerField(_("nam"), null=True, blank=True)
    female = models.PositiveIntegerField(_("nữ"), null=True, blank=True)

    class Meta:
        verbose_name = _("sinh hoạt của mô hình")
        verbose_name_plural = _("sinh hoạt của mô hình")
        indexes = [models.Index(fields=["unit", "held_on"], name="modelmeeting_unit")]
