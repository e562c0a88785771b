"""Posting: what a record wants is what the ledger holds; nothing is ever changed in place."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from songhanh.ledger.actions import post_entries, post_many
from songhanh.ledger.drafts import Dims, EntryDraft, Posting
from songhanh.ledger.enums import Standing
from songhanh.ledger.models import Balance, Entry
from songhanh.ledger.queries import CountRow, counts, entries_behind, sums
from tests.world import World

NOV_1 = datetime(2026, 11, 1, 3, tzinfo=UTC)
NOV_10 = datetime(2026, 11, 10, 3, tzinfo=UTC)
DEC_8 = datetime(2026, 12, 8, 3, tzinfo=UTC)
OCT_5 = date(2026, 10, 5)
YEAR = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}


def session(
    unit_id: int, day: date = OCT_5, quantity: int = 1, integrated: str = "no"
) -> EntryDraft:
    return EntryDraft(unit_id, "session_held", day, 1, integrated="no")


@pytest.fixture
def a(world: World) -> int:
    return int(world.units["A"].pk)


def test_posting_the_same_again_posts_nothing(a: int) -> None:
    first = post_entries("test", 1, [session(a)], Standing.PROVISIONAL, NOV_1)
    again = post_entries("test", 1, [session(a)], Standing.PROVISIONAL, NOV_10)

    assert (first.entries, again.entries) == (1, 0)
    assert Entry.objects.count() == 1


def test_an_acceptance_reverses_the_provisional_entry_on_its_own_day(a: int) -> None:
    post_entries("test", 1, [session(a)], Standing.PROVISIONAL, NOV_1)

    posted = post_entries("test", 1, [session(a)], Standing.ACCEPTED, NOV_10)

    assert (posted.entries, posted.reversals) == (2, 1)
    reversal = Entry.objects.get(reverses__isnull=False)
    assert (reversal.occurred_on, reversal.posted_at, reversal.quantity) == (OCT_5, NOV_10, -1)
    assert counts("session_held", **YEAR) == [CountRow(a, OCT_5, Decimal(1), Dims(integrated="no"))]
    assert counts("session_held", **YEAR, standing="provisional") == counts("session_held", **YEAR)


def test_what_was_known_on_a_day_stays_known(a: int) -> None:
    post_entries("test", 1, [session(a)], Standing.PROVISIONAL, NOV_1)
    post_entries("test", 1, [session(a)], Standing.ACCEPTED, NOV_10)
    post_entries("test", 1, [], Standing.ACCEPTED, DEC_8)

    def known(day: date, standing: str) -> int:
        rows = counts("session_held", **YEAR, known_on=day, standing=standing)
        assert len(rows) == len(sums("session_held", **YEAR, known_on=day, standing=standing))
        return len(rows)

    assert known(date(2026, 10, 31), "provisional") == 0
    assert known(date(2026, 11, 1), "provisional") == 1
    assert known(date(2026, 11, 1), "accepted") == 0
    assert known(date(2026, 11, 10), "accepted") == 1
    assert known(date(2026, 12, 7), "accepted") == 1
    assert known(date(2026, 12, 8), "accepted") == 0
    assert sums("session_held", **YEAR) == []


def test_a_correction_leaves_what_did_not_change(a: int, world: World) -> None:
    b = int(world.units["B"].pk)
    post_entries("test", 1, [session(a), session(b)], Standing.ACCEPTED, NOV_1)

    posted = post_entries(
        "test", 1, [session(a), session(b, date(2026, 10, 6))], Standing.ACCEPTED, NOV_10
    )

    assert (posted.entries, posted.reversals) == (2, 1)
    assert [e.source_id for e in entries_behind("session_held", b, **YEAR)] == [1]
    assert [e.occurred_on for e in entries_behind("session_held", b, **YEAR)] == [date(2026, 10, 6)]
    before = entries_behind("session_held", b, **YEAR, known_on=date(2026, 11, 9))
    assert [e.occurred_on for e in before] == [OCT_5]


def test_drafts_of_one_key_add_up_and_zero_says_nothing(a: int) -> None:
    post_entries(
        "test",
        1,
        [
            EntryDraft(a, "airtime_minutes", OCT_5, Decimal("0.1"), channel="radio"),
            EntryDraft(a, "airtime_minutes", OCT_5, Decimal("0.2"), channel="radio"),
            EntryDraft(a, "attendance", OCT_5, 0, sex="male"),
        ],
        Standing.ACCEPTED,
        NOV_1,
    )

    assert [row.quantity for row in sums("airtime_minutes", **YEAR)] == [Decimal("0.3")]
    assert Entry.objects.count() == 1


def test_an_entry_reversed_by_a_clock_gone_back_keeps_its_own_moment(a: int) -> None:
    post_entries("test", 1, [session(a)], Standing.ACCEPTED, NOV_10)

    post_entries("test", 1, [], Standing.ACCEPTED, NOV_1)

    assert Entry.objects.get(reverses__isnull=False).posted_at == NOV_10


def test_one_call_may_carry_a_record_through_its_standings(a: int) -> None:
    drafts = (session(a),)
    post_many(
        [
            Posting("test", 1, drafts, Standing.PROVISIONAL, NOV_1),
            Posting("test", 1, drafts, Standing.ACCEPTED, NOV_10),
            Posting("test", 1, (), Standing.ACCEPTED, DEC_8),
        ]
    )

    assert Entry.objects.count() == 4
    assert Entry.objects.filter(reverses__isnull=False).count() == 2
    assert not Balance.objects.exclude(quantity=0).exists()


def test_balances_hold_the_month_and_the_year(a: int) -> None:
    post_entries("test", 1, [session(a)], Standing.ACCEPTED, NOV_1)
    post_entries("test", 2, [session(a), session(a, date(2026, 9, 1))], Standing.ACCEPTED, NOV_1)

    balances = Balance.objects.filter(measure="session_held").order_by("month")
    assert [(b.month, b.quantity) for b in balances] == [(0, 3), (9, 1), (10, 2)]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2025, 1, 1), date(2026, 12, 31), 5),
        (date(2025, 12, 31), date(2026, 1, 1), 2),
        (date(2026, 1, 1), date(2026, 1, 31), 2),
        (date(2026, 1, 2), date(2026, 3, 14), 1),
        (date(2026, 1, 2), date(2026, 3, 15), 2),
        (date(2026, 2, 1), date(2026, 2, 28), 0),
        (date(2026, 3, 15), date(2026, 3, 14), 0),
    ],
)
def test_a_span_of_any_days_is_summed(a: int, first: date, last: date, expected: int) -> None:
    days = [
        date(2025, 12, 31),
        date(2026, 1, 1),
        date(2026, 1, 31),
        date(2026, 3, 15),
        date(2026, 12, 31),
    ]
    for number, day in enumerate(days, start=1):
        post_entries("test", number, [session(a, day)], Standing.ACCEPTED, NOV_1)

    rows = sums("session_held", first=first, last=last)

    assert sum(row.quantity for row in rows) == expected
    assert len(counts("session_held", first=first, last=last)) == expected


def test_units_asked_for_are_the_only_ones_told(a: int, world: World) -> None:
    b = int(world.units["B"].pk)
    post_entries("test", 1, [session(a), session(b)], Standing.ACCEPTED, NOV_1)

    for wanted in ([a], range(a, a + 10_001)):
        asked = set(wanted)
        told = {row.unit_id for row in counts("session_held", **YEAR, unit_ids=asked)}
        assert told == asked & {a, b}
        assert told == {row.unit_id for row in sums("session_held", **YEAR, unit_ids=asked)}


# ------------------------------------------- what the database itself forbids ----


def entry_of(a: int) -> Entry:
    post_entries("test", 1, [session(a)], Standing.ACCEPTED, NOV_1)
    return Entry.objects.get()


def mirror(entry: Entry, **changes: object) -> Entry:
    values: dict[str, object] = {
        "unit_id": entry.unit_id,
        "measure_id": entry.measure_id,
        "occurred_on": entry.occurred_on,
        "posted_at": entry.posted_at,
        "quantity": -entry.quantity,
        "standing": entry.standing,
        "integrated": entry.integrated,
        "source_kind": entry.source_kind,
        "source_id": entry.source_id,
        "reverses": entry,
    }
    return Entry(**(values | changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"quantity": Decimal(-2)},
        {"quantity": Decimal(1)},
        {"occurred_on": date(2026, 10, 6)},
        {"standing": "provisional"},
        {"measure_id": "activity"},
        {"integrated": "yes"},
        {"source_id": 2},
        {"posted_at": datetime(2026, 10, 31, tzinfo=UTC)},
    ],
)
def test_a_reversal_that_is_no_mirror_is_refused(a: int, changes: dict[str, object]) -> None:
    entry = entry_of(a)

    with pytest.raises(DatabaseError), transaction.atomic():
        mirror(entry, **changes).save()

    assert Entry.objects.count() == 1


def test_an_entry_is_reversed_once_and_a_reversal_never(a: int) -> None:
    entry = entry_of(a)
    reversal = mirror(entry)
    reversal.save()

    for second in (mirror(entry), mirror(reversal)):
        with pytest.raises(DatabaseError), transaction.atomic():
            second.save()


def test_an_entry_cannot_be_changed_or_deleted(a: int) -> None:
    entry = entry_of(a)

    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.update(quantity=5)
    with pytest.raises(DatabaseError), transaction.atomic():
        entry.delete()
