"""Ledger app."""

from django.apps import AppConfig
from django.core import checks


class LedgerConfig(AppConfig):
    """The append-only book of entries."""

    name = "songhanh.ledger"
    label = "ledger"
    verbose_name = "Sổ ghi nhận"

    def ready(self) -> None:
        """Listen to migrations; check that the trigger stands."""
        from songhanh.ledger import mirroring, receivers

        receivers.connect(self)
        checks.register(mirroring.check, checks.Tags.database)
