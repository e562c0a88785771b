"""The activities app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    """Communication activities."""

    name = "songhanh.records.activities"
    label = "activities"
    verbose_name = _("Hoạt động")

    def ready(self) -> None:
        """Make the kind known."""
        from songhanh.records.activities.kind import ACTIVITIES
        from songhanh.records.recording.kinds import register

        register(ACTIVITIES)
