"""Standing of entries; additivity of measures."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """Whether the record behind an entry has been accepted. ``provisional`` figures add both."""

    PROVISIONAL = "provisional", _("tạm tính")
    ACCEPTED = "accepted", _("đã chấp nhận")


class OverTime(models.TextChoices):
    """How a measure adds up over time."""

    SUM = "sum", _("cộng dồn")
    LAST = "last", _("số cuối kỳ")


class OverUnits(models.TextChoices):
    """How a measure adds up over units."""

    SUM = "sum", _("cộng dồn")
    COUNT_PASSING = "count_passing", _("số đơn vị đạt")
    NONE = "none", _("không cộng")


DIMENSIONS = ("sex", "channel", "integrated", "with_column")
"""Columns of an entry that a measure may declare; those it does not declare stay empty."""
