"""Figures added up below, put beside those of the office itself."""

from decimal import Decimal

import pytest

from songhanh.reporting.submissions.bringing import AddedUp, joined
from songhanh.reporting.submissions.enums import FigureGroup
from songhanh.reporting.submissions.figures import Figure

Told = dict[str, int | None]


def figures(told: Told) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            key=key,
            group=FigureGroup.TARGET if key.startswith("target") else FigureGroup.ATTENDANCE,
            label=key,
            period="2026",
            unit_word="",
            value=None if value is None else Decimal(value),
            provisional=None if value is None else Decimal(value + 1),
        )
        for key, value in told.items()
    )


def values(found: tuple[Figure, ...]) -> Told:
    return {one.key: None if one.value is None else int(one.value) for one in found}


@pytest.mark.parametrize(
    ("own", "below", "with_own", "without"),
    [
        ({"activity": 2}, {"activity": 5}, {"activity": 7}, {"activity": 5}),
        ({"activity": None}, {"activity": 5}, {"activity": 5}, {"activity": 5}),
        ({"activity": 2}, {"activity": None}, {"activity": 2}, {"activity": None}),
        ({"activity": None}, {"activity": None}, {"activity": None}, {"activity": None}),
        # a channel only the units below used stands behind the parts of the same total
        (
            {"item": 1, "item:radio": 1, "airtime": 3},
            {"item": 4, "item:web": 4, "airtime": 0},
            {"item": 5, "item:radio": 1, "item:web": 4, "airtime": 3},
            {"item": 4, "item:web": 4, "airtime": 0},
        ),
        # shares are worked out over all units, never added
        (
            {"target:I:2026": 10},
            {"target:I:2026": 60},
            {"target:I:2026": 60},
            {"target:I:2026": 60},
        ),
        ({"target:I:2026": 10}, {}, {"target:I:2026": 10}, {"target:I:2026": 10}),
    ],
)
def test_counts_add_up_and_targets_are_taken_as_worked_out_over_all(
    own: Told, below: Told, with_own: Told, without: Told
) -> None:
    for adds_own, expected in ((True, with_own), (False, without)):
        brought = AddedUp("bản tổng hợp", "0" * 64, adds_own, figures(below))
        found = joined(figures(own), brought)
        assert list(values(found).items()) == list(expected.items())


def test_estimates_add_up_too() -> None:
    brought = AddedUp("bản tổng hợp", "0" * 64, adds_own=True, figures=figures({"activity": 5}))
    (found,) = joined(figures({"activity": 2}), brought)
    assert found.provisional == 9


def test_without_anything_brought_the_figures_are_the_own_ones() -> None:
    assert joined(figures({"activity": 2}), None) == figures({"activity": 2})
