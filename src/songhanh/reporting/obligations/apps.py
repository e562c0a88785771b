"""The obligations app."""

from django.apps import AppConfig


class ObligationsConfig(AppConfig):
    """Obligations: rules times units, worked out on a day."""

    name = "songhanh.reporting.obligations"
    label = "obligations"
    verbose_name = "Nghĩa vụ báo cáo"
