"""Start-up check: the triggers stand (asked with ``--database default``)."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import connections

from songhanh.foundation.lib import triggers


def register() -> None:
    """Register the check with Django."""
    checks.register(triggers_stand, checks.Tags.database)


def triggers_stand(databases: Sequence[str] | None = None, **_: Any) -> list[checks.CheckMessage]:
    """A warning for every protected table that lost its trigger.

    No error: ``migrate`` asks this too, refuses to run on errors, and is what puts triggers back.
    Whoever serves the site migrates first, then asks ``triggers.missing`` and stops on any answer.
    """
    return [
        checks.Warning(
            f"Trigger {name} is missing in database {alias}.",
            hint="Run 'songhanh migrate': it puts every trigger in place.",
            id="audit.W001",
        )
        for alias in databases or []
        for name in triggers.missing(connections[alias])
    ]
