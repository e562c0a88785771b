"""What the stories of reports share."""

import pytest

from tests.reporting.submissions.stories import Story, tell
from tests.world import World


@pytest.fixture
def story(world: World) -> Story:
    """The province with its published plan."""
    return tell(world)
