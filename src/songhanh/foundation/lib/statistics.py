"""What a database has to be told after a great load."""

from django.db import connection
from django.db.models import Model


def take_statistics(*models: type[Model]) -> None:
    """Tell PostgreSQL how full the tables are now, also within the transaction that filled them.

    By itself it looks about a minute after the transaction; until then it plans every query for
    tables it believes empty, and a look down the tree of units takes seconds. SQLite needs none.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
