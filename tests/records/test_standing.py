"""From draft to accepted and back: who may, what is posted, what was known when."""

from datetime import UTC, date, datetime, timedelta

import pytest

from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.ledger.models import Entry
from songhanh.ledger.queries import counts, sums
from songhanh.ledger.verification import verify
from songhanh.records.activities.actions import (
    accept_activities,
    cancel_activity,
    change_activity,
    create_activity,
    reopen_activity,
    return_activities,
    submit_activity,
    undo_acceptance,
)
from songhanh.records.activities.models import Activity
from songhanh.records.activities.queries import activities_visible_to
from songhanh.records.recording.errors import (
    ChangedMeanwhileError,
    KeyTakenError,
    MoveRefusedError,
)
from songhanh.records.recording.rules import can_decide_here
from songhanh.registry.roles.enums import Role
from tests.records.makers import (
    a_submitted_activity,
    activity_content,
    an_activity,
)
from tests.world import NOON, World, add_person

YEAR = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}
LATER = NOON + timedelta(days=1)


def sessions(standing: str = "accepted", **window: date) -> int:
    rows = counts("session_held", **(YEAR | window), standing=standing)
    return int(sum(row.quantity for row in rows))


def lan_s_view(world: World) -> set[int]:
    seen = activities_visible_to(world.acting["lan"], NOON.date())
    return set(seen.values_list("pk", flat=True))


# ------------------------------------------------------------- what counts ----


def test_a_draft_counts_for_nothing(world: World) -> None:
    an_activity(world)

    assert Entry.objects.count() == 0


def test_a_submitted_record_counts_as_provisional(world: World) -> None:
    a_submitted_activity(world)

    assert (sessions("provisional"), sessions()) == (1, 0)


def test_an_accepted_record_counts_once_under_either_standing(world: World) -> None:
    activity = a_submitted_activity(world)

    accept_activities([activity], acting=world.acting["minh"], at=LATER)

    assert (sessions("provisional"), sessions()) == (1, 1)
    assert Activity.objects.get().decided_by == world.users["minh"]


def test_a_returned_record_counts_for_nothing_until_it_comes_again(world: World) -> None:
    activity = a_submitted_activity(world)

    returned = return_activities(
        [activity], remark="Thiếu ảnh.", acting=world.acting["minh"], at=LATER
    )

    assert sessions("provisional") == 0
    assert (returned[0].standing, returned[0].remark) == ("returned", "Thiếu ảnh.")
    submit_activity(returned[0], acting=world.acting["lan"], at=LATER)
    assert sessions("provisional") == 1


def test_an_acceptance_can_be_undone(world: World) -> None:
    [accepted] = accept_activities(
        [a_submitted_activity(world)], acting=world.acting["minh"], at=LATER
    )

    undo_acceptance([accepted], acting=world.acting["minh"], at=LATER)

    assert (sessions("provisional"), sessions()) == (1, 0)
    activity = Activity.objects.get()
    assert (activity.standing, activity.decided_at) == ("submitted", None)


def test_a_cancelled_record_stays_to_be_seen_and_counts_for_nothing(world: World) -> None:
    activity = a_submitted_activity(world)

    cancel_activity(activity, reason="Ghi trùng.", acting=world.acting["lan"], at=LATER)

    assert sessions("provisional") == 0
    assert activity.pk in lan_s_view(world)
    with pytest.raises(MoveRefusedError, match="đã hủy"):
        submit_activity(activity, acting=world.acting["lan"], at=LATER)


def test_a_correction_of_a_submitted_record_moves_its_entries(world: World) -> None:
    activity = a_submitted_activity(world, male=10)

    change_activity(
        activity,
        activity_content(held_on=date(2026, 4, 1), male=12),
        version=activity.version,
        acting=world.acting["lan"],
        at=LATER,
    )

    rows = counts("attendance", **YEAR, standing="provisional")
    assert [(row.day, row.quantity, row.dims.sex) for row in rows] == [
        (date(2026, 4, 1), 12, "male")
    ]
    assert verify().is_clean


def test_a_joint_activity_is_a_session_of_each_host_and_one_activity(world: World) -> None:
    b, x = world.units["B"].pk, world.units["X"].pk
    activity = a_submitted_activity(world, co_host_ids=(b, x, b, world.units["A"].pk))
    accept_activities([activity], acting=world.acting["minh"], at=LATER)

    held = {row.unit_id for row in counts("session_held", **YEAR)}
    received = {row.unit_id for row in counts("session_received", **YEAR)}
    assert held == {world.units["A"].pk, b, x}
    assert received == {world.units["A"].pk}
    assert sum(row.quantity for row in sums("activity", **YEAR)) == 1
    assert verify().is_clean


def test_a_department_s_session_is_received_only_where_its_place_is_known(world: World) -> None:
    minh = world.acting["minh"]
    department = world.units["S"].pk
    elsewhere = create_activity(
        activity_content(commune_id=world.units["C"].pk), unit_id=department, acting=minh, at=NOON
    )
    unknown = create_activity(activity_content(), unit_id=department, acting=minh, at=NOON)

    assert elsewhere.received_by == world.units["C"]
    assert unknown.received_by is None


@pytest.mark.parametrize("said", [None, False])
def test_only_a_clear_yes_makes_a_session(world: World, said: bool | None) -> None:
    a_submitted_activity(world, on_law_policy=said)

    assert sessions("provisional") == 0
    assert len(counts("activity_held", **YEAR, standing="provisional")) == 1


# ------------------------------------------------- case 6 of the counting rules ----


def moment(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}T03:00:00+00:00").astimezone(UTC)


def test_case_6_what_was_known_when(world: World) -> None:
    lan, minh = world.acting["lan"], world.acting["minh"]
    october = [date(2026, 10, 5), date(2026, 10, 6)]
    s1 = an_activity(world, at=moment("2026-11-01"), held_on=october[0])
    s2 = an_activity(world, at=moment("2026-11-01"), held_on=october[1])
    submit_activity(s1, acting=lan, at=moment("2026-11-01"))
    accept_activities([s1], acting=minh, at=moment("2026-11-10"))
    submit_activity(s2, acting=lan, at=moment("2026-11-20"))
    accept_activities([s2], acting=minh, at=moment("2026-12-05"))
    return_activities([s1], remark="Sai ngày.", acting=minh, at=moment("2026-12-08"))

    def known(standing: str, day: date | None) -> list[date]:
        rows = counts(
            "session_held",
            first=date(2026, 1, 1),
            last=date(2026, 11, 30),
            standing=standing,
            known_on=day,
        )
        return [row.day for row in rows]

    assert known("accepted", date(2026, 11, 30)) == october[:1]
    assert known("accepted", date(2026, 12, 6)) == october
    assert known("accepted", None) == october[1:]
    assert known("provisional", date(2026, 11, 30)) == october
    assert known("provisional", None) == october[1:]


# ------------------------------------------------------------------- mở lại ----


@pytest.fixture
def accepted(world: World) -> Activity:
    [activity] = accept_activities(
        [a_submitted_activity(world, male=10)], acting=world.acting["minh"], at=NOON
    )
    return activity


def reopened(world: World, activity: Activity) -> Activity:
    return reopen_activity(
        activity, reason="Đếm thiếu người.", acting=world.acting["lan"], at=LATER
    )


def people() -> int:
    return int(sum(row.quantity for row in counts("attendance", **YEAR)))


def test_an_accepted_record_is_not_changed_in_place(world: World, accepted: Activity) -> None:
    with pytest.raises(MoveRefusedError, match="Mở lại"):
        change_activity(
            accepted,
            activity_content(male=12),
            version=accepted.version,
            acting=world.acting["lan"],
            at=LATER,
        )


def test_a_reopened_record_counts_as_it_was_until_the_new_one_is_accepted(
    world: World, accepted: Activity
) -> None:
    lan, minh = world.acting["lan"], world.acting["minh"]
    revision = reopened(world, accepted)
    changed = change_activity(
        revision, activity_content(male=12), version=revision.version, acting=lan, at=LATER
    )
    submit_activity(changed, acting=lan, at=LATER)
    assert people() == 10

    [now] = accept_activities([changed], acting=minh, at=LATER)

    assert people() == 12
    assert (now.pk, now.male) == (accepted.pk, 12)
    assert Activity.objects.count() == 1
    assert verify().is_clean


def test_a_record_is_opened_again_only_once(world: World, accepted: Activity) -> None:
    assert reopened(world, accepted).pk == reopened(world, accepted).pk


def test_a_returned_revision_leaves_the_accepted_record_alone(
    world: World, accepted: Activity
) -> None:
    revision = submit_activity(reopened(world, accepted), acting=world.acting["lan"], at=LATER)

    return_activities([revision], remark="Chưa đúng.", acting=world.acting["minh"], at=LATER)

    assert people() == 10


def test_a_given_up_revision_is_gone(world: World, accepted: Activity) -> None:
    revision = reopened(world, accepted)

    cancel_activity(revision, reason="Không cần nữa.", acting=world.acting["lan"], at=LATER)

    assert [activity.pk for activity in Activity.objects.all()] == [accepted.pk]
    assert people() == 10


def test_a_return_keeps_what_the_unit_had_typed_into_its_revision(
    world: World, accepted: Activity
) -> None:
    revision = reopened(world, accepted)
    change_activity(
        revision,
        activity_content(male=12, co_host_ids=(world.units["B"].pk,)),
        version=revision.version,
        acting=world.acting["lan"],
        at=LATER,
    )

    return_activities([accepted], remark="Xem lại.", acting=world.acting["minh"], at=LATER)

    activity = Activity.objects.get()
    assert (activity.standing, activity.male) == ("returned", 12)
    assert activity.co_hosts.get() == world.units["B"]
    assert people() == 0


def test_an_acceptance_is_not_undone_while_the_unit_revises(
    world: World, accepted: Activity
) -> None:
    reopened(world, accepted)

    with pytest.raises(MoveRefusedError, match="mở lại"):
        undo_acceptance([accepted], acting=world.acting["minh"], at=LATER)


# ------------------------------------------------------------------ who may ----


@pytest.mark.parametrize("who", ["mai", "xuan", "minh", "ha", "quan"])
def test_nobody_records_for_another_unit(world: World, who: str) -> None:
    with pytest.raises(NotAllowedError):
        create_activity(
            activity_content(), unit_id=world.units["A"].pk, acting=world.acting[who], at=NOON
        )


def test_a_commune_officer_records_for_the_station_of_the_commune(world: World) -> None:
    station = world.units["a1"].pk

    activity = create_activity(
        activity_content(), unit_id=station, acting=world.acting["lan"], at=NOON
    )

    assert activity.unit_id == station


@pytest.mark.parametrize("who", ["lan", "mai", "ha", "quan", "xuan"])
def test_only_a_lead_officer_decides(world: World, who: str) -> None:
    with pytest.raises(NotAllowedError):
        accept_activities([a_submitted_activity(world)], acting=world.acting[who], at=LATER)


def test_a_lead_officer_decides_only_in_the_own_branch(world: World) -> None:
    ours, theirs = a_submitted_activity(world), a_submitted_activity(world, by="xuan")

    with pytest.raises(NotAllowedError, match="phạm vi"):
        accept_activities([ours, theirs], acting=world.acting["minh"], at=LATER)

    assert sessions() == 0


def test_a_draft_is_seen_only_by_its_own_unit(world: World) -> None:
    draft = an_activity(world)

    def sees(who: str) -> bool:
        seen = activities_visible_to(world.acting[who], NOON.date())
        return seen.filter(pk=draft.pk).exists()

    assert sees("lan")
    assert not any(sees(who) for who in ("mai", "minh", "ha", "quan", "xuan"))


def test_a_submitted_record_is_seen_in_its_branch_and_by_co_hosts(world: World) -> None:
    activity = a_submitted_activity(world, co_host_ids=(world.units["X"].pk,))

    def sees(who: str) -> bool:
        seen = activities_visible_to(world.acting[who], NOON.date())
        return seen.filter(pk=activity.pk).exists()

    assert all(sees(who) for who in ("lan", "minh", "ha", "xuan"))
    assert not any(sees(who) for who in ("mai", "son", "thu"))


def test_a_co_host_s_lead_officer_sees_a_record_and_does_not_decide(world: World) -> None:
    add_person(world, "vinh", "Lý Văn Vinh", (Role.LEAD_OFFICER, "Q", "Q"))
    vinh = world.acting["vinh"]
    activity = a_submitted_activity(world, co_host_ids=(world.units["X"].pk,))

    assert activities_visible_to(vinh, NOON.date()).filter(pk=activity.pk).exists()
    assert not can_decide_here(vinh, activity, NOON.date())
    assert can_decide_here(world.acting["minh"], activity, NOON.date())
    with pytest.raises(NotAllowedError):
        accept_activities([activity], acting=vinh, at=LATER)


# ------------------------------------------------------------ refusals, audit ----


def test_a_return_needs_a_remark(world: World) -> None:
    with pytest.raises(RefusedError, match="nhận xét"):
        return_activities(
            [a_submitted_activity(world)], remark=" ", acting=world.acting["minh"], at=LATER
        )


def test_one_record_that_cannot_move_keeps_all_from_moving(world: World) -> None:
    waiting, returned = a_submitted_activity(world), a_submitted_activity(world)
    minh = world.acting["minh"]
    return_activities([returned], remark="Thiếu ảnh.", acting=minh, at=LATER)

    with pytest.raises(MoveRefusedError, match="trả lại"):
        accept_activities([waiting, returned], acting=minh, at=LATER)

    assert sessions() == 0


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"held_on": date(2026, 6, 16)}, "chưa tới"),
        ({"ended_on": date(2026, 3, 7)}, "trước ngày bắt đầu"),
        ({"male": 3, "female": 4, "children": 8}, "nhiều hơn tổng số 7"),
        ({"male": 3, "minority": 4}, "nhiều hơn tổng số 3"),
    ],
)
def test_what_contradicts_itself_is_refused(
    world: World, said: dict[str, object], expected: str
) -> None:
    with pytest.raises(RefusedError, match=expected):
        an_activity(world, **said)

    assert not Activity.objects.exists()


def test_two_people_saving_at_once_get_a_conflict(world: World) -> None:
    activity = an_activity(world)
    lan = world.acting["lan"]
    change_activity(
        activity, activity_content(male=1), version=activity.version, acting=lan, at=LATER
    )

    with pytest.raises(ChangedMeanwhileError):
        change_activity(
            activity, activity_content(male=2), version=activity.version, acting=lan, at=LATER
        )

    assert Activity.objects.get().male == 1


def test_a_form_sent_twice_makes_one_record(world: World) -> None:
    unit_id = world.units["A"].pk
    lan = world.acting["lan"]

    made = [
        create_activity(activity_content(), unit_id=unit_id, key="k1", acting=lan, at=NOON)
        for _twice in range(2)
    ]

    assert made[0].pk == made[1].pk
    assert AuditEntry.objects.filter(verb="activity.create").count() == 1


def test_the_key_of_somebody_else_s_record_is_refused(world: World) -> None:
    theirs = an_activity(world, by="mai")

    with pytest.raises(KeyTakenError):
        create_activity(
            activity_content(),
            unit_id=world.units["A"].pk,
            key=theirs.external_id,
            acting=world.acting["lan"],
            at=NOON,
        )


def test_a_bulk_acceptance_is_one_fact(world: World) -> None:
    activities = [a_submitted_activity(world) for _ in range(3)]

    accept_activities(activities, acting=world.acting["minh"], at=LATER, remark="Đã đối chiếu.")

    fact = AuditEntry.objects.get(verb="activity.accept")
    assert fact.details == {"records": [activity.pk for activity in activities]}
    assert fact.reason == "Đã đối chiếu."


def test_the_held_day_is_the_one_day(world: World) -> None:
    a_submitted_activity(world, held_on=date(2025, 12, 31), ended_on=date(2026, 1, 2))

    assert sessions("provisional") == 0
    assert sessions("provisional", first=date(2025, 1, 1)) == 1
