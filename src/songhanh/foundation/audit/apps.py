"""The audit app: it puts the triggers in place after every migration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Facts and row changes."""

    name = "songhanh.foundation.audit"
    label = "audit"
    verbose_name = _("Nhật ký")

    def ready(self) -> None:
        """Connect the receivers and the start-up check; name the page."""
        from songhanh.foundation.audit import checks, receivers
        from songhanh.foundation.audit.enums import ADMINISTRATOR, LEAD_OFFICER
        from songhanh.foundation.ui import navigation

        receivers.connect(self)
        checks.register()
        navigation.register(
            "audit:entries",
            _("Nhật ký"),
            section=navigation.Section.ADMINISTRATION,
            order=20,
            icon="audit",
            roles=(ADMINISTRATOR, LEAD_OFFICER),
        )
