"""The plans app."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans: documents, their reading, review and publication."""

    name = "songhanh.programme.plans"
    label = "plans"
    verbose_name = "Kế hoạch"
