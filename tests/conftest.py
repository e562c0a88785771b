"""What every test may lean on: the cast of tests/world.py, and triggers that survive a flush."""

from collections.abc import Iterator

import hypothesis
import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import TransactionTestCase

from songhanh.foundation.lib import triggers
from tests.world import World, build_world

pytest_plugins = ["tests.browsing"]

# How fast an example runs says more about what else the machine does than about the code.
hypothesis.settings.register_profile("suite", deadline=None)
hypothesis.settings.load_profile("suite")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the cases over a folder that is not on this machine: there are none to run."""
    without = [
        item
        for item in items
        if any(
            str(mark.kwargs.get("reason", "")).startswith("got empty parameter set")
            for mark in item.iter_markers("skip")
        )
    ]
    items[:] = [item for item in items if item not in without]
    config.hook.pytest_deselected(items=without)


@pytest.fixture
def world(db: None) -> World:
    """The invented province with its cast: Lan, Minh, Hà and Bình."""
    return build_world()


@pytest.fixture(autouse=True, scope="session")
def _files_of_the_suite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what tests upload out of the installation's own folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "FILES", tmp_path_factory.mktemp("files"))
        yield


@pytest.fixture(autouse=True, scope="session")
def _flush_past_the_triggers() -> Iterator[None]:
    """Let a transactional test empty its database, which append-only tables forbid.

    The triggers are taken away just before the flush; ``post_migrate``, which a flush sends, puts
    them back, so every test starts with them. For the whole session, because the flush comes after
    the function's own fixtures are gone.
    """
    teardown = TransactionTestCase._fixture_teardown

    def without_triggers(self: TransactionTestCase) -> None:
        for each in connections.all():
            triggers.remove(each)
        teardown(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", without_triggers)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """On SQLite a file, as in production, and not Django's database in memory.

    In memory all threads would share one connection: the live server of the browser tests would
    step into the transactions of its own requests.
    """
    if connection.vendor == "sqlite":
        place = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(place)
