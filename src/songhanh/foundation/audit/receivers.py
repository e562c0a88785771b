"""Triggers after every migration; what a SQLite connection needs for them."""

import secrets
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

from songhanh.foundation.audit.actions import current_fact_id
from songhanh.foundation.audit.models import HistoryKey
from songhanh.foundation.lib import triggers


def connect(app: AppConfig) -> None:
    """Listen to new connections and to the end of migrations of this app's own.

    ``post_migrate`` is sent once per app in the order of INSTALLED_APPS, after all tables stand,
    so hearing it once is enough.
    """
    connection_created.connect(_prepare_sqlite, dispatch_uid="audit.prepare-sqlite")
    pre_migrate.connect(_make_room, sender=app, dispatch_uid="audit.make-room")
    post_migrate.connect(_install, sender=app, dispatch_uid="audit.install-triggers")


def _prepare_sqlite(connection: Any, **_: object) -> None:
    """Give the connection the function its triggers call, and triggers that see REPLACE too."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("songhanh_fact", 0, current_fact_id)
        connection.connection.execute("PRAGMA recursive_triggers = ON")


def _make_room(using: str, **_: object) -> None:
    triggers.make_room(connections[using])


def _install(using: str, **_: object) -> None:
    connection = connections[using]
    if HistoryKey._meta.db_table in connection.introspection.table_names():
        if not HistoryKey.objects.using(using).exists():
            HistoryKey.objects.using(using).create(key=secrets.token_hex(32))
        triggers.install(connection)
