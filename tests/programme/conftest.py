"""Plans that stand ready for a story: received, confirmed, published."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from songhanh.programme.plans.actions import confirm_all, publish_plan, receive_plan
from songhanh.programme.plans.models import PlanDocument
from tests.programme.texts import PROVINCE_PLAN
from tests.world import NOON, World

ReceivePlan = Callable[..., PlanDocument]


@pytest.fixture(autouse=True)
def _own_files(settings: Settings, tmp_path: Path) -> None:
    """Keep uploaded files in the test's own folder."""
    settings.FILES = tmp_path / "files"


@pytest.fixture
def receive(world: World) -> ReceivePlan:
    """Minh takes in a plan of the province: ``receive(text)``."""

    def take_in(
        text: str = PROVINCE_PLAN, issuer: str = "P", name: str = "ke-hoach.txt"
    ) -> PlanDocument:
        return receive_plan(
            text.encode(), name, acting=world.acting["minh"], at=NOON, issuer=world.units[issuer]
        )

    return take_in


@pytest.fixture
def draft(receive: ReceivePlan) -> PlanDocument:
    """The province's plan as read, nothing confirmed yet."""
    return receive()


@pytest.fixture
def published(draft: PlanDocument, world: World) -> PlanDocument:
    """The province's plan, confirmed as read and published."""
    confirm_all(draft, acting=world.acting["minh"], at=NOON)
    publish_plan(draft, acting=world.acting["minh"], at=NOON)
    return draft
