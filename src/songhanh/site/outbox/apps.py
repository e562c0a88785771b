"""The outbox app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    """Quick entry, with or without network."""

    name = "songhanh.site.outbox"
    label = "outbox"
    verbose_name = _("Ghi nhanh")

    def ready(self) -> None:
        """Put quick entry into the navigation of those who record."""
        from songhanh.foundation.ui import navigation
        from songhanh.registry.roles.enums import RECORDING

        navigation.register(
            "outbox:quick",
            _("Ghi nhanh"),
            section=navigation.Section.WORK,
            order=5,
            icon="plus",
            roles=tuple(RECORDING),
        )
