"""Coverage app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoverageConfig(AppConfig):
    """Groups by areas over a period, and who was never reached."""

    name = "songhanh.results.coverage"
    label = "coverage"
    verbose_name = _("Độ phủ")

    def ready(self) -> None:
        """Put the matrix into the navigation."""
        from songhanh.foundation.ui import navigation

        navigation.register(
            "coverage:index",
            _("Độ phủ đối tượng, địa bàn"),
            section=navigation.Section.PROGRAMME,
            order=27,
            icon="place",
        )
