"""Where values are heading, what units still lack, and how many more have to pass."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songhanh.engines.counting import (
    AdoptionStage,
    Comparator,
    Forecast,
    Lacking,
    Milestone,
    Outlook,
    Required,
    RequiredFrom,
    RoadmapRow,
    Settings,
    Start,
    TargetKind,
    TargetPeriod,
    TargetSpec,
    TargetStatus,
    evaluate,
    lacks_of,
    outlooks_of,
    units_to_go,
)
from tests.engines.counting.province import Province, day, target

ONCE = {"period": TargetPeriod.ONCE}


def outlooks(province: Province, spec: TargetSpec, on: str) -> dict[str, Outlook]:
    plan = province.plan_of()
    rows = evaluate(plan, spec, province.world(), day(on))
    return {one.period.label: one for one in outlooks_of(plan, spec, rows)}


def year(province: Province, spec: TargetSpec, on: str) -> Outlook:
    return outlooks(province, spec, on)[on[-4:]]


def told(one: Forecast | None) -> tuple[object, ...] | None:
    return None if one is None else (one.on, round(float(one.value), 2), one.assumption.value)


@pytest.fixture
def province() -> Province:
    return Province.of_the_cases()


class TestUnitPace:
    spec = target(TargetKind.SESSIONS_PER_YEAR)

    def test_each_unit_goes_on_as_it_has_so_far(self, province: Province) -> None:
        """181 of 365 days are gone: one session becomes a little more than two."""
        province.session("A", "02/03/2026")
        province.sessions("B", 2, "04/05/2026")
        one = year(province, self.spec, "30/06/2026")
        assert told(one.of_period) == (date(2026, 12, 31), 66.67, "unit_pace")
        assert one.of_period is not None
        assert one.of_period.holds is False

    def test_one_day_later_the_pace_is_too_slow(self, province: Province) -> None:
        province.session("A", "02/03/2026")
        assert told(year(province, self.spec, "02/07/2026").of_period) == (
            date(2026, 12, 31),
            0.0,
            "unit_pace",
        )

    def test_a_year_that_is_over_is_final(self, province: Province) -> None:
        province.sessions("A", 2, "02/03/2026")
        one = year(province, self.spec, "31/12/2026")
        assert told(one.of_period) == (date(2026, 12, 31), 33.33, "final")

    def test_the_last_year_of_the_plan_is_like_this_one(self, province: Province) -> None:
        province.sessions("A", 2, "02/03/2026")
        one = year(province, self.spec, "30/06/2026")
        assert told(one.of_plan) == (date(2030, 12, 31), 33.33, "like_this_year")

    def test_a_higher_number_in_the_last_year_is_held_against_the_pace(
        self, province: Province
    ) -> None:
        spec = target(
            TargetKind.SESSIONS_PER_YEAR,
            roadmap=(RoadmapRow(2030, Decimal(80), Decimal(4)),),
        )
        province.sessions("A", 2, "02/03/2026")
        province.sessions("B", 1, "02/03/2026")
        one = year(province, spec, "30/06/2026")
        assert told(one.of_period) == (date(2026, 12, 31), 66.67, "unit_pace")
        assert told(one.of_plan) == (date(2030, 12, 31), 33.33, "like_this_year")
        assert one.of_plan is not None
        assert one.of_plan.required.value == 80


class TestQuarters:
    spec = target(TargetKind.LOUDSPEAKER_ITEMS_PER_QUARTER)

    def test_a_quarter_missed_cannot_be_made_up(self, province: Province) -> None:
        for code, first, second in (("A", 3, 1), ("B", 2, 3), ("C", 3, 3)):
            province.item(code, "10/02/2026", first)
            province.item(code, "10/05/2026", second)
        found = outlooks(province, self.spec, "20/05/2026")
        assert told(found["2026-Q1"].of_period) == (date(2026, 3, 31), 66.67, "final")
        # 50 of 91 days: A's one item becomes 1.82, which is less than three.
        assert told(found["2026-Q2"].of_period) == (date(2026, 6, 30), 66.67, "unit_pace")
        assert told(found["2026"].of_period) == (date(2026, 12, 31), 33.33, "no_more_missed")
        assert found["2026-Q2"].of_plan is None

    def test_before_the_first_quarter_is_over_the_running_one_tells(
        self, province: Province
    ) -> None:
        province.item("A", "10/02/2026", 3)
        assert told(year(province, self.spec, "20/02/2026").of_period) == (
            date(2026, 12, 31),
            33.33,
            "no_more_missed",
        )

    def test_months_have_no_row_of_their_own_and_go_on_as_they_stand(
        self, province: Province
    ) -> None:
        province.unit("R", "press")
        spec = target(TargetKind.MONTHLY_COLUMN, subjects=("cơ quan báo chí",))
        province.item("R", "05/01/2026", column="yes")
        assert told(year(province, spec, "10/02/2026").of_period) == (
            date(2026, 12, 31),
            100.0,
            "no_more_missed",
        )
        assert year(province, spec, "20/01/2026").of_period is None


class TestLines:
    def test_a_typed_value_goes_on_along_its_line(self, province: Province) -> None:
        spec = target(TargetKind.OTHER, value=Decimal(500), unit="người", **ONCE)
        province.typed_value(2027, "250", ordinal=spec.ordinal)
        one = year(province, spec, "31/12/2027")
        # 730 of 1,826 days gave 250.
        assert told(one.of_plan) == (date(2030, 12, 31), 625.34, "straight_line")

    def test_from_a_starting_point(self, province: Province) -> None:
        spec = target(
            TargetKind.OTHER,
            value=Decimal(10),
            comparator=Comparator.AT_MOST,
            settings=Settings(start=Start(2026, Decimal(30))),
            milestones=(Milestone(2030, Decimal(10)),),
            **ONCE,
        )
        province.typed_value(2027, "25", ordinal=spec.ordinal)
        one = year(province, spec, "31/12/2027")
        assert told(one.of_plan) == (date(2030, 12, 31), 9.99, "straight_line")
        assert one.of_plan is not None
        assert one.of_plan.holds

    def test_a_falling_value_without_a_start_stays(self, province: Province) -> None:
        spec = target(TargetKind.OTHER, value=Decimal(10), comparator=Comparator.AT_MOST, **ONCE)
        province.typed_value(2027, "25", ordinal=spec.ordinal)
        assert told(year(province, spec, "30/06/2027").of_plan) == (
            date(2030, 12, 31),
            25.0,
            "unchanged",
        )

    def test_a_share_never_passes_the_whole(self, province: Province) -> None:
        province.unit("R", "press")
        spec = target(
            TargetKind.MEDIA_INDEX_SHARE, value=Decimal(90), subjects=("cơ quan báo chí",), **ONCE
        )
        province.stage("R", AdoptionStage.OFFICIAL)
        assert told(year(province, spec, "30/06/2026").of_plan) == (
            date(2030, 12, 31),
            100.0,
            "straight_line",
        )

    def test_the_action_month_has_no_forecast_before_its_window(self, province: Province) -> None:
        spec = target(TargetKind.ACTION_MONTH_PLAN_SHARE, value=Decimal(100))
        assert year(province, spec, "30/06/2026").of_period is None

    def test_inside_the_window_it_goes_on_as_it_began(self, province: Province) -> None:
        spec = target(TargetKind.ACTION_MONTH_PLAN_SHARE, value=Decimal(100))
        province.plan("A", number="1/KH")
        province.activity("A", "16/11/2026")
        # 10 of 31 days gave one of three.
        assert told(year(province, spec, "24/11/2026").of_period) == (
            date(2026, 12, 15),
            100.0,
            "straight_line",
        )


@given(
    numbers=st.lists(st.integers(0, 3), min_size=1, max_size=6),
    on=st.dates(date(2026, 1, 1), date(2030, 12, 30)),
    value=st.integers(1, 1000),
    needed=st.integers(1, 1000),
)
def test_a_value_is_on_track_exactly_when_its_line_leads_to_what_is_required(
    numbers: list[int], on: date, value: int, needed: int
) -> None:
    province = Province.of_the_cases()
    spec = target(TargetKind.OTHER, value=Decimal(needed), unit="người", **ONCE)
    province.typed_value(on.year, str(value), ordinal=spec.ordinal)
    plan = province.plan_of()
    (row,) = evaluate(plan, spec, province.world(), on)
    (one,) = outlooks_of(plan, spec, [row])
    assert one.of_plan is not None
    going = row.status in {TargetStatus.MET, TargetStatus.ON_TRACK}
    assert one.of_plan.holds == going


def test_nothing_is_carried_on_from_what_is_not_known(province: Province) -> None:
    spec = target(TargetKind.AWARENESS_INCREASE, value=Decimal(10), baseline_year=2026, **ONCE)
    assert year(province, spec, "30/06/2027") == Outlook(
        spec.ordinal, year(province, spec, "30/06/2027").period
    )


class TestLacks:
    def test_what_each_unit_lacks_of_a_number(self, province: Province) -> None:
        spec = target(TargetKind.SESSIONS_PER_YEAR)
        province.session("A", "02/03/2026")
        rows = evaluate(province.plan_of(), spec, province.world(), day("30/06/2026"))
        found = {one.code: (one.missing, one.by, one.missed) for one in lacks_of(rows)}
        end = date(2026, 12, 31)
        assert found == {"A": (1, end, False), "B": (2, end, False), "C": (2, end, False)}

    def test_of_quarters_the_running_one_and_those_missed(self, province: Province) -> None:
        spec = target(TargetKind.LOUDSPEAKER_ITEMS_PER_QUARTER)
        for code, first, second in (("A", 3, 1), ("B", 2, 3), ("C", 3, 3)):
            province.item(code, "10/02/2026", first)
            province.item(code, "10/05/2026", second)
        rows = evaluate(province.plan_of(), spec, province.world(), day("20/05/2026"))
        found = [(one.period.label, one.code, one.missing, one.missed) for one in lacks_of(rows)]
        assert found == [("2026-Q2", "A", 2, False), ("2026", "B", 1, True)]

    def test_the_action_month_names_plan_and_deed(self, province: Province) -> None:
        spec = target(TargetKind.ACTION_MONTH_PLAN_SHARE, value=Decimal(100))
        province.plan("A", number="1/KH")
        province.activity("B", "16/11/2026")
        rows = evaluate(province.plan_of(), spec, province.world(), day("24/11/2026"))
        assert {one.code: one.what for one in lacks_of(rows)} == {
            "A": (Lacking.DEED,),
            "B": (Lacking.PLAN,),
            "C": (Lacking.PLAN, Lacking.DEED),
        }
        assert {one.by for one in lacks_of(rows)} == {date(2026, 12, 15)}


@pytest.mark.parametrize(
    ("passing", "of", "required", "comparator", "to_go"),
    [
        (1, 3, 100, ">=", 2),
        (2, 3, Fraction(200, 3), ">=", 0),
        (2, 3, 67, ">=", 1),
        (1, 2, 50, ">", 1),
        (3, 3, 100, ">=", 0),
        (1, 3, 120, ">=", None),
        (1, 3, 50, "<=", None),
        (0, 0, 100, ">=", None),
        (0, 1, 1, ">=", 1),
    ],
)
def test_how_many_more_units_have_to_pass(
    passing: int, of: int, required: Fraction, comparator: str, to_go: int | None
) -> None:
    province = Province.of_the_cases()
    spec = target(TargetKind.SESSIONS_PER_YEAR)
    (row,) = evaluate(province.plan_of(), spec, province.world(), day("30/06/2026"))
    counted = replace(row, numerator=passing, denominator=of)
    wanted = Required(Fraction(required), RequiredFrom.TARGET, Comparator(comparator))
    assert units_to_go(counted, wanted) == to_go
