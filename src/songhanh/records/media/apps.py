"""The media app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    """Media items."""

    name = "songhanh.records.media"
    label = "media"
    verbose_name = _("Tin, bài")

    def ready(self) -> None:
        """Make the kind known."""
        from songhanh.records.media.kind import MEDIA_ITEMS
        from songhanh.records.recording.kinds import register

        register(MEDIA_ITEMS)
