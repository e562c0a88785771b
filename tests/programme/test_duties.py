"""Duties of a published plan, as units carry them: who, in which role, how far, how late."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.audit.verbs import named
from songhanh.foundation.lib import filestore
from songhanh.foundation.lib.errors import ConflictError, RefusedError, UnfitEvidenceError
from songhanh.foundation.lib.handedin import GivenFile
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.programme.duties import actions
from songhanh.programme.duties.actions import DueDay, Proofs
from songhanh.programme.duties.carried import CarriedDuty
from songhanh.programme.duties.enums import (
    ALLOWED_STEPS,
    DueOrigin,
    DutyState,
    StepKind,
    UrgingChannel,
)
from songhanh.programme.duties.models import DutyFile, DutyStep
from songhanh.programme.duties.queries import (
    carried_duties,
    carried_duty,
    file_of,
    unresolved_words,
)
from songhanh.programme.elements.enums import ElementState
from songhanh.programme.plans.enums import PlanStatus
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.tasks.models import AssignmentAgency
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.orgunits.models import UnitVersion
from tests.photos import a_photo, opened, with_place
from tests.programme.duties import BUILD, COORDINATE, DAY, MOBILISE, again, the_duty
from tests.world import NOON, World, add_unit

pytestmark = pytest.mark.usefixtures("published")


def accepted(world: World, words: str = BUILD, unit: str = "A", name: str = "lan") -> CarriedDuty:
    one = the_duty(world, words, unit)
    actions.accept_duty(one, acting=world.acting[name], at=NOON)
    return again(one)


def reported(world: World, percent: int = 100) -> CarriedDuty:
    one = accepted(world)
    actions.report_progress(
        one, percent=percent, note="Đã họp thôn.", acting=world.acting["lan"], at=NOON
    )
    return again(one)


def due(world: World, one: CarriedDuty, day: date) -> CarriedDuty:
    actions.set_due_days([one], DueDay(day, DueOrigin.PLAN), acting=world.acting["minh"], at=NOON)
    return again(one)


# --------------------------------------------------------------- expansion ----


def test_a_duty_of_a_class_is_carried_by_each_of_its_units(world: World) -> None:
    carried = carried_duties(world.acting["minh"], DAY)
    units = {one.unit_code for one in carried if BUILD in one.text}
    assert units == {"A", "B", "C"}
    assert not DutyStep.objects.exists()


@pytest.mark.parametrize(
    ("words", "unit", "role"), [(COORDINATE, "S", ""), (MOBILISE, "M", "requested")]
)
def test_a_duty_of_one_body_keeps_its_role(world: World, words: str, unit: str, role: str) -> None:
    one = the_duty(world, words, unit)
    assert one.role in {role, one.duty.role}
    assert one.is_requested == (role == "requested")


def test_units_valid_on_the_day_carry_the_duty(world: World) -> None:
    add_unit(world, "D", "Xã Đông Hải", UnitKind.COMMUNE, "P", (date(2027, 1, 1), None))
    codes = {
        day.year: {one.unit_code for one in carried_duties(world.acting["minh"], day)}
        for day in (DAY, date(2027, 1, 1))
    }
    assert "D" not in codes[2026]
    assert "D" in codes[2027]


def test_a_unit_named_twice_carries_the_duty_once_in_the_role_of_the_assignment(
    world: World,
) -> None:
    before = the_duty(world, COORDINATE, "S")
    AssignmentAgency.objects.create(
        assignment=before.assignment, position=1, text="Sở Nội vụ", partner=True
    )
    assert the_duty(world, COORDINATE, "S").role == before.role


def test_a_partner_named_in_the_duties_coordinates(world: World) -> None:
    one = the_duty(world, COORDINATE, "S")
    AssignmentAgency.objects.create(
        assignment=one.assignment,
        position=1,
        text="Sở Văn hóa, Thể thao và Du lịch",
        partner=True,
    )
    assert the_duty(world, COORDINATE, "V").role == "coordinate"


def test_a_removed_duty_and_a_plan_that_is_over_leave_the_board(
    world: World, published: PlanDocument
) -> None:
    one = the_duty(world)
    element = one.duty.element
    element.state = ElementState.REMOVED
    element.save()
    assert carried_duty(world.acting["minh"], DAY, one.key) is None
    PlanDocument.objects.filter(pk=published.pk).update(status=PlanStatus.CLOSED)
    published.refresh_from_db()
    assert carried_duties(world.acting["minh"], DAY) == []
    assert carried_duties(world.acting["minh"], DAY, plan=published)


def test_words_that_mean_no_unit_are_listed_for_the_lead_officer(world: World) -> None:
    assignment = the_duty(world).assignment
    AssignmentAgency.objects.create(
        assignment=assignment, position=9, text="Ban Chỉ huy Mặt Trăng", partner=False
    )
    found = unresolved_words(world.acting["minh"], DAY)
    # "các cơ quan liên quan" stands in the plan itself: partners whom nobody can name.
    assert [one.text for one in found] == ["cơ quan liên quan", "Ban Chỉ huy Mặt Trăng"]
    assert "Chưa tìm thấy đơn vị" in found[1].message


@pytest.mark.parametrize(
    ("text", "unresolved"),
    [
        ("Ủy ban nhân dân các xã, phường", []),
        ("Ủy ban nhân dân các huyện", ["Ủy ban nhân dân các huyện"]),
        ("các sở, ban, ngành, tổ dân vận", ["tổ dân vận"]),
    ],
)
def test_what_a_class_leaves_open_is_listed_too(
    world: World, text: str, unresolved: list[str]
) -> None:
    assignment = the_duty(world).assignment
    AssignmentAgency.objects.create(assignment=assignment, position=9, text=text, partner=False)
    found = unresolved_words(world.acting["minh"], DAY)
    assert [one.text for one in found if "liên quan" not in one.text] == unresolved


def test_a_unit_that_ended_with_its_duty_open_stays_in_sight(world: World) -> None:
    one = accepted(world)
    UnitVersion.objects.filter(unit=world.units["A"]).update(valid_to=DAY - timedelta(days=1))
    former = again(one)
    assert former.ended
    assert former.successors == ()
    assert one.key in {found.key for found in carried_duties(world.acting["minh"], DAY)}
    with pytest.raises(NotAllowedError):
        actions.report_progress(
            former, percent=10, note="Xong.", acting=world.acting["lan"], at=NOON
        )


# -------------------------------------------------------------- visibility ----


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("lan", {"A"}),
        ("thu", {"M"}),
        ("minh", {"S", "M", "A", "B", "C"}),
        ("ha", {"S", "M", "A", "B", "C"}),
        ("xuan", set()),
    ],
)
def test_everybody_sees_the_duties_of_their_branch(
    world: World, name: str, codes: set[str]
) -> None:
    assert {one.unit_code for one in carried_duties(world.acting[name], DAY)} == codes


def test_somebody_elses_duty_is_not_found(world: World) -> None:
    key = the_duty(world, unit="B").key
    assert carried_duty(world.acting["lan"], DAY, key) is None
    assert carried_duty(world.acting["xuan"], DAY, key) is None


def test_more_units_ask_no_more_questions(world: World) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            carried_duties(world.acting["minh"], DAY)
        return len(asked)

    accepted(world)
    few = count()
    for number in range(20):
        add_unit(world, f"N{number}", f"Xã Mới {number}", UnitKind.COMMUNE, "P")
    for one in carried_duties(world.acting["minh"], DAY):
        due(world, one, date(2026, 12, 1))
    assert count() == few


# ------------------------------------------------------------ life of a duty ----


def test_a_duty_goes_from_the_plan_to_its_end(world: World) -> None:
    one = the_duty(world)
    states = [one.state]
    lan, minh = world.acting["lan"], world.acting["minh"]
    actions.accept_duty(one, acting=lan, at=NOON)
    one = again(one)
    states.append(one.state)
    actions.report_progress(one, percent=40, note="Đang soạn.", acting=lan, at=NOON)
    one = again(one)
    states.append(one.state)
    actions.report_progress(one, percent=100, note="Đã ký.", acting=lan, at=NOON)
    one = again(one)
    states.append(one.state)
    actions.return_duty(one, reason="Thiếu số văn bản.", acting=minh, at=NOON)
    one = again(one)
    states.append(one.state)
    actions.report_progress(one, percent=100, note="Đã bổ sung.", acting=lan, at=NOON)
    one = again(one)
    actions.close_duty(one, reason="Đủ minh chứng.", acting=minh, at=NOON)
    states.append(again(one).state)
    assert states == [
        DutyState.WAITING,
        DutyState.ACCEPTED,
        DutyState.UNDER_WAY,
        DutyState.FOR_CHECK,
        DutyState.RETURNED,
        DutyState.CLOSED,
    ]


@pytest.mark.parametrize("state", DutyState)
@pytest.mark.parametrize("kind", StepKind)
def test_only_the_steps_of_the_table_happen(world: World, state: DutyState, kind: StepKind) -> None:
    one = the_duty(world)
    one = replace(one, standing=replace(one.standing, state=state))
    lan, minh = world.acting["lan"], world.acting["minh"]
    day = DueDay(date(2026, 7, 1), DueOrigin.PLAN)
    take = {
        StepKind.ACCEPTED: lambda: actions.accept_duty(one, acting=lan, at=NOON),
        StepKind.PROGRESS: lambda: actions.report_progress(
            one, percent=5, note="x", acting=lan, at=NOON
        ),
        StepKind.CLOSED: lambda: actions.close_duty(one, reason="x", acting=minh, at=NOON),
        StepKind.RETURNED: lambda: actions.return_duty(one, reason="x", acting=minh, at=NOON),
        StepKind.DUE_SET: lambda: actions.set_due_days([one], day, acting=minh, at=NOON),
        StepKind.URGED: lambda: actions.urge(
            one, channel=UrgingChannel.ZALO, text="x", acting=minh, at=NOON
        ),
    }[kind]
    if kind in ALLOWED_STEPS[state]:
        take()
    elif kind == StepKind.DUE_SET:
        assert take() == 0
    else:
        with pytest.raises(ConflictError):
            take()
    assert DutyStep.objects.count() == (kind in ALLOWED_STEPS[state])


def test_of_two_who_act_on_what_they_saw_one_is_told(world: World) -> None:
    one = accepted(world)
    actions.report_progress(one, percent=10, note="Bắt đầu.", acting=world.acting["lan"], at=NOON)
    with pytest.raises(ConflictError, match="vừa được người khác cập nhật"):
        actions.close_duty(one, reason="Không cần nữa.", acting=world.acting["minh"], at=NOON)
    assert again(one).state == DutyState.UNDER_WAY


@pytest.mark.parametrize("name", ["mai", "minh", "ha", "quan", "thu"])
def test_only_the_unit_itself_accepts(world: World, name: str) -> None:
    with pytest.raises(NotAllowedError):
        actions.accept_duty(the_duty(world), acting=world.acting[name], at=NOON)


@pytest.mark.parametrize("name", ["lan", "ha", "quan", "thu"])
def test_only_the_lead_officer_follows_up(world: World, name: str) -> None:
    acting, one = world.acting[name], the_duty(world)
    with pytest.raises(NotAllowedError):
        actions.close_duty(one, reason="x", acting=acting, at=NOON)
    with pytest.raises(NotAllowedError):
        actions.set_due_days(
            [one], DueDay(date(2026, 7, 1), DueOrigin.PLAN), acting=acting, at=NOON
        )


def test_the_lead_officer_of_another_province_does_not(world: World) -> None:
    stranger = replace(world.acting["minh"], branch_id=world.units["Q"].pk)
    with pytest.raises(NotAllowedError, match="ngoài phạm vi"):
        actions.close_duty(the_duty(world), reason="x", acting=stranger, at=NOON)


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_a_return_says_why(world: World, reason: str) -> None:
    with pytest.raises(RefusedError, match="Cần ghi một câu"):
        actions.return_duty(reported(world), reason=reason, acting=world.acting["minh"], at=NOON)


@pytest.mark.parametrize("percent", [-1, 101])
def test_progress_is_a_percentage(world: World, percent: int) -> None:
    with pytest.raises(RefusedError, match="từ 0 đến 100"):
        actions.report_progress(
            accepted(world), percent=percent, note="x", acting=world.acting["lan"], at=NOON
        )


def test_progress_of_zero_is_not_progress_unknown(world: World) -> None:
    assert accepted(world).standing.percent is None
    one = again(accepted(world, unit="B", name="mai"))
    actions.report_progress(one, percent=0, note="Chưa làm.", acting=world.acting["mai"], at=NOON)
    assert again(one).standing.percent == 0


def test_a_plan_that_is_over_is_only_looked_at(world: World, published: PlanDocument) -> None:
    PlanDocument.objects.filter(pk=published.pk).update(status=PlanStatus.CLOSED)
    one = carried_duties(world.acting["lan"], DAY, plan=published)[0]
    with pytest.raises(NotAllowedError, match="chỉ còn để xem"):
        actions.accept_duty(one, acting=world.acting["lan"], at=NOON)


# ----------------------------------------------------------------- due days ----


@pytest.mark.parametrize(
    ("last_day", "done", "late"),
    [
        (DAY + timedelta(days=1), False, False),
        (DAY, False, False),
        (DAY - timedelta(days=1), False, True),
        (DAY, True, False),
        (DAY - timedelta(days=1), True, True),
    ],
)
def test_late_is_what_was_not_done_by_its_day(
    world: World, last_day: date, *, done: bool, late: bool
) -> None:
    one = due(world, reported(world) if done else the_duty(world), last_day)
    assert one.is_late == late


def test_what_was_done_in_time_does_not_become_late_while_it_waits_for_its_check(
    world: World,
) -> None:
    one = due(world, reported(world), DAY)
    assert not again(one, on=DAY + timedelta(days=30)).is_late


def test_a_closed_duty_is_late_no_more(world: World) -> None:
    one = due(world, the_duty(world), DAY - timedelta(days=9))
    actions.close_duty(one, reason="Không còn cần.", acting=world.acting["minh"], at=NOON)
    assert not again(one).is_late


def test_a_requested_unit_is_reminded_and_never_overdue(world: World) -> None:
    one = due(world, the_duty(world, MOBILISE, "M"), DAY - timedelta(days=9))
    assert not one.is_late
    assert one.is_to_remind


def test_a_day_of_the_lead_officer_is_not_over_yet(world: World) -> None:
    day = DueDay(DAY - timedelta(days=1), DueOrigin.LEAD_OFFICER)
    with pytest.raises(RefusedError, match="Hạn mới đã qua"):
        actions.set_due_days([the_duty(world)], day, acting=world.acting["minh"], at=NOON)


def test_many_due_days_are_one_fact(world: World) -> None:
    carried = carried_duties(world.acting["minh"], DAY)
    before = AuditEntry.objects.count()
    day = DueDay(date(2026, 11, 30), DueOrigin.LEAD_OFFICER)
    assert actions.set_due_days(carried, day, acting=world.acting["minh"], at=NOON) == len(carried)
    assert AuditEntry.objects.count() == before + 1
    fresh = carried_duties(world.acting["minh"], DAY)
    assert {one.standing.due_on for one in fresh} == {date(2026, 11, 30)}
    assert actions.set_due_days(fresh, day, acting=world.acting["minh"], at=NOON) == 0
    assert AuditEntry.objects.count() == before + 1


def test_no_duty_chosen_is_explained(world: World) -> None:
    day = DueDay(date(2026, 11, 30), DueOrigin.PLAN)
    with pytest.raises(RefusedError, match="Chưa có nhiệm vụ nào được chọn"):
        actions.set_due_days([], day, acting=world.acting["minh"], at=NOON)


# -------------------------------------------------------------------- audit ----


def test_each_step_is_one_fact_with_a_named_verb(world: World) -> None:
    before = AuditEntry.objects.count()
    one = reported(world)
    actions.urge(
        one,
        channel=UrgingChannel.PHONE,
        text="Đã gọi đồng chí Lan.",
        acting=world.acting["minh"],
        at=NOON,
    )
    facts = AuditEntry.objects.order_by("-at", "-pk")
    assert facts.count() == before + 3
    verbs = set(facts.values_list("verb", flat=True))
    assert {"duty.accept", "duty.report_progress", "duty.urge"} <= verbs
    assert {verb for verb in verbs if verb.startswith("duty.")} <= set(named())


# ------------------------------------------------------------------ proofs ----


def report_with(world: World, *files: GivenFile, link: str = "") -> DutyStep:
    """Lan reports on her duty, with these files and this address."""
    return actions.report_progress(
        the_duty(world),
        percent=50,
        note="Đã họp thôn.",
        proofs=Proofs(link, files),
        acting=world.acting["lan"],
        at=NOON,
    )


def test_files_of_a_report_are_stripped_and_kept_once_under_one_fact(world: World) -> None:
    accepted(world)
    before = AuditEntry.objects.count()
    paper = GivenFile("giấy mời.pdf", b"%PDF-1.7 ...")
    step = report_with(
        world, GivenFile("anh.jpg", with_place()), GivenFile("lai.jpg", with_place()), paper
    )
    photo, pdf = step.files.all()
    assert not opened(filestore.open_file(photo.file_key)).getexif()
    assert not opened(filestore.open_file(photo.thumbnail_key)).getexif()
    assert filestore.open_file(pdf.file_key) == paper.data
    assert (photo.media_type, pdf.media_type) == ("image/jpeg", "application/pdf")
    assert AuditEntry.objects.count() == before + 1


def test_an_unfit_file_keeps_the_whole_report_from_being_written(world: World) -> None:
    one = accepted(world)
    with pytest.raises(UnfitEvidenceError):
        report_with(world, GivenFile("anh.jpg", a_photo()), GivenFile("hong.jpg", b"???"))
    assert again(one).standing.steps == one.standing.steps
    assert not DutyFile.objects.exists()


def test_of_two_who_report_at_once_the_later_one_keeps_no_file(world: World) -> None:
    seen = accepted(world)
    report_with(world)
    with pytest.raises(ConflictError):
        actions.report_progress(
            seen,
            percent=60,
            note="Cùng lúc.",
            proofs=Proofs(files=[GivenFile("anh.jpg", a_photo())]),
            acting=world.acting["lan"],
            at=NOON,
        )
    assert not DutyFile.objects.exists()


@pytest.mark.parametrize(
    ("link", "files", "unproven"),
    [
        ("", [], True),
        ("https://hai-son.example/kh.pdf", [], False),
        ("", [GivenFile("anh.jpg", a_photo())], False),
    ],
)
def test_a_report_proves_a_duty_by_a_link_or_a_file(
    world: World, link: str, files: list[GivenFile], unproven: bool
) -> None:
    accepted(world)
    report_with(world, *files, link=link)
    assert the_duty(world).is_unproven == unproven


def test_files_of_another_unit_or_duty_are_not_reached(world: World) -> None:
    accepted(world)
    kept = report_with(world, GivenFile("anh.jpg", a_photo())).files.get()
    assert file_of(the_duty(world), kept.pk) == kept
    assert file_of(the_duty(world, unit="B"), kept.pk) is None
    assert file_of(the_duty(world, MOBILISE, "M"), kept.pk) is None


def test_a_kept_file_is_never_changed_or_deleted(world: World) -> None:
    accepted(world)
    kept = report_with(world, GivenFile("anh.jpg", a_photo())).files.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        DutyFile.objects.filter(pk=kept.pk).update(file_name="khac.jpg")
    with pytest.raises(DatabaseError), transaction.atomic():
        DutyFile.objects.filter(pk=kept.pk).delete()
