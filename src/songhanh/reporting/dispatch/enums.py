"""Where a document stands on its way, and by what means it went."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DispatchState(models.TextChoices):
    """Where a document stands; worked out from what happened, not stored."""

    PREPARED = "prepared", _("chờ cấp số")
    ISSUED = "issued", _("đã cấp số, chưa gửi hết")
    SENT = "sent", _("đã gửi, chờ xác nhận")
    CONFIRMED = "confirmed", _("mọi nơi đã xác nhận")


class Means(models.TextChoices):
    """By what means a document was sent."""

    E_OFFICE = "e_office", _("trục liên thông, hệ thống quản lý văn bản")
    PLATFORM = "platform", _("trên hệ thống này")
    PAPER = "paper", _("bản giấy")
    EMAIL = "email", _("thư điện tử công vụ")
    PORTAL = "portal", _("đăng cổng thông tin")
