"""The values app."""

from django.apps import AppConfig


class ValuesConfig(AppConfig):
    """Indicator values: the value, the status, and what is behind them."""

    name = "songhanh.results.values"
    label = "values"
    verbose_name = "Giá trị thực hiện"
