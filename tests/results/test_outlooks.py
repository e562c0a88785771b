"""Forecasts and the units that hold values back, in words, through real records."""

import pytest

from songhanh.programme.targets.queries import target_specs
from songhanh.results.values.outlooks import forecast_words, outlooks_for, pull_down, to_go
from songhanh.results.values.queries import results_of
from tests.results.stories import LOUDSPEAKER, SESSIONS, Story, on, tell
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(world: World) -> Story:
    """One session of A, two of B; A broadcast in the first quarter, B and C did not."""
    story = tell(world, SESSIONS, LOUDSPEAKER)
    story.session("A", "02/03/2026")
    story.session("B", "02/03/2026")
    story.session("B", "03/03/2026")
    for day in ("05/01/2026", "06/01/2026", "07/01/2026"):
        story.item("A", day)
    return story


def test_a_forecast_names_what_it_takes_for_granted(told: Story) -> None:
    specs, results = target_specs(told.plan), results_of(told.plan, as_of=on("30/06/2026"))
    outlook = outlooks_for(told.plan, specs, results)["II.1", "2026"]
    assert outlook.of_period is not None
    assert forecast_words(outlook.of_period, "%") == (
        "Dự báo đến hết ngày 31/12/2026: 66,7%, chưa đạt yêu cầu 100%"
        " (giả định mỗi đơn vị giữ nhịp như từ đầu kỳ đến nay)."
    )
    assert outlook.of_plan is not None
    assert forecast_words(outlook.of_plan, "%").endswith(
        "(giả định mỗi năm sau kết thúc như dự báo của năm nay)."
    )


def test_every_row_has_its_outlook_without_a_query(told: Story, django_assert_num_queries) -> None:
    specs, results = target_specs(told.plan), results_of(told.plan, as_of=on("30/06/2026"))
    with django_assert_num_queries(0):
        found = outlooks_for(told.plan, specs, results)
    assert set(found) == {(row.ordinal, row.period.label) for row in results}


def test_the_units_that_hold_back_say_what_they_lack_and_by_when(told: Story) -> None:
    specs, results = target_specs(told.plan), results_of(told.plan, as_of=on("20/05/2026"))
    found = pull_down(specs, results, None, on("20/05/2026"))
    said = {one.name: [lack.words for lack in one.lacks] for one in found.units}
    assert said["Xã An Hòa"] == [
        "Còn thiếu 1 cuộc (có 1/2); cần có trước hết ngày 31/12/2026.",
        "Còn thiếu 3 tin, bài (có 0/3); cần có trước hết ngày 30/06/2026.",
    ]
    assert said["Phường Bình Minh"][-1] == ("Còn thiếu 1 quý (có 0/1); năm 2026 không còn bù được.")
    assert [one.targets for one in found.units] == [2, 2, 1]


def test_a_commune_sees_only_itself(told: Story) -> None:
    specs, results = target_specs(told.plan), results_of(told.plan, as_of=on("20/05/2026"))
    found = pull_down(specs, results, {told.unit_id("A")}, on("20/05/2026"))
    assert [one.unit_id for one in found.units] == [told.unit_id("A")]
    assert found.beyond == 2


def test_how_many_units_are_to_go(told: Story) -> None:
    (spec, _), results = target_specs(told.plan), results_of(told.plan, as_of=on("20/05/2026"))
    assert to_go(results[0], spec) == 2
