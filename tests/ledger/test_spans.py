"""Sums over stretches are those of the single days, however months are cut."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest

from songhanh.ledger.actions import post_many
from songhanh.ledger.drafts import EntryDraft, Posting
from songhanh.ledger.models import Entry
from songhanh.ledger.queries import counts, sums_by_stretch
from tests.ledger.test_posting import NOV_1
from tests.world import World

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2025, 12, 1), date(2026, 12, 31)
CUTS = [
    [],
    ["2026-11-15"],
    ["2026-11-15", "2026-12-16"],
    ["2026-11-02", "2026-11-15", "2026-11-29"],
    ["2026-01-01", "2026-02-28", "2026-03-01", "2026-07-15"],
]
SPANS = [
    ("2026-01-01", "2026-12-31"),
    ("2026-01-01", "2026-11-22"),
    ("2026-01-01", "2026-11-08"),
    ("2026-11-03", "2026-11-28"),
    ("2026-11-15", "2026-12-15"),
    ("2025-12-20", "2026-01-12"),
]


@pytest.fixture
def units(world: World) -> list[int]:
    """Two units; something on every day, by turns integrated or not, in fractions."""
    made = [world.units["A"].pk, world.units["B"].pk]
    span = range((LAST - FIRST).days + 1)
    drafts = [
        EntryDraft(
            made[number % 3 == 0],
            "airtime_minutes",
            FIRST + timedelta(days=number),
            Decimal(number % 7 + 1) / 10,
            channel="loudspeaker" if number % 2 else "radio",
        )
        for number in span
    ]
    post_many([Posting("test", 1, tuple(drafts), "accepted", NOV_1)])
    assert Entry.objects.count() == len(span)
    return made


def test_stretches_add_up_like_their_days(units: list[int]) -> None:
    single = counts("airtime_minutes", first=FIRST, last=LAST)
    for first, last in ((date.fromisoformat(a), date.fromisoformat(b)) for a, b in SPANS):
        for cuts in CUTS:
            firsts = [first, *(day for day in map(date.fromisoformat, cuts) if first < day <= last)]
            lasts = [*(day - timedelta(days=1) for day in firsts[1:]), last]
            stretches = list(zip(firsts, lasts, strict=True))
            wanted: dict[tuple, Decimal] = defaultdict(Decimal)
            for row in single:
                for begins, ends in stretches:
                    if begins <= row.day <= ends:
                        wanted[row.unit_id, begins, row.dims.channel] += row.quantity
            found = sums_by_stretch("airtime_minutes", stretches=stretches, dims=["channel"])
            assert {(one.unit_id, one.day, one.dims.channel): one.quantity for one in found} == (
                wanted
            ), stretches


def test_of_a_month_almost_over_only_what_follows_is_read(
    units: list[int], django_assert_num_queries
) -> None:
    stretches = [(date(2026, 11, 1), date(2026, 11, 29))]
    with django_assert_num_queries(2) as asked:
        sums_by_stretch("airtime_minutes", stretches=stretches)
    (of_entries,) = [one["sql"] for one in asked if "ledger_entry" in one["sql"]]
    assert "2026-11-30" in of_entries
    assert "2026-11-29" not in of_entries


def test_no_stretch_is_nothing(units: list[int]) -> None:
    assert sums_by_stretch("airtime_minutes", stretches=[]) == []
