"""Where an import of an Excel file stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportState(models.TextChoices):
    """An import is looked at first, then stored, and may be undone as a whole."""

    OPEN = "open", _("đang xem trước")
    STORED = "stored", _("đã nhập")
    UNDONE = "undone", _("đã hoàn tác")


class DayOrder(models.TextChoices):
    """How days like 3/8/2026 are meant in the file."""

    ASK = "ask", _("hỏi lại ngày viết như 3/8")
    DAY_FIRST = "day_first", _("ngày trước: 3/8 là ngày 3 tháng 8")
    MONTH_FIRST = "month_first", _("tháng trước: 3/8 là ngày 8 tháng 3")
