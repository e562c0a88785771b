"""A confirmed plan is published; a newer one takes its place."""

from datetime import date

import pytest

from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.programme.elements.enums import ElementKind, ElementState
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.actions import (
    close_plan,
    confirm_all,
    confirm_element,
    move_plan,
    publish_plan,
)
from songhanh.programme.plans.enums import NEXT_STATUSES, PlanStatus
from songhanh.programme.plans.errors import NotReadyError
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.publishing import FileToPublish, publish_file, uncertain_elements
from songhanh.programme.plans.queries import Weight, readiness_of
from tests.programme.conftest import ReceivePlan
from tests.programme.texts import INVITATION, PROVINCE_PLAN, UNNUMBERED_PLAN
from tests.world import NOON, World

DAY = NOON.date()


def test_a_plan_with_open_proposals_is_not_published(draft: PlanDocument, world: World) -> None:
    with pytest.raises(NotReadyError, match="chưa được xác nhận"):
        publish_plan(draft, acting=world.acting["minh"], at=NOON)
    draft.refresh_from_db()
    assert draft.is_draft


def test_a_published_plan_keeps_who_and_when(published: PlanDocument, world: World) -> None:
    assert published.status == PlanStatus.ISSUED
    assert (published.published_by, published.published_at) == (world.users["minh"], NOON)
    assert AuditEntry.objects.filter(verb="plan.publish").count() == 1


def test_a_blank_number_needs_a_confirmation(receive: ReceivePlan, world: World) -> None:
    plan = receive(UNNUMBERED_PLAN)
    confirm_all(plan, acting=world.acting["minh"], at=NOON)
    with pytest.raises(NotReadyError, match="số, ký hiệu"):
        publish_plan(plan, acting=world.acting["minh"], at=NOON)
    publish_plan(plan, acting=world.acting["minh"], at=NOON, blanks_confirmed=True)
    assert plan.status == PlanStatus.ISSUED
    assert plan.number == ""


def test_the_checks_name_what_blocks_first(receive: ReceivePlan) -> None:
    checks = readiness_of(receive(UNNUMBERED_PLAN), DAY)
    assert [check.code for check in checks][:3] == ["undecided", "blank_number", "blank_issued_on"]
    assert checks[0].weight == Weight.BLOCKS


def test_a_target_nobody_is_counted_for_is_told_and_does_not_block(
    receive: ReceivePlan, world: World
) -> None:
    vague = PROVINCE_PLAN.replace("các xã, phường được truyền thông", "người dân được truyền thông")
    plan = receive(vague)
    confirm_all(plan, acting=world.acting["minh"], at=NOON)
    notes = [check for check in readiness_of(plan, DAY) if check.code == "no_units"]
    assert [note.element_id for note in notes] == [plan.targets[0].element_id]
    publish_plan(plan, acting=world.acting["minh"], at=NOON)
    assert plan.is_published


def test_what_is_published_is_not_confirmed_again(published: PlanDocument, world: World) -> None:
    element = PlanElement.objects.filter(plan=published, kind=ElementKind.TARGET)[0]
    with pytest.raises(NotAllowedError, match="đã ban hành"):
        confirm_element(element, version=2, acting=world.acting["minh"], at=NOON)
    with pytest.raises(NotAllowedError):
        publish_plan(published, acting=world.acting["minh"], at=NOON)


def test_a_newer_plan_closes_the_old_one(
    published: PlanDocument, receive: ReceivePlan, world: World
) -> None:
    newer = receive(PROVINCE_PLAN.replace("41/KH-UBND", "77/KH-UBND"))
    confirm_all(newer, acting=world.acting["minh"], at=NOON)
    publish_plan(newer, acting=world.acting["minh"], at=NOON, supersedes=[published])
    published.refresh_from_db()
    assert published.status == PlanStatus.SUPERSEDED
    assert published.superseded_by == newer
    assert list(newer.supersedes.all()) == [published]


def to_publish(text: str, **more: object) -> FileToPublish:
    return FileToPublish(text.encode(), "ke-hoach.txt", "P", **more)  # type: ignore[arg-type]  # the fields are given by name


def test_a_file_is_published_in_one_go(world: World) -> None:
    plan = publish_file(to_publish(UNNUMBERED_PLAN), acting=command_line(), at=NOON)
    assert plan.is_published
    states = set(PlanElement.objects.values_list("state", flat=True))
    assert states == {ElementState.CONFIRMED}
    assert [fact.verb for fact in AuditEntry.objects.all()] == ["plan.publish"]


def test_number_and_date_may_come_with_the_file(world: World) -> None:
    request = to_publish(UNNUMBERED_PLAN, number="9/KH-UBND", issued_on=DAY)
    plan = publish_file(request, acting=command_line(), at=NOON)
    assert (plan.code, plan.number, plan.issued_on) == ("P-2026-9", "9/KH-UBND", DAY)


def test_what_is_not_certain_is_listed_and_nothing_stored(world: World) -> None:
    lines = uncertain_elements(to_publish(UNNUMBERED_PLAN))
    assert lines[:2] == ["Kế hoạch chưa có số, ký hiệu.", "Kế hoạch chưa có ngày ban hành."]
    assert not PlanDocument.objects.exists()


def test_an_unknown_issuer_and_a_file_that_is_no_plan_are_refused(world: World) -> None:
    nobody = FileToPublish(PROVINCE_PLAN.encode(), "a.txt", "khong-co")
    with pytest.raises(RefusedError, match="khong-co"):
        publish_file(nobody, acting=command_line(), at=NOON)
    with pytest.raises(RefusedError):
        publish_file(to_publish(INVITATION), acting=command_line(), at=NOON)
    assert not PlanDocument.objects.exists()


# -------------------------------------------------------------- life cycle ----


def test_publishing_is_a_move_from_the_day_of_issue(published: PlanDocument) -> None:
    move = published.moves.get()
    assert (move.from_status, move.to_status, move.on) == ("draft", "issued", date(2026, 1, 12))


def test_a_plan_is_closed_on_a_day_for_a_reason(published: PlanDocument, world: World) -> None:
    close_plan(
        published, on=date(2026, 6, 1), reason="Hết hạn.", acting=world.acting["minh"], at=NOON
    )
    last = published.moves.last()
    assert last is not None
    assert (published.status, last.on, last.reason) == ("closed", date(2026, 6, 1), "Hết hạn.")
    with pytest.raises(NotAllowedError):
        close_plan(
            published, on=date(2026, 6, 2), reason="Lần nữa.", acting=world.acting["minh"], at=NOON
        )


@pytest.mark.parametrize("day", [date(2026, 1, 11), date(2026, 6, 16)])
def test_a_plan_is_not_closed_before_it_was_issued_nor_in_the_future(
    published: PlanDocument, world: World, day: date
) -> None:
    with pytest.raises(RefusedError, match="Ngày kết thúc"):
        close_plan(published, on=day, reason="Thử.", acting=world.acting["minh"], at=NOON)


@pytest.mark.parametrize("start", PlanStatus)
@pytest.mark.parametrize("end", PlanStatus)
def test_only_the_moves_of_the_life_cycle_are_made(
    published: PlanDocument, world: World, start: PlanStatus, end: PlanStatus
) -> None:
    published.status = start
    if end in NEXT_STATUSES[start]:
        move_plan(published, end, on=NOON.date(), acting=world.acting["minh"], at=NOON)
        assert published.status == end
    else:
        with pytest.raises(RefusedError):
            move_plan(published, end, on=NOON.date(), acting=world.acting["minh"], at=NOON)
        assert published.status == start
