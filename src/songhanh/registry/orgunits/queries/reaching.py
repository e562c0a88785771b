"""Everything that can be reached by steps from one unit to another, in one statement."""

from collections.abc import Collection
from typing import Any

from django.db import connection
from django.db.models import QuerySet


def reached(starts: Collection[int], steps: QuerySet[Any, Any]) -> set[int]:
    """The starts, and the units that steps lead to from them at any distance.

    ``steps`` has the values ``begins`` and ``ends``, keys of units. A circle does no harm.
    PostgreSQL is told to look the steps of each unit up: it would read all of a country's instead.
    """
    if not starts:
        return set()
    inner, given = steps.order_by().query.sql_with_params()
    marks = ", ".join(["%s"] * len(starts))
    join = f"JOIN ({inner}) step ON step.begins = reached.id"
    if connection.vendor == "postgresql":
        own = f"SELECT ends FROM ({inner}) every WHERE begins = reached.id OFFSET 0"  # noqa: S608 - SQL that Django made
        join = f"CROSS JOIN LATERAL ({own}) step"
    statement = f"""
WITH RECURSIVE reached(id) AS (
    SELECT id FROM orgunits_orgunit WHERE id IN ({marks})
    UNION
    SELECT step.ends FROM reached {join}
) SELECT id FROM reached
"""  # noqa: S608 - marks, and SQL that Django made
    with connection.cursor() as cursor:
        cursor.execute(statement, [*starts, *given])
        return {row[0] for row in cursor.fetchall()}
