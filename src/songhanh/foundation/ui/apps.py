"""The ui app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Its configuration."""

    name = "songhanh.foundation.ui"
    label = "ui"
