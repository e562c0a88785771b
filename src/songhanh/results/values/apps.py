"""Values app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ValuesConfig(AppConfig):
    """Indicator values: the value, the status, and what is behind them."""

    name = "songhanh.results.values"
    label = "values"
    verbose_name = _("Giá trị thực hiện")

    def ready(self) -> None:
        """Put the results into the navigation and onto the pages of units."""
        from songhanh.foundation.ui import navigation
        from songhanh.registry.orgunits import panels
        from songhanh.results.values.panels import results_panel

        navigation.register(
            "results:index",
            _("Kết quả"),
            section=navigation.Section.PROGRAMME,
            order=20,
            icon="target",
        )
        panels.register("results", "values/unit_panel.html", results_panel)
