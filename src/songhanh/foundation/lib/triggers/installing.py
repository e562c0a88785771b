"""Put the triggers in place, take them away, look for them.

Our triggers are told from others by how their names begin. All of them are dropped before they are
written anew, so a renamed table or a model that lost its decorator keeps none of its old ones.
"""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from songhanh.foundation.lib.triggers import postgres, sqlite
from songhanh.foundation.lib.triggers.declaring import (
    HISTORY_TABLE,
    KEY_TABLE,
    Protection,
    Seal,
    protections,
    seals,
)

FROZEN = "frozen_"
HISTORY = "history_"
SEALED = "sealed_"


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place. Tables that are not made yet are passed by."""
    wanted, closing = _standing(connection), _standing_seals(connection)
    with connection.cursor() as cursor:
        _drop_ours(connection.vendor, cursor)
        if connection.vendor == "sqlite":
            statements = [s for p in wanted for s in _sqlite_statements(p)]
            for statement in statements + [
                s for one in closing for s in sqlite.closing(one, _seal_names(one))
            ]:
                cursor.execute(statement)
        else:
            cursor.execute(postgres.FUNCTIONS)
            statements = [s for p in wanted for s in _postgres_statements(p)]
            statements += [s for one in closing for s in postgres.closing(one, _seal_names(one))]
            cursor.execute(";".join(statements) or ";")


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take all triggers away: for a restore into an empty database, and to empty that of a test."""
    with connection.cursor() as cursor:
        _drop_ours(connection.vendor, cursor)


def make_room(connection: BaseDatabaseWrapper) -> None:
    """Take away, before migrations, what would keep SQLite from rebuilding a table.

    A seal may ask another table; while Django rebuilds that one, SQLite finds the seal broken.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for name, _table in _ours("sqlite", cursor, switched_on=False):
            if name.startswith(SEALED):
                cursor.execute(f'DROP TRIGGER "{name}"')


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the triggers that should stand and do not, or were switched off."""
    vendor = connection.vendor
    wanted = [(name, p.table) for p in _standing(connection) for name in _names(vendor, p)]
    wanted += [(n, one.table) for one in _standing_seals(connection) for n in _seal_names(one)]
    with connection.cursor() as cursor:
        found = set(_ours(vendor, cursor, switched_on=True))
    return [name for name, table in wanted if (name, table) not in found]


def _standing(connection: BaseDatabaseWrapper) -> list[Protection]:
    """The protections whose tables are there. History has to wait for the tables it writes to."""
    present = set(connection.introspection.table_names())
    history_stands = {HISTORY_TABLE, KEY_TABLE} <= present
    return [p for p in protections() if p.table in present and (p.append_only or history_stands)]


def _standing_seals(connection: BaseDatabaseWrapper) -> list[Seal]:
    """The seals whose tables are there, with the column their condition asks for."""
    present = set(connection.introspection.table_names())
    found = [one for one in seals() if one.table in present]
    return found if all(one.table in present for one in seals()) else []


def _seal_names(seal: Seal) -> list[str]:
    return [f"{SEALED}{seal.table}_{verb}" for verb in seal.verbs]


def _names(vendor: str, protection: Protection) -> list[str]:
    prefix = FROZEN if protection.append_only else HISTORY
    verbs = ["update", "delete"] if vendor == "sqlite" else ["update", "delete", "truncate"]
    return [f"{prefix}{protection.table}_{verb}" for verb in verbs]


def _ours(vendor: str, cursor: CursorWrapper, *, switched_on: bool) -> list[tuple[str, str]]:
    """Every trigger of ours as (name, table)."""
    cursor.execute(sqlite.CATALOGUE if vendor == "sqlite" else postgres.CATALOGUE)
    return [
        (name, table)
        for name, table, on in cursor.fetchall()
        if name.startswith((FROZEN, HISTORY, SEALED)) and (on or not switched_on)
    ]


def _drop_ours(vendor: str, cursor: CursorWrapper) -> None:
    for name, table in _ours(vendor, cursor, switched_on=False):
        on_table = "" if vendor == "sqlite" else f' ON "{table}"'
        cursor.execute(f'DROP TRIGGER "{name}"{on_table}')


def _sqlite_statements(protection: Protection) -> list[str]:
    names = _names("sqlite", protection)
    if protection.append_only:
        return sqlite.append_only(protection, names)
    return sqlite.history(protection, names)


def _postgres_statements(protection: Protection) -> list[str]:
    names = _names("postgresql", protection)
    if protection.append_only:
        return postgres.append_only(protection, names)
    return postgres.history(protection, names)
