"""The official units, loaded once for a module and taken back after it."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from songhanh.foundation.lib.acting import command_line
from songhanh.registry.orgunits.actions import load_official_registry
from tests.world import NOON


@pytest.fixture(scope="module")
def country(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """All official units of the country."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_official_registry(acting=command_line(), at=NOON)
        yield
        transaction.set_rollback(True)
