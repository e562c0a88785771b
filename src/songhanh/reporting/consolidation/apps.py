"""The consolidation app."""

from django.apps import AppConfig


class ConsolidationConfig(AppConfig):
    """Consolidation of approved submissions."""

    name = "songhanh.reporting.consolidation"
    label = "consolidation"
    verbose_name = "Tổng hợp"
