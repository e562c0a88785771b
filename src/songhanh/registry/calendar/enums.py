"""Kinds of occasions and of days."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OccasionKind(models.TextChoices):
    """What an occasion is."""

    DAY = "day", _("ngày kỷ niệm")
    CAMPAIGN = "campaign", _("đợt cao điểm")


class SpecialDayKind(models.TextChoices):
    """Why a day is not what its weekday says."""

    HOLIDAY = "holiday", _("ngày nghỉ lễ, tết")
    IN_LIEU = "in_lieu", _("ngày nghỉ bù, nghỉ hoán đổi")
    WORKING = "working", _("ngày nghỉ cuối tuần đi làm")
