"""The conventions app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConventionsConfig(AppConfig):
    """Village conventions (hương ước, quy ước) with their texts, states and reviews."""

    name = "songhanh.records.conventions"
    label = "conventions"
    verbose_name = _("Hương ước, quy ước")

    def ready(self) -> None:
        """Make both kinds known."""
        from songhanh.records.conventions.kind import CONVENTIONS, STEPS
        from songhanh.records.recording.joining import join

        join(CONVENTIONS.kind)
        join(STEPS.kind)
