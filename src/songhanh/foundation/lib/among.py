"""Rows of many keys: one array for PostgreSQL, one list of numbers for SQLite.

Django's own ``__in`` looks at every key several times and binds each by itself; for the units of a
province that takes longer than the answer of the database.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import ForeignKey, Lookup, Q
from django.db.models.sql.compiler import SQLCompiler


@dataclass(frozen=True, slots=True)
class _Keys:
    """Keys as one value: Django leaves alone what it cannot walk through."""

    numbers: tuple[int, ...]


@ForeignKey.register_lookup
class _Among(Lookup[bool]):
    lookup_name = "among"
    prepare_rhs = False

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        """The column among the keys; no rows at all where there are none."""
        keys: tuple[int, ...] = self.rhs.numbers
        if not keys:
            raise EmptyResultSet
        column, params = self.process_lhs(compiler, connection)
        if connection.vendor == "postgresql":
            return f"{column} = ANY(%s::bigint[])", [*params, list(keys)]
        return f"{column} IN ({', '.join(map(str, keys))})", [*params]


def among(key: str, keys: Iterable[int]) -> Q:
    """The rows whose foreign key, named with its ``_id``, is one of some keys of rows.

    Raises:
        ValueError: something among them is no whole number.
    """
    return Q(**{f"{key}__among": _Keys(tuple(map(int, keys)))})
