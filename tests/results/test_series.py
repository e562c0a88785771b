"""A target over time: months from counts read once, years on one map."""

import pytest

from songhanh.engines.counting import MapView, Standing
from songhanh.programme.targets.queries import target_spec
from songhanh.results.values import series
from songhanh.results.values.queries import results_of
from songhanh.results.values.series import rows_by_year, study, year_table
from songhanh.results.values.sources import Reading
from tests.results.stories import Story, on
from tests.world import add_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def eventful(story: Story) -> Story:
    """A year with sessions, items of a station, a merger in its middle, things still waiting."""
    for day in ("10/01/2026", "31/01/2026", "08/03/2026"):
        story.session("A", day, "B")
    story.session("C", "30/06/2026", place="A")
    story.sent("C", "01/07/2026")
    for day in ("05/02/2026", "06/02/2026", "07/02/2026", "20/08/2026"):
        story.item("a1", day)
    story.item("R", "05/01/2026", channel="newspaper", column_name="Cùng chia sẻ")
    story.merge("B", "C", "01/07/2026")
    return story


@pytest.mark.parametrize("view", MapView)
@pytest.mark.parametrize("ordinal", ["II.1", "II.2", "II.3", "II.4", "II.5", "II.6"])
def test_each_month_is_what_results_gave_at_its_end(
    eventful: Story, ordinal: str, view: MapView
) -> None:
    spec = target_spec(eventful.target(ordinal))
    found = study(eventful.plan, spec, Reading(on("20/09/2026"), None, Standing.PROVISIONAL, view))
    how = {"standing": "provisional", "map": view.value, "targets": [spec]}
    assert [row.as_of.month for row in found.months] == list(range(1, 10))
    for row in found.months:
        assert row == results_of(eventful.plan, as_of=row.as_of, **how)[-1]
    assert found.rows == results_of(eventful.plan, as_of=on("20/09/2026"), **how)


def test_years_stand_side_by_side_on_the_map_asked_for(eventful: Story) -> None:
    add_unit(eventful.world, "N", "Xã Ngọc Sơn", "commune", "P", (on("01/01/2027"), None))
    reported = rows_by_year(eventful.plan, Reading(on("30/04/2027")))
    assert list(reported) == [2026, 2027]
    of_sessions = [rows[0] for rows in reported.values()]
    assert [(row.numerator, row.denominator) for row in of_sessions] == [(1, 2), (0, 3)]
    series = Reading(on("30/04/2027"), map_view=MapView.NEW, map_on=on("30/04/2027"))
    on_one_map = [rows[0] for rows in rows_by_year(eventful.plan, series).values()]
    assert [(row.numerator, row.denominator) for row in on_one_map] == [(2, 3), (0, 3)]
    table = year_table(eventful.plan, reported, on("30/04/2027"))
    assert [line.target.element.key for line in table][:2] == ["II.1", "II.2"]
    assert all(len(line.rows) == 2 for line in table)


def test_with_very_many_units_only_quarters_are_worked_out(
    eventful: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(series, "MANY_UNITS", 1)
    spec = target_spec(eventful.target("II.1"))
    found = study(eventful.plan, spec, Reading(on("20/08/2026")))
    assert [row.as_of for row in found.months] == [
        on("31/03/2026"),
        on("30/06/2026"),
        on("20/08/2026"),
    ]
