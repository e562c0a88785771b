"""Words of entered figures."""

from django.db import models
from django.utils.translation import gettext_lazy as _

EVERYBODY = "all"
"""The group that stands for all respondents, as in the data package."""


class RoundRole(models.TextChoices):
    """What a round of a survey is for, as in the data package."""

    BASELINE = "baseline", _("lần nền")
    MID = "mid", _("lần giữa kỳ")
    END = "end", _("lần cuối kỳ")
