"""The documents every installation knows are put in place after migrations and flushes."""

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from songhanh.programme.cascade.actions.documents import load_known_documents


def connect(app: AppConfig) -> None:
    """Called from ``AppConfig.ready``."""
    post_migrate.connect(_prepare, sender=app, dispatch_uid="cascade.prepare")


def _prepare(using: str, **_: object) -> None:
    if "cascade_upperdocument" in connections[using].introspection.table_names():
        load_known_documents()
