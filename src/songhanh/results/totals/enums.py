"""Words of the totals pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TotalsMapChoice(models.TextChoices):
    """The three maps."""

    REPORTED = "reported", _("như đã báo cáo: đơn vị của từng ngày")
    NEW = "new", _("bản đồ mới: đơn vị cuối mỗi năm")
    SERIES = "series", _("chuỗi so sánh: bản đồ của một ngày")


class RowChoice(models.TextChoices):
    """What one row stands for."""

    UNIT = "unit", _("từng đơn vị")
    PROVINCE = "province", _("từng tỉnh, thành phố")
