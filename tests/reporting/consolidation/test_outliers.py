"""Figures that stand out: against the last period, against peers, by limits that are data."""

from decimal import Decimal
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songhanh.reporting.consolidation.outliers import (
    OutlierKind,
    OutlierLimits,
    Reporter,
    outliers_of,
)

USUAL = OutlierLimits()


def one(now: int | None, last: int | None = None, unit_id: int = 1) -> Reporter:
    return Reporter(unit_id, "commune", {"activity": _number(now)}, {"activity": _number(last)})


def _number(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


@pytest.mark.parametrize(
    ("now", "last", "stands_out"),
    [
        (30, 10, True),
        (29, 10, False),
        (10, 30, True),
        (0, 5, True),
        (0, 4, False),
        (5, 0, True),
        (3, 1, False),  # the difference is too small to ask
        (None, 10, False),  # not known is not zero
        (10, None, False),
    ],
)
def test_against_the_last_period(now: int | None, last: int | None, stands_out: bool) -> None:
    found = outliers_of([one(now, last)], ["activity"], USUAL)
    assert [(row.value, row.expected) for row in found] == (
        [(Decimal(now or 0), Decimal(last or 0))] if stands_out else []
    )


@pytest.mark.parametrize(("peers", "found"), [(7, 0), (8, 1)])
def test_against_peers_only_where_there_are_enough(peers: int, found: int) -> None:
    reporters = [one(4 + place % 3, unit_id=place) for place in range(peers - 1)]
    reporters.append(one(40, unit_id=99))
    rows = outliers_of(reporters, ["activity"], USUAL)
    assert len(rows) == found
    assert {(row.unit_id, row.kind) for row in rows} <= {(99, OutlierKind.PEERS)}


def test_units_of_another_kind_are_no_peers() -> None:
    communes = [one(4, unit_id=place) for place in range(8)]
    office = Reporter(99, "department", {"activity": Decimal(40)}, {})
    assert outliers_of([*communes, office], ["activity"], USUAL) == []


@given(st.lists(st.one_of(st.none(), st.integers(0, 60)), max_size=30))
def test_against_peers_equals_the_rule_read_aloud(values: list[int | None]) -> None:
    reporters = [one(value, unit_id=place) for place, value in enumerate(values)]
    known = [value for value in values if value is not None]
    expected = set()
    if len(known) >= 8:
        centre = Decimal(median(known))
        spread = Decimal("1.4826") * Decimal(median(abs(value - centre) for value in known))
        expected = {
            place
            for place, value in enumerate(values)
            if value is not None and abs(value - centre) >= 5 and abs(value - centre) > 4 * spread
        }
    assert {row.unit_id for row in outliers_of(reporters, ["activity"], USUAL)} == expected
