"""The row as results show it: rounding, JSON."""

import json
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songhanh.engines.counting import RULE_VERSION, Coverage, TargetKind, round_half_up
from tests.engines.counting.province import Province, target

# "Per target, JSON" of the counting rules.
FIELDS = [
    "ordinal",
    "kind",
    "text",
    "period",
    "numerator",
    "denominator",
    "value",
    "unit",
    "required",
    "required_from",
    "threshold",
    "status",
    "passing",
    "failing",
    "apart",
    "estimated",
    "rule_version",
    "as_of",
    "known_on",
    "standing",
    "map",
]


@pytest.fixture
def province():
    return Province.of_the_cases()


def test_a_row_has_the_fields_of_the_contract_in_their_order(province):
    province.sessions("A", 2, "10/03/2026")
    province.sessions("C", 2, "10/03/2026")
    spec = target(TargetKind.SESSIONS_PER_YEAR, ordinal="II.1", text="Hằng năm …")
    row = province.year(spec, "30/06/2026").as_json()
    assert list(row) == FIELDS
    assert json.loads(json.dumps(row)) == {
        "ordinal": "II.1",
        "kind": "sessions_per_year",
        "text": "Hằng năm …",
        "period": "2026",
        "numerator": 2,
        "denominator": 3,
        "value": 66.67,
        "unit": "%",
        "required": 100,
        "required_from": "target",
        "threshold": 2,
        "status": "on_track",
        "passing": ["A", "C"],
        "failing": ["B"],
        "apart": {},
        "estimated": False,
        "rule_version": RULE_VERSION,
        "as_of": "2026-06-30",
        "known_on": None,
        "standing": "accepted",
        "map": "reported",
    }


def test_what_is_not_known_is_null_and_never_zero(province):
    row = province.year(target(TargetKind.SESSIONS_PER_YEAR), "31/12/2025").as_json()
    for field in ("numerator", "denominator", "value", "required", "required_from", "threshold"):
        assert row[field] is None


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        (Fraction(200, 3), 2, "66.67"),
        (Fraction(200, 3), 1, "66.7"),
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(100), 2, "100.00"),
    ],
)
def test_a_half_is_rounded_up(value, places, rounded):
    assert str(round_half_up(value, places)) == rounded


@given(st.decimals(-10_000, 10_000, places=6), st.integers(0, 4))
def test_rounding_agrees_with_the_decimal_module(value, places):
    expected = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert round_half_up(value, places) == expected


def test_a_value_that_rounds_to_what_is_required_may_still_miss_it(province):
    province.sessions("A", 2, "10/03/2026")
    province.sessions("B", 2, "10/03/2026")
    spec = target(TargetKind.SESSIONS_PER_YEAR, coverage=Coverage(Decimal("66.67")))
    row = province.year(spec, "31/12/2026")
    assert row.as_json()["value"] == row.as_json()["required"] == 66.67
    assert row.status == "missed"
