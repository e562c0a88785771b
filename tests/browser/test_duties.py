"""The board of duties in a real browser, on a small screen and a large one."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from songhanh.foundation.lib.clock import now, today
from songhanh.programme.duties import actions
from songhanh.programme.duties.actions import DueDay
from songhanh.programme.duties.enums import DueOrigin, DutyState
from songhanh.programme.plans.actions import confirm_all, publish_plan
from tests.browser.conftest import AssertAccessible, PageAt, SignIn
from tests.browser.test_plans import draft_of
from tests.programme.duties import MOBILISE, again, the_duty
from tests.world import NOON, World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _published(world: World) -> None:
    plan = draft_of(world)
    confirm_all(plan, acting=world.acting["minh"], at=NOON)
    publish_plan(plan, acting=world.acting["minh"], at=NOON)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_of_duties_are_accessible(
    page_at: PageAt,
    sign_in: SignIn,
    assert_accessible: AssertAccessible,
    world: World,
    width: int,
) -> None:
    one, asked = the_duty(world), the_duty(world, MOBILISE, "M")
    day = DueDay(today() - timedelta(days=2), DueOrigin.PLAN)
    actions.set_due_days([one, asked], day, acting=world.acting["minh"], at=now())
    actions.accept_duty(again(one), acting=world.acting["lan"], at=now())
    actions.report_progress(
        again(one),
        percent=30,
        note="Đã họp.",
        proofs=actions.Proofs(link="https://hai-son.example/anh"),
        acting=world.acting["lan"],
        at=now(),
    )
    page = page_at(width)
    sign_in(page, "minh")
    for address in (
        "/duties/",
        "/duties/?state=late",
        "/duties/?q=khongco",
        "/duties/print/",
        "/duties/board/?by=unit",
        "/duties/board/?by=item",
        "/duties/board/?by=state",
        "/duties/unresolved/",
        f"/duties/{one.duty.pk}/{one.unit_id}/",
        f"/duties/{one.duty.pk}/split/",
        f"/duties/{one.duty.pk}/merge/",
        f"/duties/{asked.duty.pk}/{asked.unit_id}/",
    ):
        page.goto(address)
        assert_accessible(page)


def test_a_duty_is_accepted_reported_and_closed_without_script(
    page_at: PageAt, sign_in: SignIn, world: World
) -> None:
    one = the_duty(world)
    page = page_at(360, script=False)
    sign_in(page, "lan")
    page.goto("/duties/")
    page.get_by_role("link", name="Xây dựng kế hoạch").click()
    page.get_by_role("button", name="Nhận nhiệm vụ").click()
    page.get_by_label("Tiến độ (%)").fill("100")
    page.get_by_label("Đã làm gì").fill("Đã ban hành kế hoạch của xã.")
    page.get_by_role("button", name="Gửi tiến độ").click()
    expect(page.get_by_text("Đã ghi tiến độ nhiệm vụ.")).to_be_visible()
    officer = page_at(360, script=False)
    sign_in(officer, "minh")
    officer.goto(f"/duties/{one.duty.pk}/{one.unit_id}/")
    officer.get_by_label("Nhận xét").first.fill("Đủ minh chứng.")
    officer.get_by_role("button", name="Kết thúc nhiệm vụ").click()
    expect(officer.get_by_text("Đã kết thúc nhiệm vụ.")).to_be_visible()
    assert again(one).state == DutyState.CLOSED


def test_due_days_are_set_for_marked_duties_without_script(
    page_at: PageAt, sign_in: SignIn, world: World
) -> None:
    page = page_at(1280, script=False)
    sign_in(page, "minh")
    page.goto("/duties/?q=xay+dung")
    page.get_by_label("Chọn nhiệm vụ của Xã An Hòa").check()
    page.get_by_label("Hạn mới").fill("30/11/2099")
    page.get_by_role("button", name="Đặt hạn").click()
    expect(page.get_by_text("Đã đặt hạn cho 1 nhiệm vụ.")).to_be_visible()
    assert again(the_duty(world)).standing.due_on is not None
    assert again(the_duty(world, unit="B")).standing.due_on is None
