"""A report handed in for an ended unit too: its work is told, its targets stay with its own day."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import command_line
from songhanh.registry.orgunits.actions import Change, merge_unit
from songhanh.reporting.submissions.figures import Figure
from songhanh.reporting.submissions.queries import draft_of
from tests.reporting.submissions.stories import Story, at, tell
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(world: World) -> Story:
    return tell(world)


def merge(story: Story) -> None:
    units = story.world.units
    change = Change(date(2026, 10, 1), basis="Nghị quyết 01/NQ")
    merge_unit(units["B"], into=units["A"], change=change, acting=command_line(), at=at(20, 11))


def told(story: Story) -> dict[str, Figure]:
    draft = draft_of(story.begun("lan"), at(20, 11))
    return {figure.key: figure for figure in draft.figures}


def test_the_work_of_a_merged_unit_is_in_the_report_of_who_continues_it(story: Story) -> None:
    story.activity("lan", date(2026, 5, 10))
    story.activity("mai", date(2026, 3, 8))
    merge(story)
    figures = told(story)
    assert figures["activity"].value == Decimal(2)
    assert figures["attendance:female"].value == Decimal(30)
    # what happened stays with the unit of its day: the target asks the unit alone
    assert figures["target:II.1:2026"].value == Decimal(1)


def test_without_a_merger_a_report_tells_of_its_own_unit_alone(story: Story) -> None:
    story.activity("lan", date(2026, 5, 10))
    story.activity("mai", date(2026, 3, 8))
    assert told(story)["activity"].value == Decimal(1)


def test_the_page_names_the_unit_whose_work_is_told_besides(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock.timezone, "now", lambda: at(20, 11))
    door = Client()
    door.force_login(story.world.users["lan"])
    words = "đã cộng cả việc của"

    own = story.begun("lan")
    page = reverse("submissions:edit", args=[own.pk])
    assert words not in door.get(page).content.decode()
    merge(story)
    name = story.world.units["B"].versions.get().name
    assert f"{words} {name}" in door.get(page).content.decode()
