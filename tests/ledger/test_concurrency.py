"""Many hands posting at once, on either engine: nothing is lost, nobody waits for ever."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from songhanh.ledger.actions import post_many
from songhanh.ledger.drafts import EntryDraft, Posting
from songhanh.ledger.models import Balance, Entry
from songhanh.ledger.queries import sums
from songhanh.records.activities.actions import accept_activities, create_activity
from songhanh.records.activities.models import Activity
from songhanh.records.recording.errors import MoveRefusedError
from tests.records.makers import a_submitted_activity, activity_content
from tests.world import NOON, World, build_world

HANDS = 4
ROUNDS = 6
YEAR = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}


@pytest.fixture
def open_world(transactional_db: None) -> World:
    return build_world()


def together(work: Callable[[int], None]) -> None:
    """Do the work in several threads at once; the first failure is told."""

    def one(hand: int) -> None:
        try:
            work(hand)
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as pool:
        list(pool.map(one, range(HANDS)))


@pytest.mark.django_db(transaction=True)
def test_posting_for_the_same_units_at_once_loses_nothing(open_world: World) -> None:
    units = [open_world.units[code].pk for code in ("A", "B", "C", "R")]

    def work(hand: int) -> None:
        # Each hand takes the units in its own order: unsorted locks would form a circle.
        order = units[hand:] + units[:hand]
        for turn in range(ROUNDS):
            with transaction.atomic():
                post_many(
                    [
                        Posting(
                            "test",
                            hand * 1000 + turn * 10 + place,
                            (
                                EntryDraft(
                                    unit_id,
                                    "activity",
                                    date(2026, 3, 8) + timedelta(days=turn),
                                    1,
                                    integrated="no",
                                ),
                            ),
                            "accepted",
                            NOON,
                        )
                        for place, unit_id in enumerate(order)
                    ]
                )

    together(work)

    expected = HANDS * ROUNDS
    assert Entry.objects.count() == expected * len(units)
    assert [row.quantity for row in sums("activity", **YEAR)] == [expected] * len(units)
    assert [b.quantity for b in Balance.objects.filter(month=0)] == [expected] * len(units)


@pytest.mark.django_db(transaction=True)
def test_a_record_accepted_by_two_people_at_once_counts_once(open_world: World) -> None:
    activity = a_submitted_activity(open_world)
    refused: list[str] = []

    def work(hand: int) -> None:
        try:
            accept_activities([activity], acting=open_world.acting["minh"], at=NOON)
        except MoveRefusedError as error:
            refused.append(error.message)

    together(work)

    assert len(refused) == HANDS - 1
    assert [row.quantity for row in sums("session_held", **YEAR)] == [1]


@pytest.mark.django_db(transaction=True)
def test_a_double_tap_makes_one_record(open_world: World) -> None:
    made: list[int] = []

    def work(hand: int) -> None:
        activity = create_activity(
            activity_content(),
            unit_id=open_world.units["A"].pk,
            key="tapped",
            acting=open_world.acting["lan"],
            at=NOON,
        )
        made.append(activity.pk)

    together(work)

    assert len(set(made)) == 1
    assert Activity.objects.count() == 1
