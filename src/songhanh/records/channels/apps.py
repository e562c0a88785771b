"""The channels app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChannelsConfig(AppConfig):
    """Channels, and whom they reach month by month."""

    name = "songhanh.records.channels"
    label = "channels"
    verbose_name = _("Kênh truyền thông")

    def ready(self) -> None:
        """Make the kinds known."""
        from songhanh.records.channels.kind import CHANNELS, READINGS
        from songhanh.records.recording.joining import join

        join(CHANNELS.kind)
        join(READINGS.kind)
