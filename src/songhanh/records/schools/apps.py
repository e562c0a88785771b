"""The schools app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchoolsConfig(AppConfig):
    """Schools with their lessons, monthly activities and flag salutes."""

    name = "songhanh.records.schools"
    label = "schools"
    verbose_name = _("Giáo dục trong nhà trường")

    def ready(self) -> None:
        """Make the kinds known."""
        from songhanh.records.recording.joining import join
        from songhanh.records.schools.kind import ACTIVITIES, SCHOOLS

        for plain in (SCHOOLS, ACTIVITIES):
            join(plain.kind)
