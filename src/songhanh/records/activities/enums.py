"""The two ways an activity meets people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mode(models.TextChoices):
    """Direct or indirect."""

    DIRECT = "direct", _("trực tiếp")
    INDIRECT = "indirect", _("gián tiếp")
