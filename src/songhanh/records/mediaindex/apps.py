"""The app of the indicator set in media bodies."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaIndexConfig(AppConfig):
    """Stages at which media bodies apply the indicator set."""

    name = "songhanh.records.mediaindex"
    label = "mediaindex"
    verbose_name = _("Bộ chỉ số về giới trong truyền thông")

    def ready(self) -> None:
        """Make the kind known."""
        from songhanh.records.mediaindex.kind import STAGES
        from songhanh.records.recording.joining import join

        join(STAGES.kind)
