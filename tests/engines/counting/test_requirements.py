"""What a year asks for, the span judged and the status."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songhanh.engines.counting import (
    Comparator,
    Coverage,
    Milestone,
    PlanSpec,
    RoadmapRow,
    Settings,
    Start,
    TargetKind,
    TargetPeriod,
    parse_period,
    plan_years,
    required_of,
    threshold_of,
)
from songhanh.engines.counting.evaluate import part_gone, status_of
from songhanh.engines.counting.figures import Figures
from songhanh.engines.counting.periods import Span, year_of
from songhanh.engines.counting.requirements import Required, RequiredFrom, span_of, stage_asked
from songhanh.engines.counting.results import TargetStatus
from songhanh.engines.counting.world import AdoptionStage
from tests.engines.counting.province import day, target

SESSIONS = TargetKind.SESSIONS_PER_YEAR
CONVENTIONS = TargetKind.CONVENTION_SHARE
PLAN = PlanSpec("KH", 1, 2026, 2030)


def milestones(**values):
    return tuple(Milestone(int(year[1:]), Decimal(value)) for year, value in values.items())


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, 2),
        ({"value": Decimal(4)}, 4),
        ({"value": Decimal(4), "milestones": milestones(y2025=3)}, 3),
        ({"value": Decimal(4), "milestones": milestones(y2025=3, y2026=5)}, 5),
        ({"value": Decimal(4), "milestones": milestones(y2028=6)}, 4),
        ({"value": Decimal(4), "roadmap": (RoadmapRow(2026, threshold=Decimal(7)),)}, 7),
        ({"value": Decimal(4), "roadmap": (RoadmapRow(2027, threshold=Decimal(7)),)}, 4),
        ({"value": Decimal(4), "roadmap": (RoadmapRow(2026, Decimal(80)),)}, 4),
        (
            {
                "roadmap": (RoadmapRow(2026, threshold=Decimal(7)),),
                "settings": Settings(threshold=Decimal(9)),
            },
            9,
        ),
    ],
)
def test_the_number_each_unit_must_reach(fields, expected):
    assert threshold_of(target(SESSIONS, **fields), 2026) == expected


def test_a_share_has_no_threshold():
    assert threshold_of(target(CONVENTIONS), 2026) is None


@pytest.mark.parametrize(
    ("kind", "fields", "value", "source"),
    [
        # Of a threshold kind a share is required: the coverage, else all of them.
        (SESSIONS, {"value": Decimal(2)}, 100, "target"),
        (SESSIONS, {"coverage": Coverage(Decimal(90))}, 90, "target"),
        (SESSIONS, {"milestones": milestones(y2026=3)}, 100, "target"),
        (SESSIONS, {"roadmap": (RoadmapRow(2026, Decimal(60)),)}, 60, "roadmap"),
        (SESSIONS, {"roadmap": (RoadmapRow(2026, threshold=Decimal(3)),)}, 100, "target"),
        (SESSIONS, {"roadmap": (RoadmapRow(2027, Decimal(60)),)}, 100, "target"),
        # Of a share kind the value is required.
        (CONVENTIONS, {}, 100, "target"),
        (CONVENTIONS, {"value": None, "coverage": Coverage(Decimal(95))}, 95, "target"),
        (CONVENTIONS, {"value": None}, None, "target"),
        (CONVENTIONS, {"milestones": milestones(y2025=95, y2030=100)}, 95, "milestone"),
        (CONVENTIONS, {"milestones": milestones(y2030=90)}, 90, "target"),
        (
            CONVENTIONS,
            {"milestones": milestones(y2025=95), "roadmap": (RoadmapRow(2026, Decimal(97)),)},
            97,
            "roadmap",
        ),
        (
            CONVENTIONS,
            {
                "milestones": milestones(y2030=100),
                "settings": Settings(start=Start(2025, Decimal(50))),
            },
            60,
            "path",
        ),
        (
            CONVENTIONS,
            {
                "milestones": milestones(y2026=95, y2030=100),
                "settings": Settings(start=Start(2025, Decimal(50))),
            },
            95,
            "milestone",
        ),
        # A path that begins later than the year, or leads nowhere, is no path.
        (
            CONVENTIONS,
            {
                "milestones": milestones(y2030=100),
                "settings": Settings(start=Start(2027, Decimal(50))),
            },
            100,
            "target",
        ),
        (CONVENTIONS, {"settings": Settings(start=Start(2025, Decimal(50)))}, 100, "target"),
        # Of a range the lower bound.
        (
            TargetKind.AWARENESS_INCREASE,
            {"value": Decimal(10), "value_max": Decimal(15)},
            10,
            "target",
        ),
    ],
)
def test_the_value_required_in_2026(kind, fields, value, source):
    required = required_of(target(kind, **fields), 2026)
    assert (required.value, required.source) == (value, source)


def test_a_milestone_brings_its_own_comparator_and_coverage_its_own():
    more = (Milestone(2025, Decimal(95), comparator=Comparator.MORE),)
    assert required_of(target(CONVENTIONS, milestones=more), 2026).comparator == ">"
    coverage = Coverage(Decimal(90), Comparator.MORE)
    assert required_of(target(SESSIONS, coverage=coverage), 2026).comparator == ">"


@pytest.mark.parametrize(
    ("milestone_stages", "year", "asked"),
    [
        ({}, 2026, "official"),
        ({2025: "pilot", 2030: "official"}, 2024, "pilot"),
        ({2025: "pilot", 2030: "official"}, 2026, "pilot"),
        ({2025: "pilot", 2030: "official"}, 2030, "official"),
        ({2025: None, 2030: "official"}, 2026, "official"),
        ({2025: "pilot", 2026: None}, 2026, "pilot"),
    ],
)
def test_the_stage_asked_of_media_bodies(milestone_stages, year, asked):
    dated = tuple(
        Milestone(when, Decimal(70), AdoptionStage(stage) if stage else None)
        for when, stage in milestone_stages.items()
    )
    assert stage_asked(target(TargetKind.MEDIA_INDEX_SHARE, milestones=dated), year) == asked


@pytest.mark.parametrize(
    ("kind", "fields", "label", "first", "last"),
    [
        (SESSIONS, {}, "2026", "01/01/2026", "31/12/2026"),
        (TargetKind.CENTRE_ITEMS_PER_QUARTER, {}, "2026-Q2", "01/04/2026", "30/06/2026"),
        (TargetKind.ACTION_MONTH_PLAN_SHARE, {}, "2026", "15/11/2026", "15/12/2026"),
        (CONVENTIONS, {"period": TargetPeriod.ONCE}, "2027", "01/01/2026", "31/12/2030"),
        (
            CONVENTIONS,
            {"period": TargetPeriod.ONCE, "milestones": milestones(y2028=90)},
            "2027",
            "01/01/2026",
            "31/12/2028",
        ),
        (
            CONVENTIONS,
            {"period": TargetPeriod.ONCE, "milestones": milestones(y2026=70, y2030=90)},
            "2028",
            "01/01/2026",
            "31/12/2026",
        ),
        (
            CONVENTIONS,
            {"period": TargetPeriod.ONCE, "roadmap": (RoadmapRow(2027, Decimal(50)),)},
            "2027",
            "01/01/2026",
            "31/12/2027",
        ),
    ],
)
def test_the_span_that_is_judged(kind, fields, label, first, last):
    spec = target(kind, **fields)
    period = parse_period(label)
    span = span_of(PLAN, spec, period, required_of(spec, period.year))
    assert (span.first, span.last) == (day(first), day(last))


def test_a_plan_with_an_open_first_year_is_judged_from_the_year_shown():
    spec = target(CONVENTIONS, period=TargetPeriod.ONCE)
    span = span_of(PlanSpec("KH", 1, None, 2030), spec, year_of(2027), required_of(spec, 2027))
    assert (span.first, span.last) == (date(2027, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ((2026, None, date(2025, 12, 1), 2030), (2026, 2030)),
        ((None, 2022, date(2023, 1, 5), 2030), (2022, 2030)),
        ((None, None, date(2023, 1, 5), 2030), (2023, 2030)),
        ((None, None, None, None), (None, None)),
    ],
)
def test_the_years_of_a_plan(printed, expected):
    assert plan_years(*printed) == expected


YEAR_2026 = Span(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("value", "comparator", "bound", "on", "status"),
    [
        ("100", ">=", "100", "01/01/2026", "met"),
        ("99.99", ">=", "100", "31/12/2026", "missed"),
        ("99.99", ">=", "100", "30/12/2026", "on_track"),
        ("50", ">=", "100", "30/06/2026", "on_track"),  # 181 of 365 days
        ("49", ">=", "100", "30/06/2026", "at_risk"),
        ("100", ">", "100", "31/12/2026", "missed"),
        ("12", "between", "10", "31/12/2026", "met"),
        ("20", "between", "10", "31/12/2026", "met"),
        ("9", "between", "10", "31/12/2026", "missed"),
        ("120", ">=", "100", "31/12/2026", "met"),
        ("5", "<=", "5", "30/06/2026", "met"),
        ("6", "<=", "5", "30/06/2026", "at_risk"),
        ("6", "<", "5", "31/12/2026", "missed"),
        ("5", "=", "5", "30/06/2026", "met"),
        ("0", ">=", "100", "31/12/2025", "on_track"),  # the span has not begun
    ],
)
def test_the_status_of_a_value(value, comparator, bound, on, status):
    figures = Figures(year_of(2026), measured=Fraction(value))
    required = Required(Fraction(bound), RequiredFrom.TARGET, Comparator(comparator))
    assert status_of(figures, required, YEAR_2026, day(on)) == status


@pytest.mark.parametrize(
    ("value", "own", "bound", "status"),
    [
        (None, None, "10", "no_data"),
        (None, "no_baseline", "10", "no_baseline"),
        ("50", "not_established", "10", "not_established"),
        ("50", None, None, "no_data"),
    ],
)
def test_what_is_not_known_is_said_before_any_judgement(value, own, bound, status):
    figures = Figures(
        year_of(2026),
        measured=Fraction(value) if value else None,
        status=TargetStatus(own) if own else None,
    )
    number = Fraction(bound) if bound else None
    required = Required(number, RequiredFrom.TARGET, Comparator.AT_LEAST)
    assert status_of(figures, required, YEAR_2026, date(2026, 12, 31)) == status


@given(st.dates(date(2025, 1, 1), date(2027, 12, 31)))
def test_the_part_gone_runs_from_0_before_the_span_to_1_after_it(on):
    part = part_gone(YEAR_2026, on)
    assert 0 <= part <= 1
    assert (part == 0) == (on < YEAR_2026.first)
    assert (part == 1) == (on >= YEAR_2026.last)
