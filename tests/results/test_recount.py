"""Results equal a full recount at any time: in any order, with many hands, with new rules."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as DjangoCase

from songhanh.engines.counting import DenominatorRule, Measure, RoadmapRow, Standing
from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.ledger.models import Balance
from songhanh.programme.plans.actions import change_roadmaps, settle_target
from songhanh.programme.targets.enums import RoadmapOrigin
from songhanh.programme.targets.queries import setting_of
from songhanh.programme.targets.roadmaps import roadmap_version
from songhanh.records.activities.actions import (
    accept_activities,
    cancel_activity,
    undo_acceptance,
)
from songhanh.records.activities.models import Activity
from songhanh.records.recording.errors import MoveRefusedError
from songhanh.results.values.queries import results_of
from songhanh.results.values.recounting import recount
from songhanh.results.values.verification import verify_results
from tests.results.stories import LOUDSPEAKER, SESSIONS, Story, tell
from tests.world import build_world

BY = command_line()
END = date(2026, 12, 31)
DAYS = ["31/12/2025", "01/01/2026", "15/03/2026", "30/06/2026", "15/11/2026", "31/12/2026"]
THINGS = ["session", "joint", "item", "accept", "undo", "cancel", "merge", "threshold", "received"]


def carry_out(story: Story, what: str, seed: int) -> None:
    """One thing somebody does, if it is possible."""
    day, hosts = DAYS[seed % len(DAYS)], ("A", "B", "C")
    host = hosts[seed % 3]
    waiting = list(Activity.objects.order_by("pk"))
    one = waiting[seed % len(waiting)] if waiting else None
    things = {
        "session": lambda: story.session(host, day, integrated=seed % 2 == 0),
        "joint": lambda: story.sent(host, day, hosts[(seed + 1) % 3], "S", place="C"),
        "item": lambda: story.item("a1" if seed % 2 else host, day, accepted=seed % 5 != 0),
        "accept": lambda: one and accept_activities([one], acting=BY, at=story.at),
        "undo": lambda: one and undo_acceptance([one], acting=BY, at=story.at),
        "cancel": lambda: one and cancel_activity(one, reason="Nhầm.", acting=BY, at=story.at),
        "merge": lambda: merge_once(story),
        "threshold": lambda: settle(story, "II.1", threshold=Decimal(seed % 4)),
        "received": lambda: settle(story, "II.1", reading="receives" if seed % 2 else ""),
    }
    with suppress(MoveRefusedError, NotAllowedError):  # what is not allowed changes nothing
        things[what]()


def merge_once(story: Story) -> None:
    if story.world.units["A"].versions.filter(valid_to=None).exists():
        story.move("a1", "B", "01/07/2026")
        story.merge("A", "B", "01/07/2026")


def settle(story: Story, ordinal: str, choice: DenominatorRule | None = None, **values) -> None:
    target = story.target(ordinal)
    version = setting_of(target).version
    settle_target(target, version=version, values=values, choice=choice, acting=BY, at=story.at)


class TestAnyOrder(DjangoCase):
    """Hypothesis needs each example in its own transaction."""

    @settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        steps=st.lists(
            st.tuples(st.sampled_from(THINGS), st.integers(0, 50)), min_size=4, max_size=10
        )
    )
    def test_results_equal_a_full_recount(self, steps: list[tuple[str, int]]) -> None:
        story = tell(build_world(), SESSIONS, LOUDSPEAKER)
        for what, seed in steps:
            carry_out(story, what, seed)
        for day in (date(2026, 6, 30), date(2026, 11, 20), END):
            report = verify_results([story.plan], day)
            assert report.is_clean, report.differences


@pytest.mark.django_db
class TestAtOnce:
    """What is changed is in force at once; what is wrong is found."""

    def test_a_threshold_a_class_and_a_reading(self, story: Story) -> None:
        story.session("S", "08/03/2026", place="A")
        story.session("B", "09/03/2026")
        assert story.year("II.1", "31/12/2026").passing == ()
        settle(story, "II.1", threshold=Decimal(1))
        assert story.year("II.1", "31/12/2026").passing == ("B",)
        settle(story, "II.1", threshold=Decimal(1), reading="receives")
        assert story.year("II.1", "31/12/2026").passing == ("A", "B")
        settle(story, "II.1", DenominatorRule(kinds=frozenset({"department"})))
        assert story.year("II.1", "31/12/2026").denominator == 2

    def test_a_required_value_of_the_year(self, story: Story) -> None:
        story.session("A", "08/03/2026")
        story.session("A", "09/03/2026")
        before = story.year("II.1", "31/12/2026")
        change_roadmaps(
            story.plan,
            {story.target("II.1"): [RoadmapRow(2026, Decimal(30))]},
            version=roadmap_version(story.plan),
            origin=RoadmapOrigin.TYPED,
            reason="Phụ lục I.",
            acting=BY,
            at=story.at,
        )
        after = story.year("II.1", "31/12/2026")
        assert (before.status.value, after.status.value) == ("missed", "met")
        assert (after.required, after.required_from) == (30, "roadmap")

    def test_one_record_removed_changes_its_unit_alone(self, story: Story) -> None:
        kept = [story.session(code, "08/03/2026") for code in ("A", "A", "B", "B")]
        before = story.counts("II.1", "31/12/2026")
        undo_acceptance([kept[0]], acting=BY, at=story.at)
        after = story.counts("II.1", "31/12/2026")
        assert {code for code in before if before[code] != after[code]} == {"A"}
        assert story.year("II.1", "31/12/2026").passing == ("B",)

    def test_a_balance_somebody_spoiled_is_found(self, story: Story) -> None:
        story.session("A", "08/03/2026")
        Balance.objects.filter(measure_id="session_held", month=0).update(quantity=7)
        found = verify_results([story.plan], END).differences
        assert {(one.ordinal, one.map, one.standing) for one in found} == {
            ("II.1", "reported", "accepted"),
            ("II.1", "reported", "provisional"),
        }
        assert found[0].shown["counts"]["A"] == "7"
        assert found[0].recounted["counts"]["A"] == "1"


@pytest.mark.django_db
def test_a_recount_keeps_sums_and_not_the_records(story: Story) -> None:
    def held() -> dict[tuple[int, object], Decimal]:
        [sums] = [recount([story.plan], END)[Standing.ACCEPTED][Measure.SESSION_HELD]]
        return {(one.unit_id, one.record): one.quantity for one in sums if one.day.month == 1}

    a, b = story.unit_id("A"), story.unit_id("B")
    for day in ("02/01/2026", "03/01/2026", "04/01/2026"):
        story.session("A", day)
        story.session("A", day, "B")
    assert held() == {(a, None): 3, (a, 0): 3, (b, 0): 3}


@pytest.mark.django_db(transaction=True)
def test_many_hands_at_once_leave_results_that_equal_a_recount(transactional_db: None) -> None:
    story = tell(build_world(), SESSIONS)
    waiting = [story.sent(code, "08/03/2026") for code in ("A", "B", "C") for _ in range(4)]

    def work(hand: int) -> None:
        try:
            for one in waiting[hand::3]:
                accept_activities([one], acting=BY, at=story.at)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(work, range(3)))

    (year,) = results_of(story.plan, as_of=END)
    assert year.counts == {story.unit_id(code): 4 for code in "ABC"}
    assert verify_results([story.plan], END).is_clean
