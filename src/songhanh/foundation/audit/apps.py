"""The audit app puts the triggers in place after every migration."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Facts and row changes."""

    name = "songhanh.foundation.audit"
    label = "audit"
    verbose_name = "Nhật ký"

    def ready(self) -> None:
        """Connect the receivers and the start-up check."""
        from songhanh.foundation.audit import checks, receivers

        receivers.connect(self)
        checks.register()
