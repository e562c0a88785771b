"""After every migration: the measures, and the trigger that holds a reversal to its entry."""

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from songhanh.ledger import mirroring
from songhanh.ledger.measures import load_measures


def connect(app: AppConfig) -> None:
    """Listen to the end of migrations."""
    post_migrate.connect(_prepare, sender=app, dispatch_uid="ledger.prepare")


def _prepare(using: str, **_: object) -> None:
    if "ledger_entry" not in connections[using].introspection.table_names():
        return  # migrated back to before the ledger stood
    load_measures(using)
    mirroring.install(connections[using])
