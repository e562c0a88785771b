"""States of an obligation, in the words of the counting rules."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ObligationState(models.TextChoices):
    """Computed from facts and the date; stored nowhere."""

    NOT_DUE = "not_due", _("chưa đến hạn")
    DUE = "due", _("đến hạn")
    ON_TIME = "on_time", _("đúng hạn")
    LATE = "late", _("nộp muộn")
    MISSING = "missing", _("quá hạn, chưa nộp")
    WAIVED = "waived", _("được miễn")


REMINDER_DAYS = (15, 7, 3, 1, -1, -3, -7, -15)
"""Days before a last day (and, below zero, after it) on which units are reminded by default."""
