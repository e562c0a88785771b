"""The twenty worked cases of the counting rules, each by its number.

Province P; communes A, B, C; department S under P; station a1 under A; a plan of P for 2026–2030.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from songhanh.engines.counting import (
    AdoptionStage,
    Comparator,
    Convention,
    ConventionReview,
    ConventionState,
    MapView,
    Milestone,
    Reading,
    RoundRole,
    Start,
    StateRow,
    SuccessionKind,
    TargetKind,
    TargetPeriod,
    TargetResult,
)
from tests.engines.counting.province import Province, counted, day, settings, target

SESSIONS = target(TargetKind.SESSIONS_PER_YEAR)
LOUDSPEAKER = target(TargetKind.LOUDSPEAKER_ITEMS_PER_QUARTER)
ACTION_MONTH = target(TargetKind.ACTION_MONTH_PLAN_SHARE)


def share(row: TargetResult) -> tuple[int | None, int | None, str]:
    """Numerator, denominator, status."""
    return row.numerator, row.denominator, row.status.value


@pytest.fixture
def province() -> Province:
    return Province.of_the_cases()


def test_case_1_a_merger_in_mid_year_moves_units_not_records(province):
    province.sessions("A", 2, "10/03/2026")
    province.sessions("B", 1, "10/05/2026")
    province.sessions("C", 2, "10/06/2026")
    province.succeed("A", "B", "01/07/2026")
    in_june = province.year(SESSIONS, "30/06/2026")
    assert share(in_june) == (2, 3, "on_track")
    assert in_june.rounded(2) == Decimal("66.67")
    assert in_june.passing == ("A", "C")
    at_the_end = province.year(SESSIONS, "31/12/2026")
    assert share(at_the_end) == (1, 2, "missed")
    assert at_the_end.value == 50
    assert (at_the_end.passing, at_the_end.failing) == (("C",), ("B",))
    on_the_new_map = province.year(SESSIONS, "31/12/2026", map_view=MapView.NEW)
    assert share(on_the_new_map) == (2, 2, "met")
    assert on_the_new_map.counts[province.ids["B"]] == 3
    assert not on_the_new_map.estimated


def test_case_2_a_joint_activity_counts_once_for_each_host(province):
    province.unit("Q", "province", parent=None)
    province.unit("X", "commune", parent="Q")
    province.session("A", "10/03/2026", "B", "X")
    row = province.year(SESSIONS, "31/12/2026")
    counts = {code: row.counts.get(province.ids[code]) for code in "ABCX"}
    assert counts == {"A": 1, "B": 1, "C": 0, "X": None}
    assert province.records == 1


def test_case_3_a_session_over_new_year_is_one_of_the_year_it_began(province):
    province.session("A", "31/12/2026")
    assert province.year(SESSIONS, "31/12/2026").counts[province.ids["A"]] == 1
    assert province.year(SESSIONS, "31/12/2027").counts[province.ids["A"]] == 0


def test_case_4_the_office_clock_decides_the_year(province):
    saved = [datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC), datetime(2026, 12, 31, 17, tzinfo=UTC)]
    days = [moment.astimezone(ZoneInfo("Asia/Ho_Chi_Minh")).date() for moment in saved]
    assert days == [date(2026, 12, 31), date(2027, 1, 1)]
    for one in days:
        province.session("A", f"{one:%d/%m/%Y}")
    assert province.year(SESSIONS, "31/12/2026").counts[province.ids["A"]] == 1
    assert province.year(SESSIONS, "31/12/2027").counts[province.ids["A"]] == 1


def test_case_5_a_village_session_is_nothing_for_its_commune(province):
    province.unit("v", "village", parent="A")
    province.session("v", "10/03/2026")
    communes = province.year(SESSIONS, "31/12/2026")
    assert communes.counts[province.ids["A"]] == 0
    with_villages = target(TargetKind.SESSIONS_PER_YEAR, denominator=counted("commune", "village"))
    assert province.year(with_villages, "31/12/2026").counts[province.ids["v"]] == 1


@pytest.mark.parametrize(
    ("standing", "known_on", "sessions"),
    [
        ("accepted", "30/11/2026", 1),
        ("accepted", "06/12/2026", 2),
        ("accepted", None, 1),
        ("provisional", "30/11/2026", 2),
        ("provisional", None, 1),
    ],
)
def test_case_6_what_was_known_on_a_day_stays_what_was_known(
    province, standing, known_on, sessions
):
    # What the ledger hands over: per record the days on which it came to a standing.
    histories = [
        [("01/11/2026", "submitted"), ("10/11/2026", "accepted"), ("08/12/2026", "returned")],
        [("20/11/2026", "submitted"), ("05/12/2026", "accepted")],
    ]
    wanted = {"accepted"} if standing == "accepted" else {"accepted", "submitted"}
    until = day(known_on or "31/12/2026")
    for history in histories:
        known = [state for moved_on, state in history if day(moved_on) <= until]
        if known[-1] in wanted:
            province.session("A", "15/10/2026")
    assert province.year(SESSIONS, "30/11/2026").counts[province.ids["A"]] == sessions


def test_case_7_the_running_quarter_shows_what_there_is_so_far(province):
    for code, first, second in [("A", 3, 1), ("B", 2, 3), ("C", 3, 3)]:
        province.item(code, "10/02/2026", first)
        province.item(code, "10/05/2026", second)
    rows = province.rows(LOUDSPEAKER, "20/05/2026")
    assert list(rows) == ["2026-Q1", "2026-Q2", "2026"]
    assert share(rows["2026-Q1"]) == (2, 3, "missed")
    assert share(rows["2026-Q2"]) == (2, 3, "on_track")
    assert share(rows["2026"]) == (2, 3, "on_track")
    assert rows["2026"].failing == ("B",)


def test_case_8_a_run_of_an_item_never_counts(province):
    province.item("a1", "10/02/2026")
    province.item("a1", "11/02/2026", repeat=True)
    province.item("a1", "12/02/2026", repeat=True)
    province.item("A", "13/02/2026", channel="facebook")
    row = province.rows(LOUDSPEAKER, "31/03/2026")["2026-Q1"]
    assert row.counts[province.ids["A"]] == 1


def test_case_9_a_commune_created_in_mid_year_counts_its_own_quarters(province):
    province.unit("N", "commune", since="15/08/2026")
    province.item("N", "20/09/2026", 3)
    province.item("N", "20/10/2026", 3)
    province.session("N", "01/09/2026")
    rows = province.rows(LOUDSPEAKER, "31/12/2026")
    assert {label for label, row in rows.items() if "N" in row.passing} == {
        "2026-Q3",
        "2026-Q4",
        "2026",
    }
    assert "N" not in rows["2026-Q2"].failing
    assert "N" in province.year(SESSIONS, "31/12/2026").failing


def test_case_10_an_outlet_is_too_new_until_a_month_is_over(province):
    province.unit("radio", "press")
    province.unit("paper", "press")
    province.item("radio", "05/01/2026", channel="radio", column="yes")
    columns = target(TargetKind.MONTHLY_COLUMN, denominator=counted("press"))
    in_january = province.year(columns, "20/01/2026")
    assert share(in_january) == (0, 0, "no_data")
    assert in_january.value is None
    assert in_january.apart == {"too_new": ("paper", "radio")}
    in_february = province.year(columns, "10/02/2026")
    assert in_february.value == 50
    assert in_february.passing == ("radio",)


def test_case_11_an_action_month_needs_plan_and_activity_in_time(province):
    province.plan("A", number="12/KH-UBND")
    province.activity("A", "15/12/2026")
    province.plan("B", on="10/11/2026")
    province.activity("B", "16/12/2026")
    province.plan("C", on="20/12/2026")
    province.activity("C", "20/11/2026")
    at_the_end = province.year(ACTION_MONTH, "31/12/2026")
    assert share(at_the_end) == (1, 3, "missed")
    assert at_the_end.passing == ("A",)
    assert share(province.year(ACTION_MONTH, "30/06/2026")) == (0, 3, "on_track")


def test_case_12_an_unreviewed_convention_is_in_the_denominator(province):
    adopted = (StateRow(ConventionState.ADOPTED),)
    clean = ConventionReview(day("10/02/2026"), discriminating=False)
    found = ConventionReview(day("10/02/2026"), discriminating=True)
    commune = province.ids["A"]
    province.conventions = [
        Convention("1", commune, adopted, reviews=(clean,)),
        Convention("2", commune, adopted, reviews=(found,)),
        Convention("3", commune, adopted),
        Convention("4", commune, adopted, texts_on=(day("01/03/2026"),), reviews=(clean,)),
        Convention("5", commune, (StateRow(ConventionState.DRAFT),)),
    ]
    shares = target(TargetKind.CONVENTION_SHARE)
    in_march = province.year(shares, "31/03/2026")
    assert (in_march.numerator, in_march.denominator, in_march.value) == (1, 4, 25)
    assert in_march.failing == ("2",)
    assert in_march.apart == {"unreviewed": ("3", "4")}
    in_february = province.year(shares, "28/02/2026")
    assert (in_february.numerator, in_february.denominator) == (2, 4)
    assert in_february.passing == ("1", "4")


@pytest.mark.parametrize(
    ("newspaper", "after"), [(AdoptionStage.OFFICIAL, (1, 1)), (AdoptionStage.PILOT, (0, 1))]
)
def test_case_13_a_merged_body_has_the_lowest_stage_of_its_predecessors(province, newspaper, after):
    province.unit("paper", "press", until="31/05/2025")
    province.unit("radio", "press", until="31/05/2025")
    province.unit("both", "press", since="01/06/2025")
    province.stage("paper", newspaper)
    province.stage("radio", AdoptionStage.OFFICIAL)
    province.succeed("paper", "both", "01/06/2025")
    province.succeed("radio", "both", "01/06/2025")
    bodies = target(TargetKind.MEDIA_INDEX_SHARE, subjects=("cơ quan truyền thông",))
    plan = province.plan_of(first=2022)
    before = province.year(bodies, "31/05/2025", plan=plan)
    assert (before.numerator, before.denominator) == (
        (2, 2) if newspaper == AdoptionStage.OFFICIAL else (1, 2)
    )
    row = province.year(bodies, "31/12/2025", plan=plan)
    assert (row.numerator, row.denominator) == after


@pytest.mark.parametrize(
    ("on", "answer"),
    [
        ("31/12/2025", (3, 4, "met")),
        ("31/12/2027", (3, 4, "met")),
        ("31/12/2030", (1, 4, "missed")),
    ],
)
def test_case_14_the_stage_asked_follows_the_milestones(province, on, answer):
    stages = ["official", "pilot", "pilot", "none"]
    for number, stage in enumerate(stages):
        province.unit(f"m{number}", "press")
        province.stage(f"m{number}", AdoptionStage(stage))
    bodies = target(
        TargetKind.MEDIA_INDEX_SHARE,
        subjects=("các cơ quan truyền thông",),
        value=Decimal(90),
        period=TargetPeriod.ONCE,
        milestones=(
            Milestone(2025, Decimal(70), AdoptionStage.PILOT),
            Milestone(2030, Decimal(90), AdoptionStage.OFFICIAL),
        ),
    )
    assert share(province.year(bodies, on, plan=province.plan_of(first=2022))) == answer


def awareness(**fields):
    return target(
        TargetKind.AWARENESS_INCREASE,
        comparator=Comparator.BETWEEN,
        value=Decimal(10),
        value_max=Decimal(15),
        baseline_year=2026,
        period=TargetPeriod.ONCE,
        milestones=(Milestone(2030, Decimal(10)),),
        **fields,
    )


def test_case_15_awareness_rises_in_points_or_relative(province):
    province.estimate(2026, RoundRole.BASELINE, "52")
    province.estimate(2030, RoundRole.END, "60")
    province.estimate(2026, RoundRole.BASELINE, "54", group="men")
    province.estimate(2030, RoundRole.END, "58", group="men")
    points = province.year(awareness(), "31/12/2030")
    assert (points.value, points.unit, points.status) == (8, "points", "missed")
    relative = province.year(awareness(settings=settings(reading=Reading.RELATIVE)), "31/12/2030")
    assert relative.rounded(2) == Decimal("15.38")
    assert (relative.unit, relative.status) == ("%", "met")


@pytest.mark.parametrize(("year", "group"), [(2025, "all"), (2026, "men")])
def test_case_15_no_baseline_of_the_year_and_of_everybody(province, year, group):
    province.estimate(year, RoundRole.BASELINE, "52", group=group)
    province.estimate(2030, RoundRole.END, "60", group=group)
    row = province.year(awareness(), "31/12/2030")
    assert (row.value, row.status) == (None, "no_baseline")


def test_case_16_required_by_the_target_or_by_the_path(province):
    adopted = (StateRow(ConventionState.ADOPTED),)
    clean = ConventionReview(day("10/02/2026"), discriminating=False)
    province.conventions = [
        Convention(f"{n:02}", province.ids["A"], adopted, reviews=(clean,) if n < 9 else ())
        for n in range(20)
    ]
    fields = {"period": TargetPeriod.ONCE, "milestones": (Milestone(2030, Decimal(100)),)}
    plain = province.year(target(TargetKind.CONVENTION_SHARE, **fields), "31/12/2027")
    assert plain.value == 45
    assert (plain.required, plain.required_from, plain.status) == (100, "target", "on_track")
    fields["settings"] = settings(start=Start(2025, Decimal(40)))
    path = province.year(target(TargetKind.CONVENTION_SHARE, **fields), "31/12/2027")
    assert (path.required, path.required_from, path.status) == (64, "path", "missed")


def test_case_17_a_class_in_words_becomes_units(province):
    province.unit("S2", "department")
    province.unit("press", "press")
    province.unit("women", "mass_organisation")
    words = ("các sở, ban, ngành, đơn vị, địa phương và các tổ chức chính trị - xã hội",)
    row = province.year(target(TargetKind.SESSIONS_PER_YEAR, subjects=words), "31/12/2026")
    assert row.denominator == 6
    assert row.failing == ("A", "B", "C", "S", "S2", "women")
    assert row.apart == {"unresolved": ("đơn vị",)}


def test_case_18_a_department_plan_counts_its_province_and_a_child_plan_its_own(province):
    province.unit("v1", "village", parent="A")
    province.unit("v2", "village", parent="B")
    province.sessions("v1", 4, "01/02/2026")
    province.sessions("A", 2, "01/02/2026")
    parent = province.year(SESSIONS, "31/12/2026", plan=province.plan_of("S"))
    assert (parent.numerator, parent.denominator) == (1, 3)
    asks_four = target(TargetKind.SESSIONS_PER_YEAR, value=Decimal(4), subjects=("mỗi thôn",))
    child = province.year(asks_four, "31/12/2026", plan=province.plan_of("A"))
    assert (child.numerator, child.denominator, child.threshold) == (1, 1, 4)


def test_case_19_no_plan_year_no_records_no_units(province):
    before = province.year(SESSIONS, "31/12/2025")
    assert share(before) == (None, None, "no_data")
    assert (before.value, before.required) == (None, None)
    empty = province.year(SESSIONS, "30/06/2026")
    assert share(empty) == (0, 3, "at_risk")
    assert empty.value == 0
    schools = target(TargetKind.SESSIONS_PER_YEAR, denominator=counted("school"))
    nobody = province.year(schools, "30/06/2026")
    assert share(nobody) == (0, 0, "no_data")
    assert nobody.value is None


def test_case_20_a_split_shares_out_what_happened_on_the_new_map(province):
    province.unit("E", "commune", since="01/07/2026")
    province.unit("F", "commune", since="01/07/2026")
    province.succeed("A", "E", "01/07/2026", SuccessionKind.SPLIT, "0.6")
    province.succeed("A", "F", "01/07/2026", SuccessionKind.SPLIT, "0.4")
    province.sessions("A", 2, "10/03/2026")
    province.sessions("E", 1, "10/08/2026")
    reported = province.year(SESSIONS, "31/12/2026")
    counts = {code: reported.counts[province.ids[code]] for code in "EF"}
    assert counts == {"E": 1, "F": 0}
    assert not reported.estimated
    new = province.year(SESSIONS, "31/12/2026", map_view=MapView.NEW)
    counts = {code: new.counts[province.ids[code]] for code in "EF"}
    assert counts == {"E": Decimal("2.2"), "F": Decimal("0.8")}
    assert "E" in new.passing
    assert "F" in new.failing
    assert new.estimated
