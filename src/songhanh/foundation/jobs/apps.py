"""The jobs app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Its configuration."""

    name = "songhanh.foundation.jobs"
    label = "jobs"
