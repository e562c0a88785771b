"""After every migration: the code lists."""

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from songhanh.records.recording.codelists import load_code_lists


def connect(app: AppConfig) -> None:
    """Listen to the end of migrations."""
    post_migrate.connect(_prepare, sender=app, dispatch_uid="recording.prepare")


def _prepare(using: str, **_: object) -> None:
    if "recording_codeentry" in connections[using].introspection.table_names():
        load_code_lists(using)
