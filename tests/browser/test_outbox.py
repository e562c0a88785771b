"""Quick entry on an old phone: few taps, no network, a slow line, somebody else's turn."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from songhanh.foundation.lib import filestore
from songhanh.records.activities.models import Activity
from songhanh.records.media.models import MediaItem
from songhanh.records.recording.models import Evidence
from tests.browser.conftest import AssertAccessible, PageAt, SignIn, WireSize
from tests.photos import a_photo
from tests.records.makers import a_submitted_activity, a_submitted_item
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

SECONDS_A_TAP, SECONDS_A_LETTER = 1.5, 0.35
"""How long an unhurried person takes on a phone: finding and touching, and typing a letter."""
KBIT = 1000 / 8

Phone = Callable[[], Page]


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    """A phone of 360 px with its own storage. Lost lines make errors on its console; it may."""
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": 360, "height": 640},
        has_touch=True,
        timezone_id="Asia/Ho_Chi_Minh",
    )
    yield context
    context.close()


def opened(phone: BrowserContext) -> Page:
    """Quick entry with its worker in charge, so that it stands without network."""
    page = phone.new_page()
    page.goto("/quick/")
    page.wait_for_function("() => navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.wait_for_function("() => navigator.serviceWorker.controller")
    return page


def shown_form(page: Page, kind: str = "media_item") -> Locator:
    return page.locator(f"form[data-kind={kind}]")


def enter_item(page: Page, title: str, photo: Path | None = None) -> None:
    form = shown_form(page)
    form.get_by_label("Tên tin, bài").fill(title)
    form.get_by_label("có", exact=True).check()
    if photo is not None:
        form.get_by_label("Ảnh, lịch phát sóng").set_input_files(photo)
    form.get_by_role("button", name="Gửi").click()
    expect(page.locator("[data-items] strong", has_text=title)).to_be_visible()


def items_in(page: Page, state: str) -> Locator:
    return page.locator("[data-items] [data-state]", has_text=state)


def photos_for(folder: Path, count: int) -> list[Path]:
    """Photos as a phone takes them: large, with the place they were taken at."""
    exif = Image.Exif()
    exif[0x0110] = "Phone of Lan"
    exif.get_ifd(0x8825)[2] = (13.0, 58.0, 0.0)
    paths = []
    for number in range(count):
        path = folder / f"anh-{number}.jpg"
        path.write_bytes(a_photo((2400 + number, 1800), exif=exif))
        paths.append(path)
    return paths


def test_five_records_with_photos_wait_without_network_and_arrive_once_each(
    phone: BrowserContext, sign_in: SignIn, world: World, tmp_path: Path
) -> None:
    page = opened_by(phone, sign_in, "lan")
    phone.set_offline(True)
    for number, photo in enumerate(photos_for(tmp_path, 5)):
        enter_item(page, f"Bản tin {number}", photo)
    page.reload()
    expect(page.get_by_role("heading", name="Ghi nhanh")).to_be_visible()
    expect(items_in(page, "chờ gửi")).to_have_count(5)
    page.close(run_before_unload=False)
    assert MediaItem.objects.count() == 0

    phone.set_offline(False)
    page = phone.new_page()
    page.goto("/quick/")

    expect(items_in(page, "đã nhận")).to_have_count(5, timeout=60_000)
    assert MediaItem.objects.filter(standing="submitted").count() == 5
    assert Evidence.objects.count() == 5
    for proof in Evidence.objects.all():
        kept = filestore.open_file(proof.file_key)
        assert b"Exif" not in kept
        assert proof.size < 300_000


def test_faults_of_the_server_and_lost_answers_make_nothing_twice(
    phone: BrowserContext, sign_in: SignIn, world: World, tmp_path: Path
) -> None:
    page = opened_by(phone, sign_in, "lan")
    tries: list[str] = []

    def unsteady(route: Route) -> None:
        tries.append(route.request.url)
        if len(tries) <= 2:
            route.fulfill(status=500, body="<h1>Lỗi</h1>")
        elif len(tries) in (3, 5):
            route.fetch()  # it arrives, but the phone never hears of it
            route.abort()
        else:
            route.continue_()

    phone.route("**/quick/deliver/", unsteady)
    for number, photo in enumerate(photos_for(tmp_path, 5)):
        enter_item(page, f"Bản tin {number}", photo)

    expect(items_in(page, "đã nhận")).to_have_count(5, timeout=90_000)
    assert len(tries) > 5
    assert MediaItem.objects.count() == 5
    assert Evidence.objects.count() == 5


def test_a_rejected_one_is_corrected_and_holds_nobody_up(
    phone: BrowserContext, sign_in: SignIn, world: World
) -> None:
    page = opened_by(phone, sign_in, "lan")
    phone.set_offline(True)
    shown_form(page).get_by_label("Ngày đăng, phát").fill("08/03/2099")
    enter_item(page, "Bản tin của ngày mai")
    enter_item(page, "Bản tin của hôm nay")
    phone.set_offline(False)

    expect(items_in(page, "đã nhận")).to_have_count(1, timeout=30_000)
    rejected = page.locator("[data-items] li", has_text="Bản tin của ngày mai")
    expect(rejected).to_contain_text("bị trả lại")
    expect(rejected).to_contain_text("chưa tới")
    rejected.get_by_role("button", name="Sửa").click()
    day = shown_form(page).get_by_label("Ngày đăng, phát")
    expect(day).to_have_value("08/03/2099")
    day.fill("08/03/2026")
    shown_form(page).get_by_role("button", name="Gửi").click()

    expect(items_in(page, "đã nhận")).to_have_count(2, timeout=30_000)
    assert MediaItem.objects.count() == 2


def test_after_the_session_ended_items_wait_for_the_sign_in_and_then_go(
    phone: BrowserContext, sign_in: SignIn, world: World
) -> None:
    page = opened_by(phone, sign_in, "lan")
    phone.set_offline(True)
    enter_item(page, "Bản tin trong đêm")
    phone.clear_cookies()
    phone.set_offline(False)
    waiting = page.locator("[data-items] li")
    expect(waiting).to_contain_text("chờ gửi")
    expect(waiting.get_by_role("link", name="Đăng nhập lại để gửi")).to_be_visible(timeout=30_000)

    sign_in(page, "lan")
    page.goto("/quick/")

    expect(items_in(page, "đã nhận")).to_have_count(1, timeout=30_000)


def test_somebody_else_on_the_same_phone_does_not_send_them(
    phone: BrowserContext, sign_in: SignIn, world: World
) -> None:
    page = opened_by(phone, sign_in, "lan")
    phone.set_offline(True)
    enter_item(page, "Bản tin của Lan")
    page.close()
    phone.clear_cookies()
    phone.set_offline(False)

    page = opened_by(phone, sign_in, "mai")
    expect(page.get_by_text("còn 1 bản ghi của tài khoản khác")).to_be_visible()
    expect(page.get_by_text("Bản tin của Lan")).to_have_count(0)
    enter_item(page, "Bản tin của Mai")
    expect(items_in(page, "đã nhận")).to_have_count(1, timeout=30_000)

    assert [item.title for item in MediaItem.objects.all()] == ["Bản tin của Mai"]


def test_a_line_of_fifty_kilobits_is_enough(
    phone: BrowserContext, sign_in: SignIn, world: World
) -> None:
    page = opened_by(phone, sign_in, "lan")
    line = phone.new_cdp_session(page)
    slow = {"offline": False, "latency": 400, "downloadThroughput": 50 * KBIT}
    line.send("Network.emulateNetworkConditions", slow | {"uploadThroughput": 50 * KBIT})

    page.goto("/quick/")
    enter_item(page, "Bản tin qua đường chậm")

    expect(items_in(page, "đã nhận")).to_have_count(1, timeout=60_000)


class Thumb:
    """Counts what a person does; the button sends and the page stays."""

    def __init__(self) -> None:
        self.taps, self.letters = 0, 0
        self.began = time.monotonic()

    def tap(self, place: Locator) -> None:
        self.taps += 1
        place.tap()

    def type(self, place: Locator, text: str) -> None:
        """Type into the field that was tapped."""
        self.letters += len(text)
        place.press_sequentially(text)

    @property
    def seconds(self) -> float:
        """A person's time, and the machine's on top."""
        typed = self.taps * SECONDS_A_TAP + self.letters * SECONDS_A_LETTER
        return typed + time.monotonic() - self.began


def test_a_loudspeaker_item_takes_four_taps_and_half_a_minute(
    phone: BrowserContext, sign_in: SignIn, world: World
) -> None:
    page = opened_by(phone, sign_in, "lan")
    thumb = Thumb()
    page.goto("/quick/")  # the phone's own icon of the installed page
    thumb.taps += 1
    title = shown_form(page).get_by_label("Tên tin, bài")
    thumb.tap(title)
    thumb.type(title, "Phòng, chống bạo lực gia đình")
    thumb.tap(shown_form(page).get_by_label("có", exact=True))
    thumb.tap(shown_form(page).get_by_role("button", name="Gửi"))
    expect(items_in(page, "đã nhận")).to_have_count(1, timeout=20_000)

    assert thumb.taps <= 4
    assert thumb.seconds <= 30
    assert MediaItem.objects.get().channel == "loudspeaker"


def test_an_activity_takes_a_minute_and_a_half(
    phone: BrowserContext, sign_in: SignIn, world: World, tmp_path: Path
) -> None:
    page = opened_by(phone, sign_in, "lan")
    thumb = Thumb()
    page.goto("/quick/")
    thumb.taps += 1
    thumb.tap(page.locator("summary", has_text="Hoạt động"))
    form = shown_form(page, "activity")
    for label, text in (
        ("Tên hoạt động", "Nói chuyện về Luật Bình đẳng giới tại thôn 2"),
        ("Nam", "40"),
        ("Nữ", "60"),
        ("Địa điểm", "Nhà văn hóa thôn 2"),
    ):
        place = form.get_by_label(label, exact=False).first
        thumb.tap(place)
        thumb.type(place, text)
    form.get_by_label("Hình thức").select_option(label="nói chuyện chuyên đề")
    thumb.taps += 2
    thumb.tap(form.get_by_label("có", exact=True))
    form.get_by_label("Ảnh, danh sách, giấy mời").set_input_files(photos_for(tmp_path, 1))
    thumb.taps += 3
    thumb.tap(form.get_by_role("button", name="Gửi"))
    expect(items_in(page, "đã nhận")).to_have_count(1, timeout=30_000)

    assert thumb.seconds <= 90
    activity = Activity.objects.get()
    assert (activity.male, activity.female, activity.on_law_policy) == (40, 60, True)


@pytest.mark.parametrize("kind", ["media_item", "activity"])
def test_the_keyboard_never_hides_the_button(
    phone: BrowserContext, sign_in: SignIn, world: World, kind: str
) -> None:
    page = opened_by(phone, sign_in, "lan")
    page.goto(f"/quick/?kind={kind}")
    page.set_viewport_size({"width": 360, "height": 300})  # what a keyboard leaves of 640 px
    form = shown_form(page, kind)
    for place in form.locator("input.control:not([type=radio]):not([type=file])").all():
        place.focus()
        bar = form.get_by_role("button", name="Gửi").bounding_box()
        field = place.bounding_box()
        assert bar is not None
        assert field is not None
        assert 0 <= bar["y"] <= 300 - bar["height"]
        assert field["y"] + field["height"] <= bar["y"], "the bar lies over the field"


def test_the_pages_are_light(
    page_at: PageAt, sign_in: SignIn, wire_size: WireSize, world: World
) -> None:
    activity = a_submitted_activity(world)
    page = page_at(360)
    sign_in(page, "lan")
    assert wire_size(page, "/quick/") < 100_000

    session = page.context.new_cdp_session(page)
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.send("Network.enable")
    page.goto(f"/activities/{activity.pk}/", wait_until="networkidle")
    assert sum(sizes) < 60_000


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("dark", [False, True])
def test_quick_entry_is_accessible(
    page_at: PageAt,
    sign_in: SignIn,
    assert_accessible: AssertAccessible,
    world: World,
    width: int,
    dark: bool,
) -> None:
    a_submitted_item(world)
    page = page_at(width, dark=dark)
    sign_in(page, "lan")
    page.goto("/quick/")
    enter_item(page, "Bản tin sáng")
    expect(items_in(page, "đã nhận")).to_have_count(1, timeout=20_000)
    assert_accessible(page)


def opened_by(phone: BrowserContext, sign_in: SignIn, name: str) -> Page:
    page = phone.new_page()
    sign_in(page, name)
    page.close()
    return opened(phone)
