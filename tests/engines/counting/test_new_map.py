"""Merging, splitting and ending units: what stays, what passes on, what the new map shows."""

from decimal import Decimal

import pytest

from songhanh.engines.counting import (
    AdoptionStage,
    Convention,
    ConventionReview,
    ConventionState,
    MapView,
    Question,
    Reading,
    StateRow,
    SuccessionKind,
    TargetKind,
    evaluate,
)
from tests.engines.counting.province import Province, counted, day, settings, target

SESSIONS = target(TargetKind.SESSIONS_PER_YEAR)
NEW = MapView.NEW
PART, SPLIT, DISSOLVE = (
    SuccessionKind.MERGE_PART,
    SuccessionKind.SPLIT,
    SuccessionKind.DISSOLVE,
)


@pytest.fixture
def province():
    return Province.of_the_cases()


def counts(province, row):
    return {one.code: row.counts[one.unit_id] for one in row.outcomes}


def test_a_renamed_commune_is_one_unit_under_the_code_of_the_day(province):
    province.session("A", "10/03/2026")
    province.version("A", "01/07/2026", code="A2", name="Xã mới", kind="ward")
    province.session("A", "10/08/2026")
    assert province.year(SESSIONS, "30/06/2026").failing == ("A", "B", "C")
    assert province.year(SESSIONS, "31/12/2026").passing == ("A2",)
    quarter = province.rows(target(TargetKind.LOUDSPEAKER_ITEMS_PER_QUARTER), "31/12/2026")
    assert quarter["2026-Q1"].failing == ("A2", "B", "C")


def test_a_reattached_commune_counts_where_it_lies_on_the_day(province):
    province.unit("H", "district")
    province.version("A", "01/07/2026", parent_id=province.ids["H"])
    under_h = province.plan_of("H")
    assert province.year(SESSIONS, "30/06/2026", plan=under_h).denominator == 0
    assert province.year(SESSIONS, "31/12/2026", plan=under_h).failing == ("A",)


def test_a_reused_code_means_two_units(province):
    # The ward 00004 ends; another that takes it in bears its code from the next day on.
    province.unit("old", "ward", until="30/06/2026")
    province.unit("new", "ward", since="01/07/2026")
    for code in ("old", "new"):
        unit = province.units[province.ids[code]]
        version = unit.versions[0]
        province.units[unit.id] = type(unit)(unit.id, (type(version)("00004", *_rest(version)),))
    province.succeed("old", "new", "01/07/2026")
    province.sessions("old", 2, "10/03/2026")
    reported = province.year(SESSIONS, "31/12/2026")
    assert "00004" in reported.failing
    assert "00004" in province.year(SESSIONS, "31/12/2026", map_view=NEW).passing


def _rest(version):
    return (
        version.name,
        version.kind,
        version.parent_id,
        version.valid_from,
        version.valid_to,
    )


def test_shares_of_a_chain_multiply(province):
    province.unit("E", "commune", since="01/03/2026")
    province.unit("F", "commune", since="01/03/2026")
    province.unit("G", "commune", since="01/07/2026")
    province.succeed("A", "E", "01/03/2026", SPLIT, "0.6")
    province.succeed("A", "F", "01/03/2026", SPLIT, "0.4")
    province.succeed("E", "G", "01/07/2026", SPLIT, "0.5")
    province.succeed("E", "B", "01/07/2026", SPLIT, "0.5")
    province.sessions("A", 10, "10/02/2026")
    row = province.year(SESSIONS, "31/12/2026", map_view=NEW)
    assert counts(province, row) == {"B": 3, "C": 0, "F": 4, "G": 3}
    # Of the chain only what has happened by the day is walked.
    in_june = province.year(SESSIONS, "30/06/2026", map_view=NEW)
    assert counts(province, in_june) == {"B": 0, "C": 0, "E": 6, "F": 4}


def test_a_unit_that_lives_on_keeps_the_rest_of_what_it_did_before(province):
    province.succeed("A", "B", "01/07/2026", PART, "0.3")
    province.sessions("A", 10, "10/03/2026")
    province.sessions("A", 1, "10/08/2026")
    row = province.year(SESSIONS, "31/12/2026", map_view=NEW)
    assert counts(province, row) == {"A": 8, "B": 3, "C": 0}
    assert row.estimated
    assert row.apart == {}
    assert counts(province, province.year(SESSIONS, "31/12/2026")) == {"A": 11, "B": 0, "C": 0}


def test_a_unit_that_lives_on_keeps_everything_while_its_share_is_undecided(province):
    province.succeed("A", "B", "01/07/2026", PART)
    province.sessions("A", 10, "10/03/2026")
    row = province.year(SESSIONS, "31/12/2026", map_view=NEW)
    assert counts(province, row) == {"A": 10, "B": 0, "C": 0}
    assert row.apart == {"unassigned": ("A",)}
    assert not row.estimated
    assert province.year(SESSIONS, "31/12/2026").apart == {}


def test_parts_of_a_unit_that_ended_go_by_their_shares(province):
    province.unit("Z", "commune", until="30/06/2026")
    province.succeed("Z", "A", "01/07/2026", PART, "0.7")
    province.succeed("Z", "B", "01/07/2026", PART)
    province.sessions("Z", 10, "10/03/2026")
    row = province.year(SESSIONS, "31/12/2026", map_view=NEW)
    assert counts(province, row) == {"A": 7, "B": 0, "C": 0}
    assert row.apart == {"unassigned": ("Z",)}


@pytest.mark.parametrize("kind", [SPLIT, DISSOLVE])
def test_what_nobody_is_known_to_continue_stands_apart(province, kind):
    province.succeed("A", "B" if kind == SPLIT else None, "01/07/2026", kind)
    province.sessions("A", 2, "10/03/2026")
    row = province.year(SESSIONS, "31/12/2026", map_view=NEW)
    assert counts(province, row) == {"B": 0, "C": 0}
    assert row.apart == {"unassigned": ("A",)}


def test_a_unit_without_records_or_of_another_class_leaves_nothing_over(province):
    province.unit("v", "village", parent="B")
    province.succeed("A", None, "01/07/2026", DISSOLVE)
    province.succeed("v", None, "01/07/2026", DISSOLVE)
    province.sessions("v", 2, "10/03/2026")
    assert province.year(SESSIONS, "31/12/2026", map_view=NEW).apart == {}


def test_a_record_of_two_hosts_that_became_one_counts_once(province):
    province.succeed("A", "B", "01/07/2026")
    province.session("A", "10/03/2026", "B")
    assert counts(province, province.year(SESSIONS, "30/06/2026")) == {"A": 1, "B": 1, "C": 0}
    row = province.year(SESSIONS, "31/12/2026", map_view=NEW)
    assert counts(province, row) == {"B": 1, "C": 0}


def test_a_record_of_two_hosts_with_shares_counts_at_most_once(province):
    province.succeed("A", "C", "01/07/2026", PART, "0.6")
    province.succeed("B", "C", "01/07/2026", PART, "0.7")
    province.session("A", "10/03/2026", "B")
    row = province.year(SESSIONS, "31/12/2026", map_view=NEW)
    assert counts(province, row) == {"A": Decimal("0.4"), "B": Decimal("0.3"), "C": 1}


def test_a_count_that_takes_something_back_is_shared_out_like_the_one_it_undoes(province):
    province.succeed("A", "B", "01/07/2026", PART, "0.3")
    province.sessions("A", 3, "10/03/2026")
    province.sessions("A", -1, "10/03/2026")
    row = province.year(SESSIONS, "31/12/2026", map_view=NEW)
    assert counts(province, row) == {"A": Decimal("1.4"), "B": Decimal("0.6"), "C": 0}


def test_units_of_the_day_stand_for_every_quarter_and_count_their_own(province):
    loudspeaker = target(TargetKind.LOUDSPEAKER_ITEMS_PER_QUARTER)
    province.unit("N", "commune", since="01/07/2026")
    province.succeed("A", "N", "01/07/2026")
    for month in ("02", "05"):
        province.item("A", f"10/{month}/2026", 3)
    for month in ("08", "11"):
        province.item("N", f"10/{month}/2026", 3)
    reported = province.rows(loudspeaker, "31/12/2026")
    assert "A" in reported["2026-Q1"].passing
    assert "N" not in reported["2026-Q1"].passing + reported["2026-Q1"].failing
    new = province.rows(loudspeaker, "31/12/2026", map_view=NEW)
    assert all("N" in row.passing for row in new.values())
    assert all("A" not in row.failing for row in new.values())
    outcome = next(one for one in new["2026"].outcomes if one.code == "N")
    assert outcome.needed == 2


def test_items_of_a_station_follow_its_commune(province):
    loudspeaker = target(TargetKind.LOUDSPEAKER_ITEMS_PER_QUARTER)
    province.item("a1", "10/02/2026", 3)
    province.succeed("A", "B", "01/03/2026")
    province.version("a1", "01/03/2026", parent_id=province.ids["B"])
    assert province.rows(loudspeaker, "31/03/2026")["2026-Q1"].passing == ()
    new = province.rows(loudspeaker, "31/03/2026", map_view=NEW)["2026-Q1"]
    assert counts(province, new) == {"B": 3, "C": 0}


def test_sessions_received_are_looked_for_on_the_map_of_the_day(province):
    province.unit("H", "district")
    province.version("B", "01/07/2026", parent_id=province.ids["H"])
    province.succeed("A", "B", "01/07/2026")
    province.session("S", "10/03/2026", place="A")
    receives = target(
        TargetKind.SESSIONS_PER_YEAR,
        denominator=counted("commune", "district"),
        settings=settings(reading=Reading.RECEIVES),
    )
    reported = counts(province, province.year(receives, "31/12/2026"))
    assert reported == {"B": 0, "C": 0, "H": 0}
    new = counts(province, province.year(receives, "31/12/2026", map_view=NEW))
    assert new == {"B": 1, "C": 0, "H": 1}


def test_an_action_month_plan_passes_to_who_continues_the_unit_on_the_new_map(province):
    province.plan("A", on="01/11/2026")
    province.activity("A", "20/11/2026")
    province.succeed("A", "B", "01/12/2026")
    action_month = target(TargetKind.ACTION_MONTH_PLAN_SHARE)
    assert province.year(action_month, "31/12/2026").passing == ("A",)
    new = province.year(action_month, "31/12/2026", map_view=NEW)
    assert (new.passing, new.failing) == (("B",), ("C",))


@pytest.mark.parametrize(
    ("shares", "holder"),
    [
        ({"E": "0.6", "F": "0.4"}, "E"),
        ({"E": "0.4", "F": "0.6"}, "F"),
        ({"E": "0.5", "F": "0.5"}, "E"),
        ({"E": None, "F": None}, "E"),
        ({"F": "0.6", "E": None}, "E"),
        ({}, None),
    ],
)
@pytest.mark.parametrize("map_view", MapView)
def test_states_pass_to_the_unit_that_continues_most_of_the_commune(
    province, shares, holder, map_view
):
    for code in "EF":
        province.unit(code, "commune", since="01/07/2026")
    for code, share in shares.items():
        province.succeed("A", code, "01/07/2026", SPLIT, share)
    if not shares:
        province.succeed("A", None, "01/07/2026", DISSOLVE)
    province.model("1", "A", "01/02/2026", ["01/03/2026"])
    clean = ConventionReview(day("10/02/2026"), discriminating=False)
    province.conventions = [
        Convention("1", province.ids["A"], (StateRow(ConventionState.ADOPTED),), reviews=(clean,))
    ]
    models = target(TargetKind.DIGITAL_MODEL_PER_YEAR)
    expected = (holder,) if holder else ()
    assert province.year(models, "31/12/2026", map_view=map_view).passing == expected
    row = province.year(target(TargetKind.CONVENTION_SHARE), "31/12/2026", map_view=map_view)
    assert [one.unit_id for one in row.outcomes] == [province.ids[code] for code in expected]


def test_states_are_with_nobody_when_the_successor_had_ended_before(province):
    province.succeed("A", "B", "01/07/2026")
    province.succeed("B", "C", "01/05/2026")
    province.model("1", "A", "01/02/2026", ["01/03/2026"])
    models = target(TargetKind.DIGITAL_MODEL_PER_YEAR)
    assert province.year(models, "31/12/2026").passing == ()


def test_a_joint_integrated_session_is_left_out_on_the_new_map_too(province):
    province.session("A", "10/03/2026", "B", integrated="yes")
    spec = target(TargetKind.SESSIONS_PER_YEAR, settings=settings(count_integrated=False))
    row = province.year(spec, "31/12/2026", map_view=NEW)
    assert counts(province, row) == {"A": 0, "B": 0, "C": 0}


def test_a_commune_that_gave_a_part_away_keeps_its_states(province):
    province.succeed("A", "B", "01/07/2026", PART, "0.9")
    province.model("1", "A", "01/02/2026", ["01/03/2026"])
    models = target(TargetKind.DIGITAL_MODEL_PER_YEAR)
    assert province.year(models, "31/12/2026").passing == ("A",)


def test_stages_pass_through_a_chain_of_mergers(province):
    province.unit("m1", "press", until="28/02/2026")
    province.unit("m2", "press", since="01/03/2026", until="31/05/2026")
    province.unit("m3", "press", since="01/06/2026")
    province.succeed("m1", "m2", "01/03/2026")
    province.succeed("m2", "m3", "01/06/2026")
    province.stage("m1", AdoptionStage.OFFICIAL)
    bodies = target(TargetKind.MEDIA_INDEX_SHARE, denominator=counted("press"))
    assert province.year(bodies, "31/12/2026").passing == ("m3",)


def test_a_body_keeps_the_stage_it_was_left_with_when_it_takes_in_another(province):
    for code, until in [("m1", "28/02/2026"), ("m2", "31/05/2026")]:
        province.unit(code, "press", until=until)
        province.stage(code, AdoptionStage.OFFICIAL)
    province.unit("m3", "press", since="01/03/2026")
    province.succeed("m1", "m3", "01/03/2026")
    province.succeed("m2", "m3", "01/06/2026")
    bodies = target(TargetKind.MEDIA_INDEX_SHARE, denominator=counted("press"))
    assert province.year(bodies, "31/12/2026").passing == ("m3",)


def test_a_succession_of_units_nobody_handed_over_is_refused(province):
    province.succeed("A", "B", "01/07/2026")
    del province.units[province.ids["B"]]
    with pytest.raises(ValueError, match="without versions"):
        province.year(SESSIONS, "31/12/2026")


def test_a_department_that_has_ended_still_has_its_province(province):
    province.succeed("S", None, "01/07/2026", DISSOLVE)
    row = province.year(SESSIONS, "31/12/2026", plan=province.plan_of("S"))
    assert row.denominator == 3


def test_a_series_shows_an_earlier_year_on_a_later_map(province):
    province.session("A", "10/03/2025")
    province.session("B", "10/05/2025")
    province.succeed("A", "B", "01/07/2026")
    row = on_map_of(province, "31/12/2025", "31/12/2026")
    assert row.denominator == 2
    assert row.passing == ("B",)
    assert row.as_json()["map_day"] == "2026-12-31"


def test_a_series_counts_every_quarter_for_the_units_of_its_map(province):
    items = target(TargetKind.LOUDSPEAKER_ITEMS_PER_QUARTER)
    province.unit("N", "commune", since="01/07/2026")
    province.succeed("A", "N", "01/07/2026")
    row = on_map_of(province, "31/12/2025", "31/12/2026", items)
    found = {one.code: one.verdict for one in row.outcomes}
    assert set(found) == {"B", "C", "N"}
    assert all(verdict == "failing" for verdict in found.values())


@pytest.mark.parametrize(
    ("view", "map_day"), [(MapView.REPORTED, "31/12/2026"), (NEW, "30/12/2025")]
)
def test_a_map_day_needs_the_new_map_and_comes_after_the_day(province, view, map_day):
    plan, as_of = province.plan_of("P"), day("31/12/2025")
    with pytest.raises(ValueError, match="map day"):
        Question(plan, SESSIONS, province.world(), as_of, view, map_on=day(map_day))


def on_map_of(province, as_of, map_day, wanted=SESSIONS):
    """The row of the year on the map of a later day."""
    plan, world = province.plan_of("P", first=2025), province.world()
    return evaluate(plan, wanted, world, day(as_of), NEW, map_on=day(map_day))[-1]
