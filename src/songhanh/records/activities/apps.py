"""The activities app."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """Communication activities."""

    name = "songhanh.records.activities"
    label = "activities"
    verbose_name = "Hoạt động"
