"""Home app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The first page."""

    name = "songhanh.site.home"
    label = "home"
    verbose_name = _("Việc hôm nay")

    def ready(self) -> None:
        """Put the first page into the navigation."""
        from songhanh.foundation.ui import navigation

        navigation.register(
            "home:today",
            _("Việc hôm nay"),
            section=navigation.Section.WORK,
            order=0,
            icon="today",
        )
