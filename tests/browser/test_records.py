"""Recording on an old phone and reviewing at a desk: the same pages, script or none."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from songhanh.records.activities.actions import accept_activities
from songhanh.records.activities.kind import ACTIVITIES
from songhanh.records.activities.models import Activity
from songhanh.records.media.models import MediaItem
from tests.browser.conftest import AssertAccessible, PageAt, SignIn, WireSize
from tests.photos import a_photo
from tests.records.makers import (
    a_submitted_activity,
    a_submitted_item,
    an_activity,
    proof_of,
)
from tests.world import NOON, World

pytestmark = pytest.mark.django_db(transaction=True)


def enter_activity(page: Page, photo: Path) -> None:
    """What Lan does on her phone after a talk."""
    page.goto("/activities/")
    page.get_by_role("link", name="Ghi mới").click()
    page.get_by_label("Tên hoạt động").fill("Nói chuyện tại thôn 2")
    page.get_by_label("Hình thức").select_option(label="nói chuyện chuyên đề")
    page.get_by_label("Ngày tổ chức").fill("08/03/2026")
    page.get_by_role("group", name="Nội dung có pháp luật").get_by_label("có", exact=True).check()
    page.get_by_label("Nam", exact=False).first.fill("40")
    page.get_by_label("Nữ", exact=False).first.fill("60")
    page.get_by_label("Ảnh, danh sách, giấy mời").set_input_files(photo)
    page.get_by_role("button", name="Lưu và gửi").click()


@pytest.mark.parametrize(("width", "script"), [(360, False), (360, True), (1280, True)])
def test_an_activity_goes_from_the_phone_to_the_count(
    page_at: PageAt, sign_in: SignIn, world: World, tmp_path: Path, width: int, script: bool
) -> None:
    photo = tmp_path / "anh.jpg"
    photo.write_bytes(a_photo((1200, 900)))
    phone = page_at(width, script=script)
    sign_in(phone, "lan")
    enter_activity(phone, photo)
    expect(phone.get_by_text("Đã lưu và gửi")).to_be_visible()
    expect(phone.get_by_role("img", name="ảnh")).to_be_visible()

    desk = page_at(1280, script=script)
    sign_in(desk, "minh")
    desk.goto("/review/")
    desk.get_by_label("Chọn Nói chuyện tại thôn 2").check()
    desk.get_by_role("button", name="Chấp nhận bản đã chọn").click()

    expect(desk.get_by_text("Đã chấp nhận 1 bản ghi.")).to_be_visible()
    assert Activity.objects.get().standing == "accepted"


def test_a_loudspeaker_item_takes_four_taps_after_the_first(
    page_at: PageAt, sign_in: SignIn, world: World
) -> None:
    a_submitted_item(world)
    page = page_at(360, script=False)
    sign_in(page, "lan")
    page.goto("/media/")
    page.get_by_role("link", name="Chép từ lần trước").click()
    page.get_by_role("button", name="Lưu và gửi").click()

    expect(page.get_by_text("Đã lưu và gửi")).to_be_visible()
    assert MediaItem.objects.count() == 2


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_of_records_is_accessible(
    page_at: PageAt,
    sign_in: SignIn,
    assert_accessible: AssertAccessible,
    world: World,
    width: int,
) -> None:
    draft = an_activity(world, co_host_ids=(world.units["B"].pk,), audiences=("women", "youth"))
    waiting = a_submitted_activity(world)
    proof_of(ACTIVITIES, waiting, world)
    item = a_submitted_item(world, minutes=5)
    [accepted] = accept_activities(
        [a_submitted_activity(world)], acting=world.acting["minh"], at=NOON
    )
    addresses = {
        "lan": [
            "/activities/",
            "/activities/?q=không+có",
            "/activities/new/",
            f"/activities/{draft.pk}/edit/",
            f"/activities/{waiting.pk}/",
            f"/activities/{waiting.pk}/evidence/",
            f"/activities/{waiting.pk}/cancel/",
            f"/activities/{accepted.pk}/",
            f"/activities/{accepted.pk}/reopen/",
            "/media/",
            "/media/new/",
            f"/media/{item.pk}/",
        ],
        "minh": [
            "/review/",
            "/review/?kind=media_item",
            "/review/?kind=activity&standing=accepted",
            f"/activities/{waiting.pk}/",
        ],
    }
    for person, pages in addresses.items():
        page = page_at(width)
        sign_in(page, person)
        for address in pages:
            page.goto(address)
            assert_accessible(page)
    page = page_at(width)
    sign_in(page, "lan")
    page.goto("/activities/new/")
    page.get_by_role("button", name="Lưu nháp").click()
    assert_accessible(page)


def test_a_record_s_page_is_light(
    page_at: PageAt, sign_in: SignIn, wire_size: WireSize, world: World
) -> None:
    activity = a_submitted_activity(world)
    page = page_at(360)
    sign_in(page, "lan")

    assert wire_size(page, "/activities/new/") < 100_000
    assert wire_size(page, f"/activities/{activity.pk}/") < 100_000
