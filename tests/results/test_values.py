"""Values of a plan through real records: the worked cases, the two standings, the two maps."""

from decimal import Decimal

import pytest

from songhanh.engines.counting import DenominatorRule
from songhanh.foundation.lib.acting import command_line
from songhanh.programme.plans.actions import settle_target
from songhanh.programme.targets.queries import setting_of
from songhanh.records.activities.actions import (
    accept_activities,
    return_activities,
    submit_activity,
    undo_acceptance,
)
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.results.values.queries import plans_with_results, results_of
from tests.results.stories import LOUDSPEAKER, SESSIONS, Story, moment, on, tell
from tests.world import World, add_unit

pytestmark = pytest.mark.django_db

BY = command_line()


def shown(row) -> tuple[object, ...]:
    """Numerator, denominator, value as the contract rounds it, status."""
    value = row.as_json()["value"]
    return row.numerator, row.denominator, value, row.status.value


def test_a_merger_in_mid_year_counts_as_the_rules_work_it_out(story: Story) -> None:
    for host, day in [("A", "02/03"), ("A", "09/03"), ("B", "04/05"), ("C", "01/06"), ("C", "8/6")]:
        story.session(host, f"{day}/2026")
    story.merge("A", "B", "01/07/2026")

    before = story.year("II.1", "30/06/2026")
    after = story.year("II.1", "31/12/2026")
    on_new_map = story.year("II.1", "31/12/2026", map="new")

    assert (shown(before), before.passing) == ((2, 3, 66.67, "on_track"), ("A", "C"))
    assert (shown(after), after.passing) == ((1, 2, 50, "missed"), ("C",))
    assert shown(on_new_map) == (2, 2, 100, "met")
    assert story.counts("II.1", "31/12/2026", map="new") == {"B": 3, "C": 2}


def test_a_joint_session_counts_for_each_host_and_a_stranger_is_no_error(story: Story) -> None:
    story.session("A", "08/03/2026", "B", "X")
    row = story.year("II.1", "31/12/2026")
    assert story.counts("II.1", "31/12/2026") == {"A": 1, "B": 1, "C": 0}
    assert row.apart == {}


def test_hosts_that_became_one_unit_have_their_joint_session_once(story: Story) -> None:
    story.session("A", "08/03/2026", "B")
    story.merge("A", "B", "01/07/2026")
    assert story.counts("II.1", "31/12/2026", map="new") == {"B": 1, "C": 0}


def test_a_split_carries_its_shares_and_says_that_it_estimates(story: Story) -> None:
    add_unit(story.world, "E", "Xã Ea Súp", UnitKind.COMMUNE, "P", (on("01/07/2026"), None))
    add_unit(story.world, "F", "Xã Phú Hòa", UnitKind.COMMUNE, "P", (on("01/07/2026"), None))
    story.session("A", "02/03/2026")
    story.session("A", "09/03/2026")
    story.move("a1", "E", "01/07/2026")
    story.split("A", "01/07/2026", E=Decimal("0.6"), F=Decimal("0.4"))
    story.session("E", "03/08/2026")

    assert story.counts("II.1", "31/12/2026") == {"B": 0, "C": 0, "E": 1, "F": 0}
    assert story.counts("II.1", "31/12/2026", map="new") == {"B": 0, "C": 0, "E": 2.2, "F": 0.8}
    assert story.year("II.1", "31/12/2026", map="new").estimated


def test_returns_and_acceptances_are_seen_from_their_day_on(world: World) -> None:
    story = tell(world, SESSIONS)
    story.at = moment("13/10/2026")
    first, second = story.draft("A", "05/10/2026"), story.draft("A", "12/10/2026")
    first = submit_activity(first, acting=BY, at=moment("01/11/2026"))
    [first] = accept_activities([first], acting=BY, at=moment("10/11/2026"))
    second = submit_activity(second, acting=BY, at=moment("20/11/2026"))
    [second] = accept_activities([second], acting=BY, at=moment("05/12/2026"))
    [first] = undo_acceptance([first], acting=BY, at=moment("08/12/2026"))
    return_activities([first], remark="Thiếu danh sách.", acting=BY, at=moment("08/12/2026", 10))

    def known(day: str | None, standing: str = "accepted") -> float:
        known_on = on(day) if day else None
        return story.counts("II.1", "30/11/2026", known_on=known_on, standing=standing)["A"]

    assert [known("30/11/2026"), known("06/12/2026"), known(None)] == [1, 2, 1]
    assert [known("30/11/2026", "provisional"), known(None, "provisional")] == [2, 1]


def test_loudspeaker_items_of_commune_and_station_by_quarter(story: Story) -> None:
    for day in ("05/01/2026", "10/02/2026"):
        story.item("A", day)
    original = story.item("a1", "12/02/2026")
    story.item("a1", "13/02/2026", original_id=original.pk)  # a repeat
    story.item("A", "14/02/2026", channel="facebook")
    for day in ("06/01/2026", "11/02/2026", "13/03/2026"):
        story.item("C", day)

    rows = story.rows("II.3", "20/05/2026")

    assert list(rows) == ["2026-Q1", "2026-Q2", "2026"]
    assert shown(rows["2026-Q1"]) == (2, 3, 66.67, "missed")
    assert rows["2026-Q1"].failing == ("B",)
    assert shown(rows["2026"]) == (2, 3, 66.67, "on_track")


def test_a_column_is_of_outlets_and_of_months_that_are_over(story: Story) -> None:
    story.item("R", "05/01/2026", channel="newspaper", column_name="Bình đẳng giới")
    assert story.year("II.5", "20/01/2026").apart == {"too_new": ("R",)}
    assert shown(story.year("II.5", "10/02/2026")) == (1, 1, 100, "met")
    assert shown(story.year("II.5", "10/03/2026")) == (0, 1, 0, "at_risk")


def test_a_place_receives_what_others_hold_there(story: Story) -> None:
    story.session("S", "08/03/2026", place="A")
    story.session("B", "09/03/2026")
    assert story.counts("II.2", "31/12/2026") == {"A": 1, "B": 1, "C": 0}
    assert story.counts("II.1", "31/12/2026") == {"A": 0, "B": 1, "C": 0}


def test_records_that_wait_are_counted_only_when_asked_for(story: Story) -> None:
    story.draft("A", "02/03/2026")
    story.sent("A", "03/03/2026")
    story.session("A", "04/03/2026")
    assert story.counts("II.1", "31/12/2026")["A"] == 1
    assert story.counts("II.1", "31/12/2026", standing="provisional")["A"] == 2


def test_a_unit_filter_leaves_each_figure_of_that_unit_as_it_was(story: Story) -> None:
    """Only the unit's own counts are read then, which must not change them."""
    story.session("S", "08/03/2026", "A", place="B")
    story.session("A", "09/03/2026")
    for day in ("05/01/2026", "06/02/2026", "07/03/2026"):
        story.item("a1", day)
    story.item("R", "08/01/2026", channel="newspaper", column_name="Cùng chia sẻ")
    story.merge("A", "B", "01/07/2026")
    for map_name in ("reported", "new"):
        for day in ("30/06/2026", "31/12/2026"):
            everything = results_of(story.plan, as_of=on(day), map=map_name)
            for code in ("A", "B", "C", "R"):
                own = results_of(
                    story.plan, as_of=on(day), map=map_name, unit_id=story.unit_id(code)
                )
                assert [outcomes_of(row, story.unit_id(code)) for row in own] == [
                    outcomes_of(row, story.unit_id(code)) for row in everything
                ]


def outcomes_of(row, unit_id: int) -> list[object]:
    return [one for one in row.outcomes if one.unit_id == unit_id]


def test_the_year_outside_the_plan_has_a_row_without_figures(story: Story) -> None:
    rows = results_of(story.plan, as_of=on("31/12/2025"))
    assert {(row.period.label, row.value, row.status.value) for row in rows} == {
        ("2025", None, "no_data")
    }


def test_codes_an_officer_lists_count_wherever_they_lie(world: World) -> None:
    story = tell(world, SESSIONS)
    story.session("X", "08/03/2026")
    target = story.target("II.1")
    settle_target(
        target,
        version=setting_of(target).version,
        values={},
        choice=DenominatorRule(codes=frozenset({"A", "X"})),
        acting=BY,
        at=story.at,
    )
    assert story.counts("II.1", "31/12/2026") == {"A": 0, "X": 1}


def test_the_number_of_queries_does_not_grow_with_units_or_records(
    world: World, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    story = tell(world, SESSIONS, LOUDSPEAKER)
    with django_assert_max_num_queries(40) as few:
        results_of(story.plan, as_of=on("31/12/2026"))
    for number in range(10):
        add_unit(world, f"N{number}", f"Xã Số {number}", UnitKind.COMMUNE, "P")
        story.session(f"N{number}", "08/03/2026")
        story.item(f"N{number}", "08/03/2026")
    with django_assert_num_queries(len(few)):
        results_of(story.plan, as_of=on("31/12/2026"))


def test_plans_with_results_are_those_in_force_that_somebody_may_read(story: Story) -> None:
    day = on("31/12/2026")
    assert plans_with_results(story.world.acting["lan"], day) == [story.plan]
    assert plans_with_results(story.world.acting["xuan"], day) == []
