"""A server that has loaded looks for circles of objects seldom."""

import gc
from collections.abc import Iterator

import pytest

from songhanh.foundation.lib import memory


@pytest.fixture
def as_before() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.set_threshold(*thresholds)
    gc.unfreeze()


def test_what_is_loaded_stands_and_circles_are_looked_for_seldom(as_before: None) -> None:
    before = gc.get_threshold()
    memory.settle()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
    assert gc.get_threshold()[0] > before[0]
