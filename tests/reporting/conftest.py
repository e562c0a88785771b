"""What the stories of reports share."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.reporting.submissions.stories import Story, tell
from tests.world import World


@pytest.fixture(autouse=True)
def _own_files(settings: Settings, tmp_path: Path) -> None:
    """Keep files in the test's own folder."""
    settings.FILES = tmp_path / "files"


@pytest.fixture
def story(world: World) -> Story:
    """The province with its published plan."""
    return tell(world)
