"""Verification finds what somebody changed behind the ledger's back; states hold from their day."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from songhanh.foundation.lib import triggers
from songhanh.ledger import mirroring, sources
from songhanh.ledger.actions import post_entries, post_many
from songhanh.ledger.drafts import EntryDraft, Posting, StateDraft
from songhanh.ledger.models import Balance, Entry, Measure, StateRow
from songhanh.ledger.states import state_on, states_on
from songhanh.ledger.verification import verify
from songhanh.records.activities.models import Activity
from tests.records.makers import a_submitted_activity
from tests.world import NOON, World, build_world

MAY = datetime(2026, 5, 1, 3, tzinfo=UTC)


def test_an_untouched_ledger_is_clean(world: World) -> None:
    a_submitted_activity(world, male=5)

    report = verify()

    assert report.is_clean
    assert (report.records, report.entries) == (1, 5)
    assert report.balances == 10  # each entry in its month and its year


def test_a_record_changed_by_hand_is_found(world: World) -> None:
    a_submitted_activity(world, male=5)
    Activity.objects.update(male=6)

    [difference] = verify().differences

    assert difference.check == "record"
    assert (difference.stands, difference.recounted) == (5, 6)
    assert "08/03/2026" in difference.message


def test_a_record_that_counts_no_more_is_found(world: World) -> None:
    a_submitted_activity(world)
    Activity.objects.update(standing="draft")

    assert {difference.check for difference in verify().differences} == {"record"}
    assert len(verify().differences) == 4


def test_a_record_without_its_entries_is_found(world: World) -> None:
    activity = a_submitted_activity(world)
    post_entries("activity", activity.pk, [], "provisional", NOON)

    assert len(verify().differences) == 4


def test_a_balance_changed_by_hand_is_found(world: World) -> None:
    a_submitted_activity(world)
    Balance.objects.filter(measure="activity", month=0).update(quantity=7)

    [difference] = verify().differences

    assert difference.check == "balance"
    assert (difference.stands, difference.recounted) == (7, 1)


def test_a_balance_that_is_gone_is_found(world: World) -> None:
    a_submitted_activity(world)
    Balance.objects.filter(measure="activity").delete()

    assert [difference.check for difference in verify().differences] == ["balance", "balance"]


def test_entries_of_an_unknown_source_are_found(world: World) -> None:
    draft = EntryDraft(world.units["A"].pk, "activity", date(2026, 3, 8), 1, integrated="no")
    post_entries("dream", 1, [draft], "accepted", NOON)

    assert [difference.check for difference in verify().differences] == ["unknown_source"]


@pytest.mark.django_db(transaction=True)
def test_a_reversal_that_is_no_mirror_is_found(transactional_db: None) -> None:
    world = build_world()
    a_submitted_activity(world)
    entry = Entry.objects.filter(measure="activity").get()
    with connection.cursor() as cursor:
        on_table = "" if connection.vendor == "sqlite" else " ON ledger_entry"
        cursor.execute(f"DROP TRIGGER {mirroring.NAME}{on_table}")
    assert [warning.id for warning in mirroring.check(["default"])] == ["ledger.W001"]
    Entry.objects.create(
        unit_id=entry.unit_id,
        measure_id="activity",
        occurred_on=entry.occurred_on + timedelta(days=1),
        posted_at=NOON,
        quantity=Decimal(-1),
        standing=entry.standing,
        source_kind=entry.source_kind,
        source_id=entry.source_id,
        reverses=entry,
    )

    checks = {difference.check for difference in verify().differences}
    assert checks == {"reversal", "record", "balance"}
    mirroring.install(connection)
    assert mirroring.check(["default"]) == []


def test_the_measures_are_always_there(world: World) -> None:
    codes = set(Measure.objects.values_list("code", flat=True))

    assert {"session_held", "session_received", "item_original", "attendance"} <= codes
    assert triggers.missing(connection) == []


# -------------------------------------------------------------------- states ----


def stage(unit_id: int, state: str, day: date | None) -> StateDraft:
    return StateDraft(unit_id, "media_body", 1, "stage", state, day)


def say(*drafts: StateDraft, at: datetime = MAY, standing: str = "accepted") -> None:
    """One record says all this from a moment on, and nothing else any more."""
    post_many([Posting("test", 1, (), standing, at, drafts)])


def test_the_newest_row_until_the_day_holds(world: World) -> None:
    r = world.units["R"].pk
    say(
        stage(r, "pilot", date(2026, 3, 1)),
        stage(r, "none", None),
        stage(r, "official", date(2026, 9, 1)),
    )

    def held(day: date) -> str:
        row = state_on("media_body", 1, "stage", as_of=day)
        return row.state if row else ""

    assert held(date(2020, 1, 1)) == "none"
    assert held(date(2026, 2, 28)) == "none"
    assert held(date(2026, 3, 1)) == "pilot"
    assert held(date(2026, 12, 31)) == "official"
    assert state_on("media_body", 2, "stage", as_of=date(2026, 12, 31)) is None


def test_what_was_known_of_a_state_stays_known(world: World) -> None:
    r = world.units["R"].pk
    say(stage(r, "official", date(2026, 3, 1)))
    say(stage(r, "pilot", date(2026, 3, 1)), at=MAY + timedelta(days=10))

    def known(on: date | None) -> str:
        row = state_on("media_body", 1, "stage", as_of=date(2026, 12, 31), known_on=on)
        return row.state if row else ""

    assert known(date(2026, 4, 30)) == ""
    assert known(date(2026, 5, 1)) == "official"
    assert known(date(2026, 5, 11)) == "pilot"
    assert known(None) == "pilot"


def test_what_is_said_twice_is_written_once(world: World) -> None:
    r = world.units["R"].pk
    say(stage(r, "pilot", None))
    say(stage(r, "pilot", None), at=MAY + timedelta(days=1))

    assert StateRow.objects.count() == 1


def test_a_state_nobody_said_is_found(world: World) -> None:
    sources.register("test", lambda: iter(()))
    try:
        say(stage(world.units["R"].pk, "pilot", None))
        assert [difference.check for difference in verify().differences] == ["state"]
        say()
        assert verify().is_clean
    finally:
        del sources._sources["test"]


def test_a_provisional_state_holds_only_where_it_is_asked_for(world: World) -> None:
    r = world.units["R"].pk
    say(stage(r, "pilot", None), standing="provisional")

    def held(standing: str) -> set[int]:
        return set(states_on("media_body", "stage", as_of=date(2026, 12, 31), standing=standing))

    assert (held("accepted"), held("provisional")) == (set(), {1})
