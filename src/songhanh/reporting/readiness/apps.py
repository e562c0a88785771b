"""Readiness app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadinessConfig(AppConfig):
    """Units that owe reports, and the people who can send them."""

    name = "songhanh.reporting.readiness"
    label = "readiness"
    verbose_name = _("Sẵn sàng báo cáo")

    def ready(self) -> None:
        """Put the page into the navigation."""
        from songhanh.foundation.ui import navigation
        from songhanh.registry.roles.enums import Role

        navigation.register(
            "readiness:units",
            _("Đơn vị và người nộp"),
            section=navigation.Section.REPORTS,
            order=60,
            icon="people",
            roles=(Role.LEAD_OFFICER, Role.ADMINISTRATOR),
        )
