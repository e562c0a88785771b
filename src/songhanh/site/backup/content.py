"""What a backup holds, and how a value is written in it: shared by writing and restoring."""

import base64
import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

FORMAT = "songhanh-backup"
VERSION = 1

LEFT_OUT = {"sessions", "contenttypes", "auth"}
"""Apps whose rows belong to one running site (sign-ins) or are made anew by a migration."""


def kept_models() -> list[type[models.Model]]:
    """Every table of a backup, in an order that does not depend on the machine."""
    kept = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.app_label not in LEFT_OUT
    ]
    return sorted(kept, key=lambda model: model._meta.db_table)


def migrations() -> list[list[str]]:
    """The migrations the database has seen: a backup fits only a database of the same form."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted([app, name] for app, name in applied if app not in LEFT_OUT)


def columns(model: type[models.Model]) -> list["models.Field[Any, Any]"]:
    """The stored fields of a model, in order."""
    return [field for field in model._meta.local_concrete_fields if field.column]


def written(value: object) -> object:
    """JSON's form of a stored value; moments keep their microseconds and their zone.

    Raises:
        TypeError: for a kind of value no field of the product has.
    """
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | uuid.UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    raise TypeError(f"{type(value).__name__} cannot be backed up")


def read_back(field: "models.Field[Any, Any]", value: Any) -> Any:
    """The stored value a field had when it was written."""
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    stored = field.target_field if isinstance(field, models.ForeignKey) else field
    return stored.to_python(value)
