"""The triggers in SQLite's words.

They call ``songhanh_fact()`` and rely on ``PRAGMA recursive_triggers`` (without it REPLACE deletes
rows behind the triggers' back); every connection of the product gets both when it opens. A
connection of another program has no such function, so it cannot change a row that keeps a history.
"""

from typing import Any

from django.db import models
from django.db.models.fields import Field

from songhanh.foundation.lib.triggers.declaring import (
    HISTORY_TABLE,
    KEY_TABLE,
    Protection,
    Seal,
)

CATALOGUE = "SELECT name, tbl_name, 1 FROM sqlite_master WHERE type = 'trigger'"


def append_only(protection: Protection, names: list[str]) -> list[str]:
    """Refuse UPDATE and DELETE."""
    table = protection.table
    return [
        f'CREATE TRIGGER "{name}" BEFORE {verb} ON "{table}" '
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for name, verb in zip(names, ("UPDATE", "DELETE"), strict=True)
    ]


def closing(seal: Seal, names: list[str]) -> list[str]:
    """Refuse the verbs on rows that are closed."""
    return [
        f'CREATE TRIGGER "{name}" BEFORE {verb.upper()} ON "{seal.table}" '
        f"WHEN {seal.when.format(row='NEW' if verb == 'insert' else 'OLD')} "
        f"BEGIN SELECT RAISE(ABORT, '{seal.table}: the row is closed'); END"
        for name, verb in zip(names, seal.verbs, strict=True)
    ]


def history(protection: Protection, names: list[str]) -> list[str]:
    """Keep the row before and after."""
    table = protection.table
    changed = " OR ".join(
        f'OLD."{field.column}" IS NOT NEW."{field.column}"' for field in protection.fields
    )
    was, after = _row("OLD", protection), _row("NEW", protection)
    on_update, on_delete = names
    return [
        f'CREATE TRIGGER "{on_update}" AFTER UPDATE ON "{table}" WHEN {changed} '
        f"BEGIN {_keep(protection, 'update', was, after)}; END",
        f'CREATE TRIGGER "{on_delete}" AFTER DELETE ON "{table}" '
        f"BEGIN {_keep(protection, 'delete', was, 'NULL')}; END",
    ]


def _keep(protection: Protection, operation: str, before: str, after: str) -> str:
    key = _as_json_writes(f'OLD."{protection.key_column}"', protection.model._meta.pk)
    return (
        f"INSERT INTO {HISTORY_TABLE} "  # noqa: S608 - names of our own tables and columns, no input
        "(at, table_name, row_key, operation, before, after, fact_id) VALUES ("
        f"strftime('%Y-%m-%d %H:%M:%f', 'now'), '{protection.table}', CAST({key} AS TEXT), "
        f"'{operation}', {before}, {after}, songhanh_fact())"
    )


def _row(side: str, protection: Protection) -> str:
    pairs = ", ".join(
        f"'{field.column}', {_value(side, field, protection.personal)}"
        for field in protection.fields
    )
    return f"json_object({pairs})"


def _value(side: str, field: "Field[Any, Any]", personal: frozenset[str]) -> str:
    value = f'{side}."{field.column}"'
    if field.name in personal:
        key = f"(SELECT key FROM {KEY_TABLE} LIMIT 1)"  # noqa: S608 - the name of our own table
        return f"CASE WHEN {value} IS NULL THEN NULL ELSE SHA256({key} || {value}) END"
    return _as_json_writes(value, field)


def _as_json_writes(value: str, field: "Field[Any, Any]") -> str:
    """The value as PostgreSQL's ``to_jsonb`` writes it, where SQLite stores it in another form."""
    if isinstance(field, models.BooleanField):
        return f"json(CASE {value} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END)"
    if isinstance(field, models.JSONField):
        return f"json({value})"
    if isinstance(field, models.DateTimeField):
        return f"replace({value}, ' ', 'T') || '+00:00'"
    if isinstance(field, models.UUIDField):
        parts = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
        return " || '-' || ".join(f"substr({value}, {start}, {size})" for start, size in parts)
    if isinstance(field, models.BinaryField):
        return f"'\\x' || lower(hex({value}))"
    return value
