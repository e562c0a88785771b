"""Results, obligations and the first page on a phone and at a desk, with and without script."""

import pytest
from playwright.sync_api import expect

from songhanh.foundation.lib import clock
from songhanh.programme.plans.models import PlanDocument
from songhanh.records.activities.kind import ACTIVITIES
from tests.browser.conftest import AssertAccessible, PageAt, SignIn, WireSize
from tests.records.makers import proof_of
from tests.reporting.obligations.plans import ADHOC, ANNUAL, publish, rule_of
from tests.results.stories import Story, moment, tell
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
NOW = moment("25/11/2026")


@pytest.fixture
def story(world: World, monkeypatch: pytest.MonkeyPatch) -> Story:
    """The plan of six targets with a session that has a photo, one that waits, and two items."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    told = tell(world)
    told.at = NOW
    proof_of(ACTIVITIES, told.session("A", "08/03/2026", "B"), world)
    told.sent("A", "09/03/2026")
    told.item("a1", "05/02/2026")
    told.item("R", "05/02/2026", channel="newspaper", column_name="Cùng chia sẻ")
    publish(ANNUAL, ADHOC, code="KH-BC", number="9/KH-UBND")
    return told


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_is_accessible(
    page_at: PageAt,
    sign_in: SignIn,
    assert_accessible: AssertAccessible,
    story: Story,
    width: int,
) -> None:
    plan, unit = story.plan.pk, story.unit_id("A")
    sessions, items = story.target("II.1").pk, story.target("II.3").pk
    rule = rule_of(PlanDocument.objects.get(code="KH-BC"), "VI.1").pk
    results = [
        "/results/",
        f"/results/{plan}/",
        f"/results/{plan}/?standing=provisional&as_of=31/03/2026",
        f"/results/{plan}/targets/{sessions}/",
        f"/results/{plan}/targets/{items}/?period=2026-Q1&map=new",
        f"/results/{plan}/targets/{sessions}/units/{unit}/",
        f"/results/{plan}/targets/{items}/units/{unit}/",
        f"/results/{plan}/targets/{sessions}/disaggregation/",
        f"/results/{plan}/targets/{sessions}/provinces/",
        f"/results/{plan}/years/",
        f"/results/{plan}/compare/",
        f"/results/units/{unit}/",
        f"/results/units/{unit}/predecessors/",
        f"/overviews/plans/{plan}/",
    ]
    addresses = {
        "lan": ["/", *results, "/obligations/"],
        "minh": [
            "/",
            *results,
            "/obligations/",
            "/obligations/?q=không+có",
            f"/obligations/{rule}/{unit}/2026/waive/",
        ],
        "ha": ["/"],
    }
    for person, pages in addresses.items():
        page = page_at(width)
        sign_in(page, person)
        for address in pages:
            page.goto(address)
            assert_accessible(page)


def test_filters_stay_folded_on_a_phone_until_they_are_wanted(
    page_at: PageAt, sign_in: SignIn, story: Story
) -> None:
    phone, desk = page_at(360, script=False), page_at(1280, script=False)
    for page in (phone, desk):
        sign_in(page, "minh")
        page.goto(f"/results/{story.plan.pk}/")
    expect(desk.get_by_label("Bản ghi được tính")).to_be_visible()
    expect(phone.get_by_label("Bản ghi được tính")).to_be_hidden()
    phone.locator("summary", has_text="Lọc").click()
    phone.get_by_label("Bản ghi được tính").select_option(label="gồm cả bản ghi chờ chấp nhận")
    phone.get_by_role("button", name="Lọc").click()
    expect(phone.get_by_label("Bản ghi được tính")).to_be_visible()
    targets = phone.get_by_role("table", name="Chỉ tiêu của kế hoạch")
    expect(targets).to_contain_text("gồm cả bản ghi chờ chấp nhận")


def test_a_number_opens_down_to_the_photo_without_script(
    page_at: PageAt, sign_in: SignIn, story: Story
) -> None:
    page = page_at(360, script=False)
    sign_in(page, "minh")
    page.goto(f"/results/{story.plan.pk}/")
    page.get_by_role("link", name="II.1").first.click()
    page.get_by_role("link", name="Xã An Hòa", exact=True).click()
    photo = page.get_by_role("img")
    photo.scroll_into_view_if_needed()
    expect(photo).to_have_js_property("complete", True)
    assert photo.evaluate("image => image.naturalWidth") == 80
    page.get_by_role("link", name="Nói chuyện số 1", exact=True).click()
    expect(page.get_by_role("heading", name="Nói chuyện số 1")).to_be_visible()


def test_a_lead_officer_waives_a_report_and_sees_it_on_the_board(
    page_at: PageAt, sign_in: SignIn, story: Story
) -> None:
    page = page_at(360, script=False)
    sign_in(page, "minh")
    page.goto("/obligations/?q=an+hoa")
    page.get_by_role("link", name="Miễn Xã An Hòa, năm 2026, 9/KH-UBND").click()
    page.get_by_label("Lý do").fill("Xã mới thành lập.")
    page.get_by_role("button", name="Miễn báo cáo").click()
    expect(page.get_by_text("Đã miễn báo cáo kỳ này cho đơn vị.")).to_be_visible()
    page.goto("/obligations/?q=an+hoa")
    expect(page.get_by_role("link", name="Rút lại miễn")).to_be_visible()


def test_the_first_page_is_light(
    page_at: PageAt, sign_in: SignIn, wire_size: WireSize, story: Story
) -> None:
    for person in ("lan", "minh", "ha"):
        page = page_at(360)
        sign_in(page, person)
        assert wire_size(page, "/") < 100_000


@pytest.mark.parametrize("way", ["table", "tile"])
def test_from_a_figure_to_the_photo_in_three_clicks(
    page_at: PageAt, sign_in: SignIn, story: Story, way: str
) -> None:
    """From the one page a leader reads: the target, the unit, the record with its proof."""
    page = page_at(1280, script=False)
    sign_in(page, "minh")
    page.goto(f"/results/{story.plan.pk}/")
    row = page.get_by_role("row").filter(has_text="Xã An Hòa")
    tile = page.locator("a.tile[aria-label^='Xã An Hòa']")
    clicks = [
        page.get_by_role("link", name="II.1 Hằng năm").first,
        tile if way == "tile" else row.get_by_role("link").first,
        page.locator(".thumbnails a").first,
    ]
    for click in clicks:
        with page.expect_navigation():
            click.click()
    assert len(clicks) <= 3
    assert "/activities/" in page.url
    expect(page.locator("main img[src*='/evidence/']").first).to_be_visible()
