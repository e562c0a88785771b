"""Ledger app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The append-only book of entries."""

    name = "songhanh.ledger"
    label = "ledger"
    verbose_name = "Sổ ghi nhận"
