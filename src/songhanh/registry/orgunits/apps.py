"""Units app."""

from django.apps import AppConfig


class OrgUnitsConfig(AppConfig):
    """Units true over time."""

    name = "songhanh.registry.orgunits"
    label = "orgunits"
    verbose_name = "Đơn vị"
