"""What a figure is made of: every record once, whoever hosts it, and only within the branch."""

import pytest

from songhanh.programme.targets.queries import target_spec
from songhanh.records.activities.models import ActivityAudience
from songhanh.registry.orgunits.models import AreaFlag
from songhanh.results.values.disaggregation import Disaggregation, disaggregate
from songhanh.results.values.sources import Reading
from tests.results.stories import Story, on

pytestmark = pytest.mark.django_db


def parts(story: Story, ordinal: str, visible=None) -> Disaggregation:
    spec = target_spec(story.target(ordinal))
    return disaggregate(story.plan, spec, Reading(on("31/12/2026")), visible)


def told(slices) -> dict[str, int]:
    return {one.label: one.number for one in slices}


def test_sessions_by_month_group_sex_and_area(story: Story) -> None:
    joint = story.session("A", "08/03/2026", "B", female=20, male=5)
    story.session("B", "09/03/2026", male=7, unknown_sex=1)
    story.session("C", "01/10/2026")
    story.session("A", "02/10/2026", on_law_policy=None)  # is no session on law or policy
    ActivityAudience.objects.create(activity=joint, audience="women")
    AreaFlag.objects.create(unit=story.world.units["A"], kind="remote")

    found = parts(story, "II.1")

    assert found.records == 3
    assert told(found.months) == {"tháng 3/2026": 2, "tháng 10/2026": 1}
    assert found.channels == []
    assert told(found.audiences)["chưa ghi nhóm đối tượng"] == 2
    assert told(found.sexes) == {
        "lượt nữ": 20,
        "lượt nam": 12,
        "lượt người chưa tách nam, nữ": 1,
        "hoạt động chưa ghi số người dự": 1,
    }
    remote, elsewhere = found.areas
    assert (remote.counted, remote.passing, remote.records) == (1, 0, 1)
    assert (elsewhere.counted, elsewhere.passing, elsewhere.records) == (2, 1, 3)


def test_items_of_a_station_by_channel(story: Story) -> None:
    story.item("a1", "10/02/2026")
    story.item("A", "11/02/2026", channel="facebook")
    found = parts(story, "II.3")
    assert found.records == 1
    assert [one.number for one in found.channels] == [1]
    assert found.sexes == found.audiences == []


def test_sessions_received_are_those_of_the_place(story: Story) -> None:
    story.session("S", "08/03/2026", place="A")
    story.session("X", "08/03/2026")
    assert parts(story, "II.2").records == 1
    assert parts(story, "II.1").records == 0


def test_only_records_of_units_in_the_branch(story: Story) -> None:
    story.session("A", "08/03/2026", "B")
    story.session("B", "09/03/2026")
    assert parts(story, "II.1", {story.unit_id("A")}).records == 1


def test_a_target_of_states_has_only_its_units_by_area(story: Story) -> None:
    found = parts(story, "II.4")
    assert (found.records, found.months) == (0, [])
    assert [one.counted for one in found.areas] == [3]
