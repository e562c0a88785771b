"""What an amendment does to an element of a plan."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from songhanh.programme.elements.enums import ElementKind


class ChangeKind(models.TextChoices):
    """One of the three things a decision can do."""

    CHANGED = "changed", _("sửa đổi")
    ADDED = "added", _("bổ sung")
    TAKEN_OUT = "taken_out", _("bãi bỏ")


AMENDABLE = (
    ElementKind.TARGET,
    ElementKind.TASK_GROUP,
    ElementKind.TASK,
    ElementKind.ASSIGNMENT,
    ElementKind.DUTY,
    ElementKind.REPORTING_RULE,
)
"""Kinds a decision amends: what a plan asks for, of whom and by when."""
