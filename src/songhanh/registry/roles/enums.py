"""The nine roles that sign in (the public does not)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Codes as in the data package's ``users.csv``."""

    LEAD_OFFICER = "LO", _("cán bộ cơ quan thường trực")
    CONTACT_OFFICER = "UO", _("cán bộ đầu mối sở, ngành, đoàn thể")
    COMMUNE_OFFICER = "CO", _("cán bộ cấp xã")
    MEDIA_OFFICER = "MO", _("cán bộ truyền thông, báo chí")
    SCHOOL_OFFICER = "SO", _("cán bộ trường học")
    FINANCE_OFFICER = "FO", _("cán bộ tài chính")
    INSPECTOR = "IN", _("cán bộ kiểm tra")
    LEADER = "LD", _("lãnh đạo")
    ADMINISTRATOR = "AD", _("quản trị viên")


RECORDING = (
    Role.LEAD_OFFICER,
    Role.CONTACT_OFFICER,
    Role.COMMUNE_OFFICER,
    Role.MEDIA_OFFICER,
    Role.SCHOOL_OFFICER,
)
"""Roles that record what their own unit did."""

TERRITORY_WIDE = (
    Role.LEAD_OFFICER,
    Role.FINANCE_OFFICER,
    Role.INSPECTOR,
    Role.LEADER,
    Role.ADMINISTRATOR,
)
"""Roles whose branch is by default the territory their unit stands in, not the unit alone."""
