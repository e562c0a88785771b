"""What tests of results share."""

import pytest

from tests.results.stories import Story, tell
from tests.world import World


@pytest.fixture
def story(world: World) -> Story:
    """The province with its plan of six targets."""
    return tell(world)
