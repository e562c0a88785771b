"""A channel with its owner, address and state; how many it reached, month by month."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.triggers import keeps_history
from songhanh.records.recording.models import Record


class ReadingSource(models.TextChoices):
    """Where the figures of a reading come from."""

    TYPED = "typed", _("tự ghi")
    SCREENSHOT = "screenshot", _("ảnh chụp màn hình")


@keeps_history()
class Channel(Record):
    """A channel of the unit that owns it."""

    type = models.CharField(_("loại kênh"), max_length=40)
    address = models.URLField(
        _("địa chỉ trên mạng"),
        max_length=300,
        blank=True,
        help_text=_("Ví dụ facebook.com/xaanhoa; thiếu https:// thì được thêm vào."),
    )
    place = models.CharField(_("nơi đặt"), max_length=200, blank=True)
    is_official = models.BooleanField(_("kênh chính thức, đã xác thực?"), null=True, blank=True)
    is_working = models.BooleanField(_("đang hoạt động tốt?"), null=True, blank=True)
    opened_on = models.DateField(_("mở từ ngày"), null=True, blank=True)
    closed_on = models.DateField(_("đóng ngày"), null=True, blank=True)
    households = models.PositiveIntegerField(
        _("số hộ trong địa bàn của kênh"),
        null=True,
        blank=True,
        help_text=_("Để tính tỷ lệ hộ tiếp cận; tỷ lệ không bao giờ quá 100%."),
    )
    audience = models.CharField(_("người theo dõi chủ yếu"), max_length=200, blank=True)
    consent = models.CharField(
        _("đồng ý của chủ tài khoản cá nhân"),
        max_length=200,
        blank=True,
        help_text=_("Với tài khoản của người có ảnh hưởng: văn bản đồng ý, ngày."),
    )

    class Meta:
        verbose_name = _("kênh truyền thông")
        verbose_name_plural = _("kênh truyền thông")
        indexes = [models.Index(fields=["unit", "standing"], name="channel_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(opened_on__isnull=True)
                | Q(closed_on__isnull=True)
                | Q(closed_on__gte=F("opened_on")),
                name="channel_days_in_order",
            )
        ]


@keeps_history()
class ReachReading(Record):
    """What a channel reached on a day; views and interactions are those of the month before it."""

    channel = models.ForeignKey(
        Channel, on_delete=models.PROTECT, related_name="readings", verbose_name=_("kênh")
    )
    read_on = models.DateField(_("ngày ghi số"))
    followers = models.PositiveIntegerField(_("người theo dõi"), null=True, blank=True)
    members = models.PositiveIntegerField(_("thành viên"), null=True, blank=True)
    households = models.PositiveIntegerField(_("số hộ tiếp cận"), null=True, blank=True)
    views = models.PositiveIntegerField(_("lượt xem trong tháng"), null=True, blank=True)
    interactions = models.PositiveIntegerField(
        _("lượt tương tác trong tháng"), null=True, blank=True
    )
    source = models.CharField(
        _("nguồn số liệu"), max_length=12, choices=ReadingSource, default=ReadingSource.TYPED
    )

    class Meta:
        verbose_name = _("số tiếp cận")
        verbose_name_plural = _("số tiếp cận")
        indexes = [models.Index(fields=["unit", "read_on"], name="reachreading_unit")]
