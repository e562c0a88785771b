"""Two sets of rows held against each other inside the database, however many there are.

A country's ledger has tens of millions of entries. Added up by the server, only what does not agree
comes back, and the memory of the process stays what it was.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import QuerySet

Rows = QuerySet[Any, tuple[Any, ...]]
"""A ``values_list`` of keys, in one order for all that are compared, with the quantity last."""

Disagreement = tuple[tuple[Any, ...], Decimal, Decimal]
"""A key, the sum that stands, and the sum that is wanted."""


def differing(
    keys: Sequence[str], stands: Sequence[Rows], wanted: Sequence[Rows]
) -> Iterator[Disagreement]:
    """The keys under which the sums of both sides differ, in order; one that is missing is zero.

    ``keys`` are names for the columns of the key. Days come back as the database gives them.
    """
    names = ", ".join(keys)
    left, of_left = _together(stands)
    right, of_right = _together(wanted)
    statement = f"""
WITH stands({names}, quantity) AS ({left}), wanted({names}, quantity) AS ({right})
SELECT {names}, SUM(stood), SUM(asked) FROM (
    SELECT {names}, quantity AS stood, 0 AS asked FROM stands
    UNION ALL
    SELECT {names}, 0, quantity FROM wanted
) AS beside
GROUP BY {names} HAVING ROUND(SUM(stood) - SUM(asked), 3) <> 0 ORDER BY {names}
"""  # noqa: S608 - names of the caller's own, and SQL that Django made
    with connection.cursor() as cursor:
        cursor.execute(statement, [*of_left, *of_right])
        while rows := cursor.fetchmany(_AT_ONCE):
            for *key, stood, asked in rows:
                yield tuple(key), Decimal(str(stood)), Decimal(str(asked))


_AT_ONCE = 2_000


def _together(some: Sequence[Rows]) -> tuple[str, list[Any]]:
    """One statement for the rows of several queries, with its parameters."""
    made = [one.order_by().query.sql_with_params() for one in some]
    parameters = [value for _, values in made for value in values]
    parts = (f"SELECT * FROM ({sql}) AS part" for sql, _ in made)  # noqa: S608 - SQL that Django made
    return " UNION ALL ".join(parts), parameters
