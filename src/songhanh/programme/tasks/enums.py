"""Roles of an assignment; parts of a task list."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AssignedRole(models.TextChoices):
    """What an agency is asked to be. Empty: the text does not say."""

    LEAD = "lead", _("chủ trì")
    COORDINATE = "coordinate", _("phối hợp")
    REQUESTED = "requested", pgettext_lazy("role", "đề nghị")


class TaskPart(models.TextChoices):
    """Method or content, as printed in plans."""

    METHOD = "phương thức", _("phương thức")
    CONTENT = "nội dung", _("nội dung")
