"""What each kind counts, beyond the worked cases."""

from decimal import Decimal

import pytest

from songhanh.engines.counting import (
    AdoptionStage,
    Comparator,
    Convention,
    ConventionReview,
    ConventionState,
    DenominatorRule,
    MonthDay,
    Reading,
    RoundRole,
    StateRow,
    TargetKind,
    TargetPeriod,
    Verdict,
    Window,
)
from tests.engines.counting.province import Province, counted, day, settings, target

SESSIONS = TargetKind.SESSIONS_PER_YEAR
LOUDSPEAKER = TargetKind.LOUDSPEAKER_ITEMS_PER_QUARTER
ACTION_MONTH = TargetKind.ACTION_MONTH_PLAN_SHARE
PRESS = counted("press")


@pytest.fixture
def province():
    return Province.of_the_cases()


# Sessions


@pytest.mark.parametrize(("counts", "sessions"), [(True, 2), (False, 1)])
def test_an_integrated_session_counts_unless_the_plan_says_no(province, counts, sessions):
    province.session("A", "10/03/2026")
    province.session("A", "11/03/2026", integrated="yes")
    row = province.year(target(SESSIONS, settings=settings(count_integrated=counts)), "31/12/2026")
    assert row.counts[province.ids["A"]] == sessions


@pytest.mark.parametrize(
    ("comparator", "passing"),
    [(">=", "BC"), (">", "C"), ("=", "B"), ("<", "A"), ("<=", "AB"), ("between", "BC")],
)
def test_a_unit_is_held_against_the_number_by_the_comparator_of_the_target(
    province, comparator, passing
):
    for code, number in [("A", 1), ("B", 2), ("C", 3)]:
        province.sessions(code, number, "10/03/2026")
    row = province.year(target(SESSIONS, comparator=Comparator(comparator)), "31/12/2026")
    assert "".join(row.passing) == passing


def test_four_sessions_are_asked_by_data_alone(province):
    province.sessions("A", 3, "10/03/2026")
    province.sessions("B", 4, "10/03/2026")
    row = province.year(target(SESSIONS, value=Decimal(4)), "31/12/2026")
    assert (row.passing, row.threshold) == (("B",), 4)
    outcome = next(one for one in row.outcomes if one.code == "A")
    assert (outcome.count, outcome.needed) == (3, 4)


def test_days_after_the_as_of_day_are_not_seen(province):
    province.session("A", "30/06/2026")
    province.session("A", "01/07/2026")
    assert province.year(target(SESSIONS), "30/06/2026").counts[province.ids["A"]] == 1


def test_sessions_received_count_for_the_place_and_all_above_it(province):
    province.unit("H", "district")
    province.unit("D", "commune", parent="H")
    province.session("S", "10/03/2026", place="D")
    province.session("D", "11/03/2026")
    province.session("S", "12/03/2026")
    receives = target(
        SESSIONS,
        denominator=counted("commune", "district", "department"),
        settings=settings(reading=Reading.RECEIVES),
    )
    row = province.year(receives, "31/12/2026")
    counts = {one.code: one.count for one in row.outcomes}
    # S has no territory and counts what it held, as under "organises".
    assert counts == {"A": 0, "B": 0, "C": 0, "D": 2, "H": 2, "S": 2}


# Action Month


@pytest.mark.parametrize(
    ("number", "issued", "on", "passes"),
    [
        ("12", None, "15/11/2026", True),
        (None, None, "15/11/2026", False),
        ("12", "15/12/2026", "15/12/2026", True),
        ("12", "16/12/2026", "31/12/2026", False),
        (None, "20/11/2026", "19/11/2026", False),
        (None, "01/03/2026", "15/11/2026", True),
    ],
)
def test_a_plan_stands_by_its_number_or_its_day(province, number, issued, on, passes):
    province.plan("A", number=number, on=issued)
    province.activity("A", "15/11/2026")
    row = province.year(target(ACTION_MONTH), on)
    assert ("A" in row.passing) == passes


def test_a_plan_of_another_year_is_none_of_this_one(province):
    province.plan("A", 2025, number="12")
    province.activity("A", "20/11/2026")
    assert province.year(target(ACTION_MONTH), "31/12/2026").passing == ()


@pytest.mark.parametrize(
    ("on", "passes"), [("14/11", False), ("15/11", True), ("15/12", True), ("16/12", False)]
)
def test_both_ends_of_the_window_are_inside(province, on, passes):
    province.plan("A", number="12")
    province.activity("A", f"{on}/2026")
    assert bool(province.year(target(ACTION_MONTH), "31/12/2026").passing) == passes


@pytest.mark.parametrize("repeat", [False, True])
@pytest.mark.parametrize("outlet", ["A", "a1"])
def test_an_item_of_the_commune_or_its_station_is_something_done(province, outlet, repeat):
    province.plan("A", number="12")
    province.item(outlet, "20/11/2026", channel="facebook", repeat=repeat)
    assert province.year(target(ACTION_MONTH), "31/12/2026").passing == ("A",)


def test_a_co_host_has_done_something_too(province):
    province.plan("B", number="12")
    province.session("A", "20/11/2026", "B")
    assert province.year(target(ACTION_MONTH), "31/12/2026").passing == ("B",)


def test_the_units_of_15_november_are_counted(province):
    province.unit("N", "commune", since="16/11/2026")
    province.unit("O", "commune", until="15/11/2026")
    assert province.year(target(ACTION_MONTH), "31/12/2026").failing == ("A", "B", "C", "O")
    later = target(ACTION_MONTH, settings=settings(denominator_day=MonthDay(11, 30)))
    assert province.year(later, "31/12/2026").failing == ("A", "B", "C", "N")


def test_a_window_of_the_plans_own_decides_what_counts_and_what_is_judged(province):
    province.plan("A", number="12")
    province.activity("A", "08/03/2026")
    march = target(ACTION_MONTH, settings=settings(window=Window("03-01", "03-31")))
    row = province.year(march, "31/03/2026")
    assert row.passing == ("A",)
    assert row.span is not None
    assert (row.span.first, row.span.last) == (day("01/03/2026"), day("31/03/2026"))
    assert row.status == "missed"


# Media bodies


def test_a_later_row_replaces_an_earlier_stage(province):
    province.unit("m", "press")
    province.stage("m", AdoptionStage.PILOT, "01/03/2026")
    province.stage("m", AdoptionStage.OFFICIAL, "01/06/2026")
    bodies = target(TargetKind.MEDIA_INDEX_SHARE, denominator=PRESS)
    assert province.year(bodies, "31/05/2026").value == 0
    assert province.year(bodies, "01/06/2026").value == 100


def test_a_merged_body_goes_by_its_own_row_once_it_has_one(province):
    province.unit("old", "press", until="31/05/2026")
    province.unit("new", "press", since="01/06/2026")
    province.succeed("old", "new", "01/06/2026")
    province.stage("old", AdoptionStage.PILOT)
    province.stage("new", AdoptionStage.OFFICIAL, "01/09/2026")
    bodies = target(TargetKind.MEDIA_INDEX_SHARE, denominator=PRESS)
    assert province.year(bodies, "31/08/2026").failing == ("new",)
    assert province.year(bodies, "01/09/2026").passing == ("new",)


def test_a_body_without_a_row_is_not_lifted_by_the_one_it_takes_in(province):
    province.unit("small", "press", until="31/05/2026")
    province.unit("big", "press")
    province.succeed("small", "big", "01/06/2026")
    province.stage("small", AdoptionStage.OFFICIAL)
    bodies = target(TargetKind.MEDIA_INDEX_SHARE, denominator=PRESS)
    assert province.year(bodies, "31/12/2026").failing == ("big",)


# Conventions

CLEAN = (ConventionReview(day("10/02/2026"), discriminating=False),)


def convention(province, states, **fields):
    dated = tuple(
        StateRow(ConventionState(state), day(since) if since else None) for state, since in states
    )
    province.conventions = [Convention("1", province.ids["A"], dated, reviews=CLEAN, **fields)]


@pytest.mark.parametrize(
    ("states", "adopted", "in_force"),
    [
        ([("draft", None)], None, False),
        ([("adopted", None)], None, True),
        ([("recognised", None)], None, True),
        ([("recognised", "01/07/2026")], None, True),  # until then it was adopted
        ([("adopted", "01/07/2026")], None, False),  # until then it was a draft
        ([("adopted", "01/07/2026")], "01/01/2026", True),
        ([("adopted", None)], "31/03/2026", True),
        ([("adopted", None)], "01/04/2026", False),
        ([("suspended", None)], None, False),
        ([("repealed", "31/03/2026")], None, False),
        ([("repealed", "01/04/2026")], None, True),  # until then it was in force
        ([("adopted", "01/01/2026"), ("suspended", "01/02/2026")], None, False),
        (
            [("suspended", "01/02/2026"), ("recognised", "01/03/2026")],
            None,
            True,
        ),
    ],
)
def test_a_convention_in_force_on_31_march(province, states, adopted, in_force):
    convention(province, states, adopted_on=day(adopted) if adopted else None)
    row = province.year(target(TargetKind.CONVENTION_SHARE), "31/03/2026")
    assert row.denominator == int(in_force)


@pytest.mark.parametrize(
    ("reviews", "texts", "verdict"),
    [
        ([], [], "unreviewed"),
        ([("10/02/2026", None)], [], "unreviewed"),
        ([("10/02/2026", False)], [], "passing"),
        ([("10/02/2026", True)], [], "failing"),
        ([("10/02/2026", False)], ["10/02/2026"], "passing"),
        ([("10/02/2026", True)], ["11/02/2026"], "unreviewed"),
        ([("10/02/2026", True), ("12/02/2026", False)], ["11/02/2026"], "passing"),
        ([("01/04/2026", False)], [], "unreviewed"),
        ([("10/02/2026", False)], ["01/04/2026"], "passing"),
    ],
)
def test_what_the_newest_review_says_on_31_march(province, reviews, texts, verdict):
    province.conventions = [
        Convention(
            "1",
            province.ids["A"],
            (StateRow(ConventionState.ADOPTED),),
            texts_on=tuple(day(text) for text in texts),
            reviews=tuple(ConventionReview(day(on), discriminating=found) for on, found in reviews),
        )
    ]
    row = province.year(target(TargetKind.CONVENTION_SHARE), "31/03/2026")
    assert [one.verdict for one in row.outcomes] == [Verdict(verdict)]


def test_conventions_of_other_provinces_and_of_communes_left_out_do_not_count(province):
    province.unit("Q", "province", parent=None)
    province.unit("X", "commune", parent="Q")
    adopted = (StateRow(ConventionState.ADOPTED),)
    province.conventions = [
        Convention(code, province.ids[code], adopted, reviews=CLEAN) for code in "ABX"
    ]
    everything = target(TargetKind.CONVENTION_SHARE, subjects=("các hương ước, quy ước",))
    row = province.year(everything, "31/12/2026")
    assert (row.passing, row.apart) == (("A", "B"), {})
    only_b = target(
        TargetKind.CONVENTION_SHARE, denominator=DenominatorRule(codes=frozenset({"B"}))
    )
    assert province.year(only_b, "31/12/2026").passing == ("B",)
    assert province.year(everything, "31/12/2026", under="A").passing == ("A",)


def test_conventions_wait_for_an_officer_where_the_chosen_words_mean_no_unit(province):
    convention(province, [("adopted", None)])
    nobody = target(TargetKind.CONVENTION_SHARE, denominator=DenominatorRule(class_name="đơn vị"))
    row = province.year(nobody, "31/12/2026")
    assert (row.numerator, row.denominator, row.status) == (None, None, "no_data")
    assert row.apart == {}


def test_without_a_territory_all_conventions_count(province):
    province.unit("M", "ministry", parent=None)
    convention(province, [("adopted", None)])
    row = province.year(
        target(TargetKind.CONVENTION_SHARE), "31/12/2026", plan=province.plan_of("M")
    )
    assert row.passing == ("1",)


def test_the_plan_of_a_commune_counts_its_own_conventions_and_models(province):
    adopted = (StateRow(ConventionState.ADOPTED),)
    province.conventions = [
        Convention(code, province.ids[code], adopted, reviews=CLEAN) for code in "AB"
    ]
    province.model("1", "A", "01/02/2026", ["01/03/2026"])
    plan = province.plan_of("A")
    conventions = province.year(target(TargetKind.CONVENTION_SHARE), "31/12/2026", plan=plan)
    assert conventions.passing == ("A",)
    models = province.year(target(TargetKind.DIGITAL_MODEL_PER_YEAR), "31/12/2026", plan=plan)
    assert (models.passing, models.denominator) == (("A",), 1)


# Items in every quarter and every month


def test_any_channel_counts_for_a_centre_and_only_originals(province):
    province.unit("tt", "centre")
    province.item("tt", "10/02/2026", 2, channel="radio")
    province.item("tt", "11/02/2026", channel="facebook")
    province.item("tt", "12/02/2026", 5, channel="radio", repeat=True)
    centres = target(TargetKind.CENTRE_ITEMS_PER_QUARTER, denominator=counted("centre"))
    row = province.rows(centres, "31/03/2026")["2026-Q1"]
    assert (row.passing, row.counts[province.ids["tt"]]) == (("tt",), 3)


def test_a_station_that_changes_its_commune_takes_only_later_items_along(province):
    province.version("a1", "01/03/2026", parent_id=province.ids["B"])
    province.item("a1", "10/02/2026", 2)
    province.item("a1", "10/03/2026", 3)
    row = province.rows(target(LOUDSPEAKER), "31/03/2026")["2026-Q1"]
    assert (row.counts[province.ids["A"]], row.counts[province.ids["B"]]) == (2, 3)


def test_items_of_an_outlet_nobody_handed_over_are_no_error(province):
    province.item("A", "10/02/2026", 3)
    province.ids["elsewhere"] = 999
    province.item("elsewhere", "10/02/2026", 3)
    row = province.rows(target(LOUDSPEAKER), "31/03/2026")["2026-Q1"]
    assert row.passing == ("A",)


def test_a_station_of_a_district_is_no_station_of_a_commune(province):
    province.unit("H", "district")
    province.unit("h1", "station", parent="H")
    province.item("h1", "10/02/2026", 3)
    districts = target(LOUDSPEAKER, denominator=counted("district"))
    assert province.rows(districts, "31/03/2026")["2026-Q1"].counts[province.ids["H"]] == 0


def test_the_year_needs_every_quarter_that_is_over(province):
    for month in ("02", "05", "08"):
        province.item("A", f"10/{month}/2026", 3)
    assert "A" in province.year(target(LOUDSPEAKER), "30/09/2026").passing
    assert "A" in province.year(target(LOUDSPEAKER), "30/12/2026").passing
    at_the_end = province.year(target(LOUDSPEAKER), "31/12/2026")
    assert "A" in at_the_end.failing
    outcome = next(one for one in at_the_end.outcomes if one.code == "A")
    assert (outcome.count, outcome.needed) == (3, 4)


def test_in_the_first_quarter_every_commune_is_too_new_for_the_year(province):
    rows = province.rows(target(LOUDSPEAKER), "20/02/2026")
    assert list(rows) == ["2026-Q1", "2026"]
    assert rows["2026"].apart == {"too_new": ("A", "B", "C")}
    assert rows["2026"].status == "no_data"


def test_a_column_needs_an_issue_in_every_month_that_is_over(province):
    province.unit("bao", "press")
    for month in range(1, 12):
        province.item("bao", f"05/{month:02}/2026", channel="newspaper", column="yes")
    province.item("bao", "05/12/2026", channel="newspaper")
    columns = target(TargetKind.MONTHLY_COLUMN, denominator=PRESS)
    assert province.year(columns, "30/12/2026").passing == ("bao",)
    assert province.year(columns, "31/12/2026").failing == ("bao",)


# Models


@pytest.mark.parametrize(
    ("reading", "passing"), [(None, "A"), (Reading.KEPT, "A"), (Reading.NEW, "B")]
)
def test_a_model_is_kept_alive_or_new_by_the_reading(province, reading, passing):
    province.model("1", "A", "01/02/2025", ["10/05/2026"])
    province.model("2", "B", "01/02/2026")
    province.model("3", "C", "01/02/2026", ["10/05/2026"], kind="club")
    models = target(TargetKind.DIGITAL_MODEL_PER_YEAR, settings=settings(reading=reading))
    assert "".join(province.year(models, "31/12/2026").passing) == passing
    assert province.year(models, "31/01/2026").passing == ()


# Awareness


def awareness(**fields):
    defaults = {"value": Decimal(10), "baseline_year": 2026, "period": TargetPeriod.ONCE}
    return target(TargetKind.AWARENESS_INCREASE, **(defaults | fields))


@pytest.mark.parametrize(
    ("score", "error", "value", "status"),
    [
        ("65", "1", 13, "met"),
        ("65", None, 13, "not_established"),
        ("53", "1", 1, "not_established"),
        ("50", "0.1", -2, "missed"),
    ],
)
def test_a_change_is_judged_once_it_is_established(province, score, error, value, status):
    province.estimate(2026, RoundRole.BASELINE, "52", "0.1" if error == "0.1" else "1")
    province.estimate(2030, RoundRole.END, score, error)
    row = province.year(awareness(), "31/12/2030")
    assert (row.value, row.status) == (value, status)


def test_an_interval_that_just_touches_zero_establishes_nothing(province):
    # 1.96 × √(3² + 4²) = 9.8
    province.estimate(2026, RoundRole.BASELINE, "50", "3")
    province.estimate(2030, RoundRole.END, "59.8", "4")
    assert province.year(awareness(), "31/12/2030").status == "not_established"


def test_the_newest_round_of_the_same_questionnaire_counts(province):
    province.estimate(2026, RoundRole.BASELINE, "50")
    province.estimate(2028, RoundRole.MID, "56")
    province.estimate(2030, RoundRole.END, "80", questionnaire="v2")
    assert province.year(awareness(), "31/12/2027").status == "no_data"
    assert province.year(awareness(), "31/12/2028").value == 6
    assert province.year(awareness(), "31/12/2030").value == 6


def test_the_plans_own_survey_goes_before_one_that_serves_every_plan(province):
    province.estimate(2026, RoundRole.BASELINE, "40")
    province.estimate(2030, RoundRole.END, "80")
    province.estimate(2026, RoundRole.BASELINE, "50", plan_code="KH")
    province.estimate(2030, RoundRole.END, "65", plan_code="KH")
    province.estimate(2030, RoundRole.END, "99", plan_code="other")
    assert province.year(awareness(), "31/12/2030").value == 15


def test_the_baseline_year_of_the_settings_goes_before_the_printed_one(province):
    province.estimate(2025, RoundRole.BASELINE, "50")
    province.estimate(2030, RoundRole.END, "65")
    assert province.year(awareness(), "31/12/2030").status == "no_baseline"
    changed = awareness(settings=settings(baseline_year=2025))
    assert province.year(changed, "31/12/2030").value == 15


def test_a_relative_change_from_nothing_is_no_number(province):
    province.estimate(2026, RoundRole.BASELINE, "0")
    province.estimate(2030, RoundRole.END, "65")
    relative = awareness(settings=settings(reading=Reading.RELATIVE))
    row = province.year(relative, "31/12/2030")
    assert (row.value, row.status) == (None, "no_data")


# Typed values


def test_the_typed_value_of_the_plan_counts_and_rows_of_units_are_never_summed(province):
    province.typed_value(2026, "70", "A")
    province.typed_value(2026, "80", "B")
    other = target(TargetKind.OTHER, value=Decimal(75), unit="mô hình")
    assert province.year(other, "31/12/2026").status == "no_data"
    province.typed_value(2026, "120.5")
    row = province.year(other, "31/12/2026")
    assert (row.value, row.unit, row.status) == (Decimal("120.5"), "mô hình", "met")
    assert (row.numerator, row.denominator) == (None, None)


@pytest.mark.parametrize(("period", "value"), [(TargetPeriod.ONCE, 60), (TargetPeriod.YEAR, None)])
def test_only_a_value_reached_once_stays_for_later_years(province, period, value):
    province.typed_value(2026, "50")
    province.typed_value(2027, "60")
    other = target(TargetKind.OTHER, value=Decimal(75), period=period)
    assert province.year(other, "31/12/2028").value == value


# Years and units asked for


@pytest.mark.parametrize(
    "fields", [{"phase": (2027, 2030)}, {"applies_year": 2027}], ids=["phase", "single year"]
)
def test_a_target_outside_its_years_has_one_row_without_figures(province, fields):
    rows = province.rows(target(LOUDSPEAKER, **fields), "31/12/2026")
    assert list(rows) == ["2026"]
    row = rows["2026"]
    assert (row.value, row.required, row.threshold, row.span) == (None, None, None, None)
    assert row.status == "no_data"
    assert list(province.rows(target(LOUDSPEAKER, **fields), "31/03/2027")) == ["2027-Q1", "2027"]


@pytest.mark.parametrize(
    ("kind", "reading", "unit"),
    [
        (SESSIONS, None, "%"),
        (TargetKind.AWARENESS_INCREASE, None, "points"),
        (TargetKind.AWARENESS_INCREASE, Reading.RELATIVE, "%"),
        (TargetKind.OTHER, None, "cuộc"),
    ],
)
@pytest.mark.parametrize("year", [2025, 2026])
def test_a_row_shows_the_unit_of_its_value_with_or_without_figures(
    province, kind, reading, unit, year
):
    spec = target(kind, unit="cuộc", settings=settings(reading=reading))
    assert province.year(spec, f"31/12/{year}").unit == unit


def test_a_row_can_be_narrowed_to_a_unit_and_what_is_below(province):
    province.unit("H", "district")
    province.unit("D", "commune", parent="H")
    province.unit("E", "commune", parent="H")
    row = province.year(target(SESSIONS), "31/12/2026", under="H")
    assert row.failing == ("D", "E")
    assert province.year(target(SESSIONS), "31/12/2026", under="A").failing == ("A",)
