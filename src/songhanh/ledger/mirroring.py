"""The trigger that holds every reversal to the entry it reverses, in the database itself.

A reversal has the unit, measure, day, dimensions, standing and source of its entry, the opposite
quantity, is not posted before it, and reverses no reversal. That an entry is reversed only once is
a unique constraint. SQLite drops triggers when Django rebuilds a table, so this one is put in place
after every migration, as those of ``foundation/lib/triggers`` are.
"""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

NAME = "ledger_entry_mirrors"

_SAME = " AND ".join(
    f"e.{column} = NEW.{column}"
    for column in (
        "unit_id",
        "measure_id",
        "occurred_on",
        "standing",
        "sex",
        "channel",
        "integrated",
        "with_column",
        "source_kind",
        "source_id",
    )
)
_MIRROR = (
    "SELECT 1 FROM ledger_entry e WHERE e.id = NEW.reverses_id AND e.reverses_id IS NULL "  # noqa: S608 - made of the column names above
    f"AND e.quantity = -NEW.quantity AND e.posted_at <= NEW.posted_at AND {_SAME}"
)
_SENTENCE = "a reversal must mirror the entry it reverses"

_SQLITE = [
    f"DROP TRIGGER IF EXISTS {NAME}",
    f"CREATE TRIGGER {NAME} BEFORE INSERT ON ledger_entry WHEN NEW.reverses_id IS NOT NULL "
    f"AND NOT EXISTS ({_MIRROR}) BEGIN SELECT RAISE(ABORT, '{_SENTENCE}'); END",
]
_POSTGRES = [
    f"CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"IF NOT EXISTS ({_MIRROR}) THEN RAISE EXCEPTION '{_SENTENCE}' "
    "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",
    f"DROP TRIGGER IF EXISTS {NAME} ON ledger_entry",
    f"CREATE TRIGGER {NAME} BEFORE INSERT ON ledger_entry FOR EACH ROW "
    f"WHEN (NEW.reverses_id IS NOT NULL) EXECUTE FUNCTION {NAME}()",
]


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the trigger in place, replacing what stands there."""
    with connection.cursor() as cursor:
        for statement in _SQLITE if connection.vendor == "sqlite" else _POSTGRES:
            cursor.execute(statement)


def stands(connection: BaseDatabaseWrapper) -> bool:
    """Whether the database carries it."""
    catalogue = (
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name = %s"
        if connection.vendor == "sqlite"
        else "SELECT count(*) FROM pg_trigger WHERE tgname = %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(catalogue, [NAME])
        return bool(cursor.fetchone()[0])


def check(databases: Sequence[str] | None = None, **_: Any) -> list[checks.CheckMessage]:
    """A warning when a migrated database lost the trigger: an error would stop migrate itself."""
    return [
        checks.Warning(
            f"Trigger {NAME} is missing in database {alias}.",
            hint="Run 'songhanh migrate': it puts every trigger in place.",
            id="ledger.W001",
        )
        for alias in databases or []
        if "ledger_entry" in connections[alias].introspection.table_names()
        and not stands(connections[alias])
    ]
