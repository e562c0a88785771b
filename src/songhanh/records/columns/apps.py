"""The media columns app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ColumnsConfig(AppConfig):
    """Media columns and the months in which they had an issue."""

    name = "songhanh.records.columns"
    label = "columns"
    verbose_name = _("Chuyên mục")

    def ready(self) -> None:
        """Make the kinds known."""
        from songhanh.records.columns.kind import COLUMNS
        from songhanh.records.recording.joining import join

        join(COLUMNS.kind)
