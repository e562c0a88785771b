"""Elements app."""

from django.apps import AppConfig


class ElementsConfig(AppConfig):
    """Plan elements and where they stand in the text."""

    name = "songhanh.programme.elements"
    label = "elements"
    verbose_name = "Yếu tố kế hoạch"
