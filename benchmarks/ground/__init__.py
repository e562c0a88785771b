"""Where benchmarks of the product begin: a database of their own, migrated and empty.

Imported before Django is set up: what needs it is imported inside.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def database() -> Iterator[str]:
    """Set Django up on the benchmark's database and migrate it; gives the database's kind.

    Which database that is, tools/bench.py says.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "songhanh.site.config.settings")
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("SONGHANH_VAR", folder)
        os.environ.setdefault("SONGHANH_FILES", folder)
        import django  # noqa: PLC0415 - only after the place of the database is chosen

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 - as above
        from django.db import connection  # noqa: PLC0415 - as above

        from songhanh.foundation.lib.memory import settle  # noqa: PLC0415 - as above

        call_command("migrate", verbosity=0)
        settle()  # as every server does once it has started
        yield connection.vendor
