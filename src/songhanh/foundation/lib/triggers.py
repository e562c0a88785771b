"""Database triggers on both engines: append-only tables, and the history of changed rows.

Models say what they need with a decorator; ``install`` writes the triggers after every migration,
because SQLite drops them when Django rebuilds a table. Why triggers and not signals: bulk writes
and plain SQL pass signals by (docs/decisions/0004-triggers-keep-the-history.md).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.fields import Field

HISTORY_TABLE = "audit_rowchange"
KEY_TABLE = "audit_historykey"

_ModelClass = TypeVar("_ModelClass", bound=type[models.Model])


@dataclass(frozen=True)
class Protection:
    """What the database must hold for one table."""

    model: type[models.Model]
    append_only: bool = False
    history: bool = False
    personal: frozenset[str] = frozenset()


_protected: dict[str, Protection] = {}


def append_only(model: _ModelClass) -> _ModelClass:
    """Forbid UPDATE, DELETE (and TRUNCATE) on the model's table, in the database itself."""
    _protected[model._meta.db_table] = Protection(model, append_only=True)
    return model


def keeps_history(*, personal: tuple[str, ...] = ()) -> Callable[[_ModelClass], _ModelClass]:
    """Record every UPDATE and DELETE with the row before and after.

    Of the fields named ``personal`` only the name and a keyed digest are kept, so that erasing a
    person erases them from the history too.
    """

    def decorate(model: _ModelClass) -> _ModelClass:
        _protected[model._meta.db_table] = Protection(
            model, history=True, personal=frozenset(personal)
        )
        return model

    return decorate


def protections() -> list[Protection]:
    """Every protected table, by table name."""
    return [_protected[table] for table in sorted(_protected)]


def trigger_names(protection: Protection) -> list[str]:
    """The names of the triggers a table must carry."""
    table = protection.model._meta.db_table
    if protection.append_only:
        return [f"{table}_no_update", f"{table}_no_delete"]
    return [f"{table}_on_update", f"{table}_on_delete"]


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place, replacing what stands there. Tables not made yet are passed by."""
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for protection in protections():
            if protection.model._meta.db_table not in present:
                continue
            if protection.history and not {HISTORY_TABLE, KEY_TABLE} <= present:
                continue
            for statement in _statements(connection.vendor, protection):
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: only for a restore into an empty database, and for emptying a test's."""
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for protection in protections():
            table = protection.model._meta.db_table
            if table not in present:
                continue
            for name in [*trigger_names(protection), f"{table}_no_truncate"]:
                cursor.execute(_drop(connection.vendor, name, table))


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the triggers that should be there and are not."""
    catalogue = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(catalogue)
        found = {row[0] for row in cursor.fetchall()}
    wanted = [name for protection in protections() for name in trigger_names(protection)]
    return [name for name in wanted if name not in found]


def _drop(vendor: str, name: str, table: str) -> str:
    if vendor == "sqlite":
        return f'DROP TRIGGER IF EXISTS "{name}"'
    return f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"'


def _statements(vendor: str, protection: Protection) -> list[str]:
    sqlite = vendor == "sqlite"
    if protection.append_only:
        return _sqlite_append_only(protection) if sqlite else _postgres_append_only(protection)
    return _sqlite_history(protection) if sqlite else _postgres_history(protection)


def _sqlite_append_only(protection: Protection) -> list[str]:
    table = protection.model._meta.db_table
    statements = []
    for verb in ("update", "delete"):
        name = f"{table}_no_{verb}"
        statements += [
            _drop("sqlite", name, table),
            f'CREATE TRIGGER "{name}" BEFORE {verb.upper()} ON "{table}" '
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
        ]
    return statements


def _postgres_append_only(protection: Protection) -> list[str]:
    table = protection.model._meta.db_table
    statements = [
        "CREATE OR REPLACE FUNCTION songhanh_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    ]
    for verb in ("update", "delete", "truncate"):
        name = f"{table}_no_{verb}"
        level = "STATEMENT" if verb == "truncate" else "ROW"
        statements += [
            _drop("postgresql", name, table),
            f'CREATE TRIGGER "{name}" BEFORE {verb.upper()} ON "{table}" '
            f"FOR EACH {level} EXECUTE FUNCTION songhanh_append_only()",
        ]
    return statements


def _columns(protection: Protection) -> list["Field[object, object]"]:
    return [field for field in protection.model._meta.local_concrete_fields if field.column]


def _sqlite_value(side: str, field: "Field[object, object]", personal: frozenset[str]) -> str:
    value = f'{side}."{field.column}"'
    if field.name in personal:
        key = f"(SELECT key FROM {KEY_TABLE} LIMIT 1)"
        return f"CASE WHEN {value} IS NULL THEN NULL ELSE SHA256({key} || {value}) END"
    return value


def _sqlite_history(protection: Protection) -> list[str]:
    table = protection.model._meta.db_table
    key_column = protection.model._meta.pk.column
    fields = _columns(protection)

    def row(side: str) -> str:
        pairs = ", ".join(
            f"'{field.column}', {_sqlite_value(side, field, protection.personal)}"
            for field in fields
        )
        return f"json_object({pairs})"

    statements = []
    for verb, after in (("update", row("NEW")), ("delete", "NULL")):
        name = f"{table}_on_{verb}"
        statements += [
            _drop("sqlite", name, table),
            f'CREATE TRIGGER "{name}" AFTER {verb.upper()} ON "{table}" BEGIN '
            f"INSERT INTO {HISTORY_TABLE} (at, table_name, row_key, operation, before, after, "
            f"fact_id) VALUES (strftime('%Y-%m-%d %H:%M:%f', 'now'), '{table}', "
            f"""CAST(OLD."{key_column}" AS TEXT), '{verb}', {row("OLD")}, {after}, """
            "songhanh_fact()); END",
        ]
    return statements


def _postgres_history(protection: Protection) -> list[str]:
    table = protection.model._meta.db_table
    key_column = protection.model._meta.pk.column
    personal = [f.column for f in _columns(protection) if f.name in protection.personal]

    def row(side: str) -> str:
        whole = f"to_jsonb({side})"
        for column in personal:
            digest = (
                f"encode(sha256(convert_to((SELECT key FROM {KEY_TABLE} LIMIT 1) || "
                f"{side}.\"{column}\"::text, 'UTF8')), 'hex')"
            )
            whole += f" || jsonb_build_object('{column}', {digest})"
        return f"({whole})"

    statements = []
    for verb, after, back in (("update", row("NEW"), "NEW"), ("delete", "NULL", "OLD")):
        name = f"{table}_on_{verb}"
        statements += [
            f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
            f"INSERT INTO {HISTORY_TABLE} (at, table_name, row_key, operation, before, after, "
            f"fact_id) VALUES (clock_timestamp(), '{table}', OLD.\"{key_column}\"::text, "
            f"'{verb}', {row('OLD')}, {after}, "
            "NULLIF(current_setting('songhanh.fact', true), '')::uuid); "
            f"RETURN {back}; END $$",
            _drop("postgresql", name, table),
            f'CREATE TRIGGER "{name}" AFTER {verb.upper()} ON "{table}" '
            f'FOR EACH ROW EXECUTE FUNCTION "{name}"()',
        ]
    return statements
