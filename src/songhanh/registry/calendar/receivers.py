"""After every migration: the occasions and days off of the whole country."""

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from songhanh.registry.calendar.models import SpecialDay
from songhanh.registry.calendar.national import load_national


def connect(app: AppConfig) -> None:
    """Listen to the end of migrations."""
    post_migrate.connect(_prepare, sender=app, dispatch_uid="calendar.prepare")


def _prepare(using: str, **_: object) -> None:
    if SpecialDay._meta.db_table in connections[using].introspection.table_names():
        load_national(using)
