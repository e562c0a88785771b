"""Reports in the browser: written, returned, consolidated; on a phone and without script."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from songhanh.engines.counting import parse_period
from songhanh.foundation.lib import clock
from songhanh.registry.roles.enums import Role
from songhanh.reporting.consolidation.actions import freeze_consolidation
from songhanh.reporting.documents.actions import issue_of_submission
from songhanh.reporting.submissions.actions import return_submission
from songhanh.reporting.submissions.queries import snapshots_of
from tests.browser.conftest import AssertAccessible, PageAt, SignIn
from tests.reporting.makers import a_difficulty, a_dispatch, a_letter, a_received_row
from tests.reporting.submissions.stories import PERIOD, Story, at, tell
from tests.world import World, add_person

pytestmark = pytest.mark.django_db(transaction=True)

NOW = at(2, 12)


@pytest.fixture
def story(world: World, monkeypatch: pytest.MonkeyPatch) -> Story:
    """The round of 2026 in December, with reports in every state."""
    monkeypatch.setattr(clock.timezone, "now", lambda: NOW)
    story = tell(world)
    story.activity("lan", date(2026, 3, 8))
    story.item("a1", date(2026, 10, 5))
    return story


@pytest.fixture
def returned(story: Story) -> int:
    """Lan's report, sent back with remarks."""
    submission = story.submitted("lan")
    return_submission(
        submission,
        version=1,
        reason="Đối chiếu lại số hoạt động.",
        remarks={"activity": "Thiếu một hoạt động.", "difficulties": "Chưa nêu."},
        acting=story.world.acting["minh"],
        at=at(22, 11),
    )
    return submission.pk


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_of_a_unit_are_accessible(
    story: Story,
    returned: int,
    width: int,
    page_at: PageAt,
    sign_in: SignIn,
    assert_accessible: AssertAccessible,
) -> None:
    page = page_at(width)
    sign_in(page, "lan")
    for address in (
        "/submissions/",
        "/submissions/new/",
        f"/submissions/new/?rule={story.annual.pk}&period={PERIOD}",
        f"/submissions/{returned}/",
        f"/submissions/{returned}/edit/",
        f"/submissions/{returned}/explain/activity/",
        f"/submissions/{returned}/submit/",
        f"/submissions/{returned}/print/",
        "/difficulties/",
        "/difficulties/new/",
        "/documents/",
    ):
        page.goto(address)
        assert_accessible(page)


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_of_the_lead_officer_are_accessible(
    story: Story,
    width: int,
    page_at: PageAt,
    sign_in: SignIn,
    assert_accessible: AssertAccessible,
) -> None:
    minh = story.world.acting["minh"]
    submitted = story.submitted("mai", at(1, 12))
    approved = story.approved("lan")
    frozen = freeze_consolidation(
        story.annual, parse_period(PERIOD), saves=0, acting=minh, at=at(1, 12)
    )
    document = issue_of_submission(snapshots_of(approved)[0], acting=minh, at=at(1, 12))
    hindered = a_difficulty(story.world, story.plan.pk)
    page = page_at(width, dark=True)
    sign_in(page, "minh")
    for address in (
        "/difficulties/",
        f"/difficulties/{hindered.pk}/",
        f"/difficulties/ways/{story.plan.pk}/",
        "/submissions/",
        f"/submissions/{submitted.pk}/",
        f"/submissions/{submitted.pk}/return/",
        "/consolidations/",
        f"/consolidations/{story.annual.pk}/{PERIOD}/",
        f"/consolidations/{story.annual.pk}/{PERIOD}/edit/",
        f"/consolidations/frozen/{frozen.pk}/",
        f"/documents/{document.pk}/",
    ):
        page.goto(address)
        assert_accessible(page)


def test_a_report_is_written_and_sent_without_script(
    story: Story, page_at: PageAt, sign_in: SignIn
) -> None:
    page = page_at(360, script=False)
    sign_in(page, "lan")
    page.goto(f"/submissions/new/?rule={story.annual.pk}&period={PERIOD}")
    page.get_by_role("button", name="Bắt đầu soạn").click()
    page.get_by_label("Khó khăn, vướng mắc").fill("Địa bàn rộng.")
    with page.expect_navigation():
        page.get_by_role("button", name="Lưu và xem lại để nộp").click()
    assert page.get_by_text("Địa bàn rộng.").is_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Nộp báo cáo").click()
    assert page.get_by_text("Đã nộp báo cáo.").is_visible()
    assert page.get_by_text("đã nộp, chờ duyệt").first.is_visible()


def test_a_part_saves_itself_and_two_writers_lose_nothing(
    story: Story, page_at: PageAt, sign_in: SignIn
) -> None:
    """What Lan typed comes back; Hoa, who opened the same part before, sees it beside her own."""
    add_person(story.world, "hoa", "Lê Thị Hoa", (Role.COMMUNE_OFFICER, "A", "A"))
    first, second = page_at(1280), page_at(360)
    sign_in(first, "lan")
    sign_in(second, "hoa")
    address = f"/submissions/{story.begun('lan').pk}/edit/"
    for page in (first, second):
        page.goto(address)
    part = '[data-part="difficulties"]'

    def types(page: Page, words: str) -> None:
        page.locator(f"{part} textarea").fill(words)

    types(first, "Địa bàn rộng.")
    expect(first.locator(f"{part} [data-state]")).to_contain_text("Đã lưu lúc")
    first.reload()
    expect(first.locator(f"{part} textarea")).to_have_value("Địa bàn rộng.")
    types(second, "Thiếu người.")
    theirs = second.locator(f"{part} .theirs")
    expect(theirs).to_contain_text("Địa bàn rộng.")
    expect(second.locator(f"{part} textarea")).to_have_value("Thiếu người.")
    theirs.get_by_role("button", name="Giữ bản của tôi").click()
    expect(second.locator(f"{part} [data-state]")).to_contain_text("Đã lưu lúc")
    first.reload()
    expect(first.locator(f"{part} textarea")).to_have_value("Thiếu người.")


@pytest.mark.parametrize("width", [360, 1280])
def test_rooms_beside_the_reports_are_accessible(
    story: Story,
    width: int,
    page_at: PageAt,
    sign_in: SignIn,
    assert_accessible: AssertAccessible,
) -> None:
    """Regimes, requests, reminders, the round unit by unit, letters, templates, dispatch."""
    dispatch = a_dispatch(story.world, story.annual)
    letter = a_letter(story.world)
    plan, rule = story.plan.pk, story.annual.pk
    page = page_at(width)
    sign_in(page, "minh")
    for address in (
        f"/consolidations/{rule}/{PERIOD}/units/",
        f"/consolidations/{rule}/{PERIOD}/outliers/",
        f"/consolidations/{rule}/{PERIOD}/texts/difficulties/",
        f"/obligations/regimes/{rule}/",
        "/obligations/requests/",
        f"/obligations/requests/new/?plan={plan}",
        "/obligations/overdue/",
        "/obligations/hand-overs/",
        "/obligations/reminders/days/",
        "/submissions/changed/",
        "/documents/letters/",
        "/documents/letters/new/",
        f"/documents/letters/{letter.pk}/",
        "/documents/signatories/",
        "/documents/templates/",
        "/dispatches/",
        f"/dispatches/{dispatch.pk}/",
        f"/overviews/plans/{plan}/",
        f"/plans/{plan}/roadmap/",
        f"/plans/{plan}/targets/{story.plan.targets[0].pk}/roadmap/",
    ):
        answer = page.goto(address)
        assert answer is not None
        assert answer.ok, address
        assert_accessible(page)


@pytest.mark.parametrize("width", [360, 1280])
def test_what_a_unit_receives_is_accessible(
    story: Story,
    width: int,
    page_at: PageAt,
    sign_in: SignIn,
    assert_accessible: AssertAccessible,
) -> None:
    received = a_received_row(story.world, story.annual)
    page = page_at(width)
    sign_in(page, "lan")
    for address in (
        "/",
        "/dispatches/received/",
        f"/dispatches/received/{received.pk}/",
        "/obligations/calendar/",
        f"/results/units/{story.world.units['A'].pk}/",
    ):
        answer = page.goto(address)
        assert answer is not None
        assert answer.ok, address
        assert_accessible(page)
