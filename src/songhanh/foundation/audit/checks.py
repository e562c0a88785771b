"""Start-up check: the triggers stand (run with ``--database default``, as serve and migrate do)."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import connections

from songhanh.foundation.lib import triggers


def register() -> None:
    """Register the check with Django."""
    checks.register(triggers_stand, checks.Tags.database)


def triggers_stand(databases: Sequence[str] | None = None, **_: Any) -> list[checks.CheckMessage]:
    """An error for every protected table that lost its trigger."""
    problems: list[checks.CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        tables = set(connection.introspection.table_names())
        if triggers.HISTORY_TABLE not in tables:
            continue  # not migrated yet
        problems += [
            checks.Error(
                f"Trigger {name} is missing in database {alias}.",
                hint="Run 'songhanh migrate': it puts every trigger in place.",
                id="audit.E001",
            )
            for name in triggers.missing(connection)
        ]
    return problems
