"""Values app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ValuesConfig(AppConfig):
    """Indicator values: the value, the status, and what is behind them."""

    name = "songhanh.results.values"
    label = "values"
    verbose_name = _("Giá trị thực hiện")

    def ready(self) -> None:
        """Put the results into the navigation."""
        from songhanh.foundation.ui import navigation

        navigation.register(
            "results:index",
            _("Kết quả"),
            section=navigation.Section.PROGRAMME,
            order=20,
            icon="target",
        )
