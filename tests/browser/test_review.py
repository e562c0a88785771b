"""The review in a browser: keys, selecting, splitting, tabs on a phone, and all of it by hand."""

from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from songhanh.programme.elements.enums import ElementState
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.actions import receive_plan
from songhanh.programme.plans.actions.intake import read_intake, take_in
from songhanh.programme.plans.models import PlanDocument
from tests.browser.conftest import AssertAccessible, PageAt, SignIn
from tests.programme.texts import PROVINCE_PLAN, long_plan
from tests.world import NOON, World

pytestmark = pytest.mark.django_db(transaction=True)


def draft_of(world: World, text: str = PROVINCE_PLAN) -> PlanDocument:
    return receive_plan(
        text.encode(), "ke-hoach.txt", acting=world.acting["minh"], at=NOON, issuer=world.units["P"]
    )


@pytest.fixture
def review(page_at: PageAt, sign_in: SignIn, world: World) -> Page:
    """Minh's desk, wide."""
    page = page_at(1280)
    sign_in(page, "minh")
    return page


def select_words(page: Page, words: str) -> None:
    """Select words of the original as a hand with a mouse would."""
    page.evaluate(
        """(words) => {
          const source = document.querySelector("[data-source]");
          const walker = document.createTreeWalker(source, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(words);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + words.length);
            const selection = window.getSelection();
            selection.removeAllRanges();
            selection.addRange(range);
            return;
          }
          throw new Error("not found: " + words);
        }""",
        words,
    )


def test_a_plan_of_30_kilobytes_is_confirmed_from_the_keyboard(review: Page, world: World) -> None:
    text = long_plan()
    assert len(text.encode()) > 30_000
    plan = draft_of(world, text)
    doubted = [target.element_id for target in plan.targets]  # left to be looked at one by one
    PlanElement.objects.filter(pk__in=doubted).update(certainty=Decimal("0.5"))
    review.goto(f"/plans/{plan.pk}/review/")
    waiting = PlanElement.objects.filter(plan=plan, state=ElementState.PROPOSED)
    total, strokes = waiting.count(), 0
    review.keyboard.press("a")  # everything the reader is sure of
    expect(review.locator("#review-said")).to_contain_text("mục chắc chắn")
    strokes += 1
    while (left := waiting.count()) and strokes < total:
        review.keyboard.press("c")
        strokes += 1
        expect(review.locator("[data-state=proposed]")).to_have_count(left - 1)
    assert waiting.count() == 0
    assert strokes == 1 + len(doubted)
    review.get_by_role("link", name="Ban hành vào hệ thống").focus()
    review.keyboard.press("Enter")
    review.get_by_role("button", name="Ban hành").focus()
    review.keyboard.press("Enter")
    expect(review.get_by_text("Đã ban hành kế hoạch vào hệ thống")).to_be_visible()


def test_keys_lead_on_confirm_remove_and_take_back(review: Page, world: World) -> None:
    plan = draft_of(world)
    first, second = plan.elements.order_by("position")[:2]
    review.goto(f"/plans/{plan.pk}/review/")
    review.keyboard.press("n")
    expect(review.locator(f"#e{first.pk}")).to_be_focused()
    expect(review.locator(f"#se{first.pk}")).to_be_in_viewport()
    review.keyboard.press("c")
    expect(review.locator(f"#e{second.pk}")).to_be_focused()
    expect(review.locator(f"#e{first.pk}")).to_contain_class("element-confirmed")
    expect(review.locator(f'mark[data-anchors$="e{first.pk}"]').first).to_contain_class(
        "mark-confirmed"
    )
    review.keyboard.press("b")
    expect(review.locator(f"#e{second.pk}")).to_contain_class("element-removed")
    review.keyboard.press("u")
    expect(review.locator(f"#e{second.pk}")).to_contain_class("element-proposed")
    review.keyboard.press("u")
    expect(review.locator(f"#e{first.pk}")).to_contain_class("element-proposed")
    review.keyboard.press("k")
    review.keyboard.press("s")
    expect(review.get_by_role("heading", name="Sửa")).to_be_visible()


def test_keys_can_be_switched_off_and_stay_off(review: Page, world: World) -> None:
    plan = draft_of(world)
    review.goto(f"/plans/{plan.pk}/review/")
    review.get_by_text("Làm bằng bàn phím").click()
    review.get_by_label("Dùng phím tắt").uncheck()
    review.reload()
    review.keyboard.press("n")
    assert "#e" not in review.url


def test_a_selected_passage_becomes_an_element(review: Page, world: World) -> None:
    plan = draft_of(world)
    review.goto(f"/plans/{plan.pk}/review/")
    words = "phát trên loa và mạng xã hội"
    select_words(review, words)
    offer = review.locator("[data-selecting]")
    expect(offer).to_be_visible()
    expect(offer).to_contain_text(words)
    offer.get_by_label("Thêm đoạn đã chọn thành").select_option("task")
    offer.get_by_role("button", name="Thêm").click()
    expect(review.get_by_label("Nội dung")).to_have_value(words)
    expect(review.get_by_label("Thuộc mục").locator("option:checked")).to_contain_text("Đổi mới")
    review.get_by_role("button", name="Thêm").click()
    expect(review.get_by_text("Đã thêm mục mới")).to_be_visible()
    added = plan.elements.get(by_hand=True)
    span = added.spans.get()
    assert plan.source.text[span.char_from : span.char_to] == words


def test_hovering_and_clicking_bring_the_other_side_along(review: Page, world: World) -> None:
    plan = draft_of(world, long_plan())
    last = plan.elements.filter(kind="assignment").order_by("position").last()
    assert last is not None
    review.goto(f"/plans/{plan.pk}/review/")
    review.locator(f"#e{last.pk}").scroll_into_view_if_needed()
    review.locator(f"#e{last.pk} h4").hover()
    expect(review.locator(f"#se{last.pk}")).to_be_in_viewport()
    review.locator(f'mark[data-anchors~="e{last.pk}"]').first.click()
    review.wait_for_url(f"**/#e{last.pk}")


def test_an_element_is_split_merged_and_moved(review: Page, world: World) -> None:
    plan = draft_of(world)
    target = plan.targets[0].element
    review.goto(f"/plans/{plan.pk}/elements/{target.pk}/split/")
    review.get_by_label("Các mục sau khi tách").fill(target.text.replace(" ít nhất", "\nít nhất"))
    review.get_by_role("button", name="Tách", exact=True).click()
    expect(review.get_by_text("Đã tách thành 2 mục")).to_be_visible()
    assert plan.targets.count() == 4
    review.goto(f"/plans/{plan.pk}/elements/{target.pk}/merge/")
    review.get_by_role("button", name="Gộp", exact=True).click()
    expect(review.get_by_text("Đã gộp hai mục")).to_be_visible()
    target.refresh_from_db()
    assert plan.targets.count() == 3
    review.locator(f"#e{target.pk}").get_by_text("Khác", exact=False).first.click()
    review.locator(f"#e{target.pk}").get_by_role("button", name="Chuyển xuống").click()
    review.wait_for_load_state()
    assert plan.targets[1].element_id == target.pk


def test_on_a_phone_the_two_sides_are_tabs(
    page_at: PageAt, sign_in: SignIn, world: World, assert_accessible: AssertAccessible
) -> None:
    plan = draft_of(world)
    target = plan.targets[0].element
    page = page_at(360)
    sign_in(page, "minh")
    page.goto(f"/plans/{plan.pk}/review/")
    expect(page.locator("#structure")).to_be_visible()
    expect(page.locator("#source")).to_be_hidden()
    page.locator(f"#e{target.pk}").get_by_role("link", name="dòng").click()
    expect(page.locator("#source")).to_be_visible()
    expect(page.locator(f"#se{target.pk}")).to_be_in_viewport()
    assert_accessible(page)
    page.locator(f"#se{target.pk}").click()
    expect(page.locator(f"#e{target.pk}")).to_be_in_viewport()
    expect(page.locator("#source")).to_be_hidden()
    page.locator(f"#e{target.pk}").get_by_role("button", name="Xác nhận").click()
    expect(page.locator(f"#e{target.pk}")).to_contain_class("element-confirmed")


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)])
def test_the_further_pages_of_a_review_are_accessible(
    page_at: PageAt,
    sign_in: SignIn,
    assert_accessible: AssertAccessible,
    world: World,
    width: int,
    *,
    dark: bool,
) -> None:
    plan = draft_of(world)
    target = plan.targets[0].element
    finding = plan.anomalies.all()[0]
    page = page_at(width, dark=dark)
    sign_in(page, "minh")
    page.goto(f"/plans/{plan.pk}/review/")
    page.get_by_role("button", name="mục máy đọc chắc chắn").click()
    page.wait_for_load_state()
    for address in (
        f"{plan.pk}/steps/",
        f"{plan.pk}/elements/{target.pk}/split/",
        f"{plan.pk}/elements/{target.pk}/merge/",
        f"{plan.pk}/elements/add/task/?from=100&to=140",
        f"{plan.pk}/findings/{finding.pk}/correct/",
        f"{plan.pk}/findings/note/",
        "national-documents/",
        "national-documents/add/",
    ):
        page.goto(f"/plans/{address}")
        assert_accessible(page)


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)])
def test_the_pages_around_files_are_accessible(
    page_at: PageAt,
    sign_in: SignIn,
    assert_accessible: AssertAccessible,
    world: World,
    width: int,
    *,
    dark: bool,
) -> None:
    plan = draft_of(world)
    minh = world.acting["minh"]
    text = PROVINCE_PLAN.replace("ít nhất 02 cuộc", "ít nhất 03 cuộc")
    intake = take_in(text.encode(), "sua.txt", issuer=plan.issuer, acting=minh, at=NOON)
    read_intake(intake, acting=minh, at=NOON)
    page = page_at(width, dark=dark)
    sign_in(page, "minh")
    page.goto(f"/plans/upload/{intake.pk}/")
    assert_accessible(page)
    page.get_by_role("button", name="Là tệp đã sửa").click()
    expect(page.get_by_text("ít nhất 03 cuộc")).to_be_visible()
    assert_accessible(page)
    for address in (
        "?q=loa",
        "upload/by-hand/",
        f"{plan.pk}/versions/",
        f"{plan.pk}/attachments/add/",
        f"{plan.pk}/",
    ):
        page.goto(f"/plans/{address}")
        assert_accessible(page)


def test_what_a_choice_counts_follows_while_it_is_made(review: Page, world: World) -> None:
    plan = draft_of(world)
    review.goto(f"/plans/{plan.pk}/targets/{plan.targets[0].pk}/settings/")
    review.get_by_label("theo loại đơn vị").check()
    review.get_by_label("phường", exact=True).check()
    expect(review.locator("[data-live]")).to_contain_text("Tính trên 1 đơn vị")
