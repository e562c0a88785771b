"""The ui app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Components, page frame, navigation."""

    name = "songhanh.foundation.ui"
    label = "ui"

    def ready(self) -> None:
        """Register the start-up check."""
        from songhanh.foundation.ui import checks

        checks.register()
