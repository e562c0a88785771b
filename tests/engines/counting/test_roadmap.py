"""Roadmaps: proposals from the plan's own words, and rows that cannot be."""

from decimal import Decimal

import pytest

from songhanh.engines.counting import (
    Coverage,
    Milestone,
    PlanSpec,
    RoadmapFault,
    RoadmapRow,
    Start,
    TargetKind,
    row_faults,
    rows_of_annex,
    straight_line,
)
from tests.engines.counting.province import target

PLAN = PlanSpec("KH", 1, 2026, 2030)
YEARS = range(2026, 2031)
SHARE = target(TargetKind.CONVENTION_SHARE)
SESSIONS = target(TargetKind.SESSIONS_PER_YEAR, coverage=Coverage(Decimal(90)))


def values(rows) -> dict[int, str]:
    return {row.year: str(row.value) for row in rows}


def test_a_line_leads_from_the_start_to_the_value_of_the_plan() -> None:
    rows = straight_line(SHARE, YEARS, Start(2025, Decimal(40)))
    assert values(rows) == {
        2026: "52.00",
        2027: "64.00",
        2028: "76.00",
        2029: "88.00",
        2030: "100.00",
    }


def test_it_goes_through_the_dated_values_and_stays_after_the_last() -> None:
    spec = target(
        TargetKind.MEDIA_INDEX_SHARE,
        value=Decimal(90),
        milestones=(Milestone(2027, Decimal(70)), Milestone(2029, Decimal(90))),
    )
    rows = straight_line(spec, YEARS, Start(2025, Decimal(0)))
    assert values(rows) == {
        2026: "35.00",
        2027: "70.00",
        2028: "80.00",
        2029: "90.00",
        2030: "90.00",
    }


def test_of_units_that_reach_a_number_the_share_goes_along_the_line() -> None:
    rows = straight_line(SESSIONS, [2026, 2027], Start(2025, Decimal(0)))
    assert [(row.year, row.value, row.threshold) for row in rows] == [
        (2026, Decimal("45.00"), None),
        (2027, Decimal("90.00"), None),
    ]


def test_where_the_plan_names_no_value_there_is_no_line() -> None:
    assert straight_line(target(TargetKind.OTHER), YEARS, Start(2025, Decimal(0))) == ()
    assert straight_line(SHARE, [], Start(2025, Decimal(0))) == ()
    assert straight_line(SHARE, YEARS, Start(2031, Decimal(0))) == ()


def test_the_annex_gives_shares_or_numbers_for_each_unit() -> None:
    dated = (Milestone(2026, Decimal(2)), Milestone(2028, Decimal(4)))
    of_units = target(TargetKind.SESSIONS_PER_YEAR, milestones=dated)
    of_share = target(TargetKind.CONVENTION_SHARE, milestones=dated)
    assert rows_of_annex(of_units) == (
        RoadmapRow(2026, threshold=Decimal(2)),
        RoadmapRow(2028, threshold=Decimal(4)),
    )
    assert rows_of_annex(of_share) == (RoadmapRow(2026, Decimal(2)), RoadmapRow(2028, Decimal(4)))


@pytest.mark.parametrize(
    ("spec", "row", "faults"),
    [
        (SHARE, RoadmapRow(2026, Decimal(80)), ()),
        (SHARE, RoadmapRow(2031, Decimal(80)), (RoadmapFault.YEAR,)),
        (SHARE, RoadmapRow(2026, Decimal("100.5")), (RoadmapFault.ABOVE_ALL,)),
        (target(TargetKind.OTHER), RoadmapRow(2026, Decimal(500)), ()),
        (SHARE, RoadmapRow(2026, Decimal(-1)), (RoadmapFault.NEGATIVE,)),
        (SHARE, RoadmapRow(2026, None, Decimal(2)), (RoadmapFault.NO_THRESHOLD,)),
        (SESSIONS, RoadmapRow(2026, Decimal(80), Decimal(4)), ()),
        (
            target(TargetKind.CONVENTION_SHARE, phase=(2026, 2027)),
            RoadmapRow(2028, Decimal(80)),
            (RoadmapFault.YEAR,),
        ),
    ],
)
def test_rows_that_cannot_be(spec, row, faults) -> None:
    assert row_faults(PLAN, spec, row) == faults
