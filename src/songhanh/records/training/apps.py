"""The training app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    """Courses with class days and trainees as counts."""

    name = "songhanh.records.training"
    label = "training"
    verbose_name = _("Tập huấn, bồi dưỡng")

    def ready(self) -> None:
        """Make the kinds known."""
        from songhanh.records.recording.joining import join
        from songhanh.records.training.kind import COURSES, DAYS, TRAINEES

        for plain in (COURSES, DAYS, TRAINEES):
            join(plain.kind)
