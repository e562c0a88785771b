"""The pages of the cascade and of amendments in a real browser, small and large."""

from datetime import date

import pytest
from playwright.sync_api import expect

from songhanh.foundation.lib import clock
from songhanh.programme.amendments.actions import DecisionPaper, record_amendment
from songhanh.programme.cascade.actions.drafting import begin_draft
from songhanh.programme.cascade.actions.registering import register_by_hand
from songhanh.programme.cascade.queries.needs import needs_of
from songhanh.programme.plans.actions import confirm_all, publish_plan
from songhanh.programme.plans.models import PlanDocument
from tests.browser.conftest import AssertAccessible, PageAt, SignIn
from tests.browser.test_plans import draft_of
from tests.programme.cascade import ENTERED
from tests.world import NOON, World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan(world: World) -> PlanDocument:
    """The province's plan, published."""
    plan = draft_of(world)
    confirm_all(plan, acting=world.acting["minh"], at=NOON)
    publish_plan(plan, acting=world.acting["minh"], at=NOON)
    return plan


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_of_the_cascade_are_accessible(
    page_at: PageAt,
    sign_in: SignIn,
    assert_accessible: AssertAccessible,
    world: World,
    plan: PlanDocument,
    width: int,
) -> None:
    lan, today = world.acting["lan"], clock.today()
    (owed,) = needs_of(plan, lan, on=today, year=today.year)
    register_by_hand(owed, ENTERED, acting=lan, at=clock.now())
    begin_draft(owed, acting=lan, at=clock.now())
    paper = DecisionPaper("50/QĐ-UBND", date(2026, 6, 1), date(2026, 7, 1))
    amendment = record_amendment(plan, paper, acting=world.acting["minh"], at=NOON)
    own = f"/cascade/plans/{plan.pk}/needs/{world.units['A'].pk}/programme/0/"
    page = page_at(width)
    sign_in(page, "minh")
    for address in (
        "/cascade/",
        "/cascade/documents/",
        "/cascade/documents/add/",
        f"/cascade/plans/{plan.pk}/links/",
        f"/cascade/plans/{plan.pk}/alignment/",
        f"/cascade/plans/{plan.pk}/needs/",
        f"/cascade/plans/{plan.pk}/needs/print/",
        f"/cascade/plans/{plan.pk}/needs/reminder/",
        f"/cascade/plans/{plan.pk}/bulk/",
        own,
        f"{own}draft/",
        f"/amendments/plans/{plan.pk}/",
        f"/amendments/{amendment.pk}/",
        f"/amendments/{amendment.pk}/elements/{plan.targets[0].element_id}/",
    ):
        page.goto(address)
        assert_accessible(page)


def test_lan_registers_and_minh_accepts_without_script(
    page_at: PageAt, sign_in: SignIn, world: World, plan: PlanDocument
) -> None:
    page = page_at(360, script=False)
    sign_in(page, "lan")
    page.goto(f"/cascade/plans/{plan.pk}/needs/")
    page.get_by_role("link", name="Xã An Hòa").click()
    page.get_by_label("Số, ký hiệu", exact=True).fill("17/KH-UBND")
    page.get_by_label("Ngày ban hành", exact=True).fill("10/02/2026")
    page.get_by_role("button", name="Đăng ký", exact=True).click()
    expect(page.get_by_text("cơ quan thường trực sẽ xem xét")).to_be_visible()
    officer = page_at(360, script=False)
    sign_in(officer, "minh")
    officer.goto(f"/cascade/plans/{plan.pk}/needs/{world.units['A'].pk}/programme/0/")
    officer.get_by_role("button", name="Chấp nhận kế hoạch").click()
    expect(officer.get_by_text("Đã ghi quyết định.")).to_be_visible()
