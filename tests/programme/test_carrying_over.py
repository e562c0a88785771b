"""A newer plan replaces an older one: the old is closed, its open duties go on."""

import pytest

from songhanh.foundation.lib.acting import command_line
from songhanh.foundation.lib.rules import Denied
from songhanh.programme.duties import actions
from songhanh.programme.duties.carried import CarriedDuty
from songhanh.programme.duties.enums import DutyState
from songhanh.programme.duties.queries import carried_duties
from songhanh.programme.duties.rules import can_carry, can_follow_up
from songhanh.programme.plans.actions import confirm_all, publish_plan
from songhanh.programme.plans.enums import PlanStatus
from songhanh.programme.plans.models import PlanDocument
from tests.programme.conftest import ReceivePlan
from tests.programme.duties import BUILD, DAY, MOBILISE, again, the_duty
from tests.programme.test_pages import signed_in, told
from tests.programme.texts import PROVINCE_PLAN
from tests.world import NOON, World


@pytest.fixture
def newer(world: World, published: PlanDocument, receive: ReceivePlan) -> PlanDocument:
    """A plan without the duty of the Women's Union takes the place of the first one."""
    one = the_duty(world)
    actions.accept_duty(one, acting=world.acting["lan"], at=NOON)
    actions.accept_duty(the_duty(world, MOBILISE, "M"), acting=world.acting["thu"], at=NOON)
    text = PROVINCE_PLAN.replace("Số: 41/KH-UBND", "Số: 52/KH-UBND").replace(
        "2. Đề nghị Hội Liên hiệp Phụ nữ tỉnh: vận động hội viên tham gia các hoạt động truyền"
        " thông.\n",
        "2. Báo và Phát thanh, Truyền hình Hải Sơn: mở chuyên mục.\n",
    )
    plan = receive(text, name="moi.txt")
    minh = world.acting["minh"]
    confirm_all(plan, acting=minh, at=NOON)
    publish_plan(plan, acting=minh, at=NOON, supersedes=[published])
    return plan


def of_unit(world: World, unit: str, words: str) -> list[CarriedDuty]:
    return [
        one
        for one in carried_duties(command_line(), DAY)
        if one.unit_code == unit and words in one.text
    ]


def test_a_duty_the_newer_plan_leaves_out_goes_on_and_says_where_it_came_from(
    world: World, newer: PlanDocument, published: PlanDocument
) -> None:
    published.refresh_from_db()
    assert published.status == PlanStatus.SUPERSEDED
    (one,) = of_unit(world, "M", MOBILISE)
    assert (one.came_from, one.state) == (published, DutyState.ACCEPTED)
    assert can_carry(world.acting["thu"], one)
    assert can_follow_up(world.acting["minh"], one.plan, DAY)
    actions.close_duty(one, reason="Đã xong.", acting=world.acting["minh"], at=NOON)
    assert of_unit(world, "M", MOBILISE) == []


def test_a_duty_the_newer_plan_states_again_stands_once_and_names_the_old_one(
    world: World, newer: PlanDocument, published: PlanDocument
) -> None:
    (one,) = of_unit(world, "A", BUILD)
    assert one.plan == newer
    assert one.continues is not None
    assert (one.continues.plan, one.continues.state) == (published, DutyState.ACCEPTED)
    page = told(signed_in(world, "lan").get("/duties/"))
    assert "tiếp nối nhiệm vụ của 41/KH-UBND" in page


def test_both_plans_stay_reportable_for_themselves(
    world: World, newer: PlanDocument, published: PlanDocument
) -> None:
    old = carried_duties(command_line(), DAY, plan=published)
    assert {one.plan for one in old} == {published}
    assert {one.plan for one in carried_duties(command_line(), DAY, plan=newer)} == {
        newer,
        published,
    }


def test_when_the_newer_plan_is_over_nothing_goes_on(
    world: World, newer: PlanDocument, published: PlanDocument
) -> None:
    (one,) = of_unit(world, "M", MOBILISE)
    PlanDocument.objects.filter(pk=newer.pk).update(status=PlanStatus.CLOSED)
    seen = again(one)
    assert isinstance(can_carry(world.acting["thu"], seen), Denied)
