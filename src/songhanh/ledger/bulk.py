"""Many rows at once, as fast as each engine takes them.

``bulk_create`` makes a statement for every few dozen rows; a package of a hundred thousand records
posts half a million entries. PostgreSQL takes them by COPY, SQLite by one prepared statement. Both
are plain inserts: constraints and triggers see every row.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, models, transaction

_ROOM_KIB = 256 * 1024


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


@contextmanager
def room_for_many() -> Iterator[None]:
    """Let SQLite keep more pages in memory meanwhile; PostgreSQL has a server that sees to it.

    The pages a package of 100,000 rows touches do not fit in what a connection has otherwise:
    writing its entries then took twice as long. It is a bound, not taken unless needed.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size")
        before = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA cache_size = -{_ROOM_KIB}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = {before}")


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
            _sqlite_rows([_converter(model, name) for name in fields], rows),  # type: ignore[arg-type]  # Django takes any iterable
        )


Converter = Callable[[Any], Any]


class _Stored(dict[Any, Any]):
    """Values as SQLite stores them, each worked out when it is first met.

    A column of days, moments or quantities says the same few things a hundred thousand times.
    """

    def __init__(self, convert: Converter) -> None:
        super().__init__({None: None})
        self._convert = convert

    def __missing__(self, value: Any) -> Any:
        stored = self[value] = self._convert(value)
        return stored


def _sqlite_rows(
    converters: Sequence[Converter | None], rows: Iterable[Sequence[object]]
) -> Iterator[Sequence[object]]:
    """The rows as SQLite stores them: only the columns of days, moments and decimals change."""
    special = [
        (place, _Stored(convert)) for place, convert in enumerate(converters) if convert is not None
    ]
    for row in rows:
        cells = list(row)
        for place, stored in special:
            cells[place] = stored[cells[place]]
        yield cells


def _converter(model: type[models.Model], name: str) -> Converter | None:
    """How a value of the field is stored; None: as it is."""
    field = model._meta.get_field(name)
    if isinstance(field, models.DateTimeField):
        return _sqlite_moment
    if isinstance(field, models.DateField):
        return _sqlite_day
    return _sqlite_decimal if isinstance(field, models.DecimalField) else None


def _sqlite_moment(moment: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(moment)


def _sqlite_day(day: date) -> str:
    return day.isoformat()


def _sqlite_decimal(value: Decimal | int) -> str:
    return format(Decimal(value), "f")
