"""Totals app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TotalsConfig(AppConfig):
    """What was done over several years, unit by unit, as reported and on one map."""

    name = "songhanh.results.totals"
    label = "totals"
    verbose_name = _("Số liệu qua các năm")

    def ready(self) -> None:
        """Put the totals into the navigation."""
        from songhanh.foundation.ui import navigation

        navigation.register(
            "totals:index",
            _("Số liệu qua các năm"),
            section=navigation.Section.PROGRAMME,
            order=25,
            icon="target",
        )
