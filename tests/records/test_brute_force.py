"""Whatever people do in whatever order: the ledger says what a patient clerk would have counted."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as DjangoCase

from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.ledger.queries import counts, sums, sums_by_stretch
from songhanh.ledger.verification import verify
from songhanh.records.activities import actions
from songhanh.records.activities.content import ActivityContent
from songhanh.records.activities.models import Activity
from songhanh.records.media import actions as media
from songhanh.records.media.content import MediaItemContent
from songhanh.records.media.models import MediaItem
from songhanh.records.recording.errors import MoveRefusedError
from tests.records.makers import activity_content, item_content
from tests.world import World, build_world

START = datetime(2026, 9, 1, 3, tzinfo=UTC)
DAYS = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 8), date(2026, 8, 31)]
AS_OF = [date(2025, 12, 31), date(2026, 1, 31), date(2026, 6, 30), date(2026, 12, 31)]
STRETCHES = [
    (date(2025, 1, 1), date(2025, 12, 31)),
    (date(2026, 1, 1), date(2026, 2, 28)),
    (date(2026, 3, 1), date(2026, 6, 13)),
    (date(2026, 6, 14), date(2026, 12, 31)),
]
STEP = timedelta(hours=13)

MOVES = ["submit", "accept", "return", "undo", "cancel", "change", "reopen"]


@dataclass
class Clerk:
    """Remembers by hand how every record stood after every step."""

    states: list[tuple[datetime, dict[int, tuple[str, object]]]] = field(default_factory=list)

    def note(self, at: datetime) -> None:
        now: dict[int, tuple[str, object]] = {
            activity.pk: (
                activity.standing,
                (
                    activity.held_on,
                    activity.male or 0,
                    frozenset(
                        [activity.unit_id, *(row.unit_id for row in activity.co_host_rows.all())]
                    ),
                ),
            )
            for activity in Activity.objects.filter(revises=None).prefetch_related("co_host_rows")
        }
        self.states.append((at, now))

    def known(self, on: date | None) -> dict[int, tuple[str, object]]:
        known = [state for at, state in self.states if on is None or day_of(at) <= on]
        return known[-1] if known else {}

    def count(self, as_of: date, on: date | None, standing: str) -> tuple[int, int]:
        """(sessions held over all hosts, men present)."""
        wanted = {"accepted"} if standing == "accepted" else {"accepted", "submitted"}
        held = people = 0
        for now, (day, male, hosts) in self.known(on).values():  # type: ignore[misc]  # see note
            if now in wanted and day <= as_of:
                held += len(hosts)
                people += male
        return held, people


def told(as_of: date, on: date | None, standing: str) -> tuple[int, int]:
    totals = []
    for measure in ("session_held", "attendance"):
        span = {"first": date(2025, 1, 1), "last": as_of, "standing": standing, "known_on": on}
        by_entries = sum(row.quantity for row in counts(measure, **span))
        by_balances = sum(row.quantity for row in sums(measure, **span))
        assert by_entries == by_balances
        del span["first"], span["last"]
        parts = [(day, min(as_of, end)) for day, end in STRETCHES if day <= as_of]
        assert sum(row.quantity for row in sums_by_stretch(measure, stretches=parts, **span)) == (
            by_entries
        )
        totals.append(int(by_entries))
    return totals[0], totals[1]


def content_of(seed: int, world: World) -> ActivityContent:
    others = [world.units[code].pk for code in ("B", "C", "X")]
    return activity_content(
        held_on=DAYS[seed % len(DAYS)],
        male=seed % 7,
        co_host_ids=tuple(others[: seed % 4]),
        integrated=seed % 2 == 0,
    )


def carry_out(move: str, seed: int, world: World, at: datetime) -> None:
    """One thing somebody does to one of the records, if it is possible."""
    lan, minh = world.acting["lan"], world.acting["minh"]
    records = list(Activity.objects.order_by("pk"))
    record = records[seed % len(records)]
    try:
        match move:
            case "submit":
                actions.submit_activity(record, acting=lan, at=at)
            case "accept":
                actions.accept_activities([record], acting=minh, at=at)
            case "return":
                actions.return_activities([record], remark="Xem lại.", acting=minh, at=at)
            case "undo":
                actions.undo_acceptance([record], acting=minh, at=at)
            case "cancel":
                by = minh if record.standing == "accepted" else lan
                actions.cancel_activity(record, reason="Nhầm.", acting=by, at=at)
            case "change":
                actions.change_activity(
                    record, content_of(seed, world), version=record.version, acting=lan, at=at
                )
            case "reopen":
                actions.reopen_activity(record, reason="Sửa.", acting=lan, at=at)
    except (MoveRefusedError, NotAllowedError):
        pass  # what the standing does not allow changes nothing, which is the point


class TestAnyOrderOfMoves(DjangoCase):
    """Hypothesis needs each example in its own transaction: its Django test case gives that."""

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        steps=st.lists(
            st.tuples(st.sampled_from(MOVES), st.integers(0, 50)), min_size=5, max_size=22
        )
    )
    def test_the_ledger_is_what_a_clerk_counts(self, steps: list[tuple[str, int]]) -> None:
        world = build_world()
        clerk = Clerk()
        for seed in range(3):
            actions.create_activity(
                content_of(seed, world),
                unit_id=world.units["A"].pk,
                acting=world.acting["lan"],
                at=START,
            )
        at = START
        for move, seed in steps:
            at += STEP
            carry_out(move, seed, world, at)
            clerk.note(at)

        report = verify()
        assert report.is_clean, report.differences
        middle = day_of(START + STEP * (len(steps) // 2))
        for standing in ("accepted", "provisional"):
            for known_on in (None, middle, day_of(START), day_of(at)):
                for as_of in AS_OF:
                    assert told(as_of, known_on, standing) == clerk.count(
                        as_of, known_on, standing
                    ), (standing, known_on, as_of)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (item_content(), {"item_original": 1}),
        (item_content(minutes=5), {"item_original": 1, "airtime_minutes": 5}),
        (item_content(on_gender_equality=False), {"item_other": 1}),
        (item_content(on_gender_equality=None, minutes=2), {"item_other": 1, "airtime_minutes": 2}),
    ],
)
def test_what_an_item_posts(
    world: World, content: MediaItemContent, expected: dict[str, int]
) -> None:
    item = media.create_media_item(
        content, unit_id=world.units["A"].pk, acting=world.acting["lan"], at=START
    )
    media.submit_media_item(item, acting=world.acting["lan"], at=START)

    found = {
        measure: int(row.quantity)
        for measure in ("item_original", "item_repeat", "item_other", "airtime_minutes")
        for row in counts(measure, first=DAYS[0], last=AS_OF[-1], standing="provisional")
    }
    assert found == expected


@pytest.mark.parametrize(
    ("said", "with_column"),
    [({}, "no"), ({"column_name": "Bình đẳng giới"}, "yes"), ({"type": "feature"}, "yes")],
)
def test_an_item_of_a_column_is_told_apart(
    world: World, said: dict[str, str], with_column: str
) -> None:
    lan = world.acting["lan"]
    item = media.create_media_item(
        item_content(**said), unit_id=world.units["A"].pk, acting=lan, at=START
    )
    media.submit_media_item(item, acting=lan, at=START)

    [row] = counts("item_original", first=DAYS[0], last=AS_OF[-1], standing="provisional")
    assert row.dims.with_column == with_column


def test_a_repeat_never_counts_as_new(world: World) -> None:
    lan = world.acting["lan"]
    unit_id = world.units["A"].pk
    original = media.create_media_item(item_content(), unit_id=unit_id, acting=lan, at=START)
    repeat = media.create_media_item(
        item_content(original_id=original.pk, column_name="Bình đẳng giới"),
        unit_id=world.units["a1"].pk,
        acting=lan,
        at=START,
    )
    for item in (original, repeat):
        media.submit_media_item(item, acting=lan, at=START)
    media.accept_media_items(list(MediaItem.objects.all()), acting=world.acting["minh"], at=START)

    span = {"first": DAYS[0], "last": AS_OF[-1]}
    assert [row.unit_id for row in counts("item_original", **span)] == [unit_id]
    assert [row.unit_id for row in counts("item_repeat", **span)] == [world.units["a1"].pk]
    assert verify().is_clean
