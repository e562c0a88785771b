"""How the tests of documents come in."""

import pytest
from django.test import Client

from songhanh.foundation.lib import clock
from tests.reporting.submissions.stories import Story, at


def door(story: Story, who: str, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Somebody signed in on 02/12/2026."""
    monkeypatch.setattr(clock.timezone, "now", lambda: at(2, 12))
    client = Client()
    client.force_login(story.world.users[who])
    return client
