"""Many rows at once, as fast as each engine takes them.

``bulk_create`` makes a statement for every few dozen rows; a package of a hundred thousand records
posts half a million entries. PostgreSQL takes them by COPY, SQLite by one prepared statement. Both
are plain inserts: constraints and triggers see every row.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db import connection, models, transaction


def reserve_ids(model: type[models.Model], count: int) -> list[int]:
    """Give that many keys no other row of the model's table will get.

    On SQLite this holds to the end of the transaction, which is the only writer.
    """
    if count == 0:
        return []
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [f'"{table}"', model._meta.pk.column, count],
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
        first = (last[0] if last else 0) + 1
        return list(range(first, first + count))


def insert_rows(
    model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Insert rows given as values of the named fields, in their order; all or nothing.

    Part of the caller's transaction, which goes with it: a savepoint of its own would keep a copy
    of every page it touches.
    """
    by_name = {field.name: field.column for field in model._meta.concrete_fields}
    columns = [by_name[name] for name in fields]
    table = model._meta.db_table
    names = ", ".join(f'"{column}"' for column in columns)
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(
            f'INSERT INTO "{table}" ({names}) VALUES ({marks})',  # noqa: S608 - names of own columns
            [tuple(map(_sqlite_value, row)) for row in rows],
        )


def _sqlite_value(value: Any) -> Any:
    if value.__class__ in _AS_THEY_ARE:
        return value
    if isinstance(value, datetime):
        return _sqlite_moment(value)
    if isinstance(value, date):
        return _sqlite_day(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    return value


_AS_THEY_ARE = {str, int, type(None), bool}


@lru_cache(maxsize=1024)
def _sqlite_moment(moment: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(moment)


@lru_cache(maxsize=4096)
def _sqlite_day(day: date) -> str:
    return day.isoformat()
