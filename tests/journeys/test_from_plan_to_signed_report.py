"""The product's main job once, whole: from the plan's file to the report for the signature.

Minh leads for the province, Lan works for Xã An Hòa, Mai for Phường Bình Minh. It is told in 2026;
the plan is the sample province's own, a real Word file.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from songhanh.foundation.jobs.worker import work_once
from songhanh.foundation.lib.libreoffice import convert_to_pdf
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.models import PlanDocument
from songhanh.records.activities.models import Activity
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.reporting.submissions.models import Submission
from songhanh.site.demo.sample_plan import FILENAME, sample_plan
from tests.browsing import PageAt, SignIn, WireSize
from tests.journeys.conftest import Clock, Desk, Visitor, at
from tests.journeys.documents import assert_it_is_the_report, assert_the_pdf_says_the_same
from tests.machine import has_pdftotext, has_soffice
from tests.photos import a_photo
from tests.world import World

OWED = re.compile("Báo cáo .*2026 của kế hoạch")
ACCEPT, RETURN = "Chấp nhận bản đã chọn", "Trả lại bản đã chọn"

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / FILENAME
    path.write_bytes(sample_plan(2026))
    return path


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "anh-buoi-noi-chuyen.jpg"
    path.write_bytes(a_photo((1200, 900)))
    return path


# ------------------------------------------------------------------ 1. the plan


def upload(minh: Visitor, file: Path, issuer: OrgUnit) -> None:
    minh.go("/plans/upload/")
    minh.page.get_by_label("Tệp kế hoạch").set_input_files(file)
    minh.page.get_by_label("Cơ quan ban hành").select_option(value=str(issuer.pk))
    minh.press("Tải lên và đọc")
    expect(minh.page.get_by_text("Đã đọc kế hoạch")).to_be_visible()


def correct_a_target(minh: Visitor) -> None:
    """The reader cut the subjects of target II.2 short."""
    minh.follow("Sửa chỉ tiêu II.2")
    minh.page.get_by_label("Đối tượng như in trong văn bản").fill(
        "sở, ban, ngành, địa phương và các tổ chức chính trị - xã hội"
    )
    minh.press("Lưu và xác nhận")


def confirm_the_rest(minh: Visitor) -> None:
    """First all the reader is certain of, then one by one, until nothing waits."""
    button = minh.page.get_by_role("button", name=re.compile("^Xác nhận"))
    while PlanElement.objects.filter(state="proposed").exists():
        button.first.wait_for()
        shown = button.count()
        with minh.page.expect_response(lambda reply: reply.request.method == "POST"):
            button.first.click()
        expect(button).not_to_have_count(shown)  # the page has taken the answer in


def set_the_target(minh: Visitor, target: str) -> None:
    """See how many units the first target counts, ask for three sessions in vain, and keep two."""
    minh.go(target)
    expect(minh.page.get_by_text("3 đơn vị ngày").first).to_be_visible()
    minh.page.get_by_label("theo loại đơn vị").check()
    minh.page.get_by_label("phường", exact=True).check()
    minh.press("Xem thử số đơn vị")
    expect(minh.page.get_by_text("Xem thử, chưa lưu:")).to_be_visible()
    expect(minh.page.get_by_text("1 đơn vị ngày").first).to_be_visible()
    minh.page.get_by_label("theo lời văn của kế hoạch").check()
    minh.page.get_by_label("Số lượng mỗi đơn vị phải đạt").fill("2")
    minh.press("Xác nhận thiết lập")


def publish(minh: Visitor, plan: PlanDocument) -> None:
    minh.go(f"/plans/{plan.pk}/publish/")
    minh.press("Ban hành")
    expect(minh.page.get_by_text("Đã ban hành kế hoạch vào hệ thống")).to_be_visible()


# ------------------------------------------------------------------ 3. the records


def record_activity(lan: Visitor, title: str, day: str, photo: Path | None = None) -> None:
    page = lan.go("/activities/new/")
    page.get_by_label("Tên hoạt động").fill(title)
    page.get_by_label("Hình thức").select_option(label="nói chuyện chuyên đề")
    page.get_by_label("Ngày tổ chức").fill(day)
    page.get_by_role("group", name="Nội dung có pháp luật").get_by_label("có", exact=True).check()
    page.get_by_label("Nam", exact=False).first.fill("40")
    page.get_by_label("Nữ", exact=False).first.fill("60")
    if photo:
        page.get_by_label("Ảnh, danh sách, giấy mời").set_input_files(photo)
    lan.press("Lưu và gửi")
    expect(page.get_by_text("Đã lưu và gửi")).to_be_visible()


def record_item(lan: Visitor, title: str, day: str) -> None:
    page = lan.go("/media/new/")
    page.get_by_label("Tên tin, bài").fill(title)
    page.get_by_label("Kênh truyền thông").select_option(value="loudspeaker")
    page.get_by_label("Thể loại").select_option(value="news")
    page.get_by_label("Ngày đăng, phát").fill(day)
    page.get_by_role("group", name="Nội dung về bình đẳng giới").get_by_label(
        "có", exact=True
    ).check()
    lan.press("Lưu và gửi")
    expect(page.get_by_text("Đã lưu và gửi")).to_be_visible()


def decide(minh: Visitor, kind: str, titles: list[str], button: str, remark: str = "") -> None:
    page = minh.go(f"/review/?kind={kind}")
    for title in titles:
        page.get_by_label(f"Chọn {title}").check()
    if remark:
        page.get_by_label("Nhận xét").fill(remark)
    minh.press(button)


def mend_the_returned(lan: Visitor) -> None:
    page = lan.go("/")
    expect(page.get_by_text("Ghi rõ số nam, số nữ.")).to_be_visible()
    lan.follow("Sinh hoạt câu lạc bộ")
    lan.follow("Sửa", exact=True)
    page.get_by_label("Nữ", exact=False).first.fill("66")
    lan.press("Lưu và gửi")


def open_the_figure(minh: Visitor, plan: PlanDocument, target: int) -> None:
    """Value, required, status, who fails; then down to the entry, the record and the photo."""
    page = minh.go(f"/results/{plan.pk}/")
    minh.go(f"/results/{plan.pk}/targets/{target}/")
    expect(page.get_by_text("1 đạt trong 3 được tính")).to_be_visible()
    row = page.get_by_role("row", name=re.compile("Xã An Hòa"))
    expect(row).to_contain_text("đạt")
    expect(row).to_contain_text("3/2")
    expect(page.get_by_role("row", name=re.compile("Phường Bình Minh"))).to_contain_text("chưa đạt")
    minh.follow("Xã An Hòa")
    minh.follow("Nói chuyện tại thôn 1")
    picture = page.get_by_role("img", name="ảnh")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")


# ------------------------------------------------------------------ 5. the report


def begin_the_report(lan: Visitor) -> Page:
    lan.go("/")
    lan.follow(OWED)
    return lan.press("Bắt đầu soạn")


def report_the_year(lan: Visitor) -> None:
    """Pre-filled from the records; Lan writes what only she knows, and submits."""
    page = begin_the_report(lan)
    held = page.get_by_role("row", name=re.compile("ít nhất 02 cuộc truyền thông"))
    expect(held).to_contain_text("3 cuộc")
    expect(page.get_by_label("Kết quả thực hiện")).not_to_have_value("")
    page.get_by_label("Khó khăn, vướng mắc").fill("Kinh phí truyền thông còn ít.")
    lan.press("Lưu và xem lại để nộp")
    lan.press("Nộp báo cáo")
    expect(page.get_by_text("Đã nộp báo cáo. Số liệu và lời văn đã được chốt.")).to_be_visible()
    assert Submission.objects.get().state == "submitted"


def send_it_back(minh: Visitor) -> None:
    page = minh.go("/")
    minh.go("/submissions/")
    minh.follow("Xã An Hòa")
    minh.follow("Trả lại", exact=True)
    page.get_by_label("Lý do trả lại").fill("Đề nghị nêu rõ số tiền còn thiếu.")
    page.get_by_label("Nhận xét 1: về phần, số liệu nào").select_option(label="Khó khăn, vướng mắc")
    page.get_by_label("Nhận xét 1: nội dung").fill("Còn thiếu bao nhiêu?")
    minh.press("Trả lại báo cáo")
    expect(page.get_by_text("Đã trả lại báo cáo kèm lý do.")).to_be_visible()


def answer_the_remark(lan: Visitor) -> None:
    page = lan.go("/")
    expect(page.get_by_role("heading", name="Báo cáo được trả lại")).to_be_visible()
    lan.follow(OWED)
    expect(page.get_by_text("Đề nghị nêu rõ số tiền còn thiếu.").first).to_be_visible()
    lan.follow("Sửa báo cáo")
    expect(page.get_by_text("Nhận xét: Còn thiếu bao nhiêu?")).to_be_visible()
    page.get_by_label("Khó khăn, vướng mắc").fill("Còn thiếu 12 triệu đồng để in tài liệu.")
    lan.press("Lưu và xem lại để nộp")
    lan.press("Nộp báo cáo")


def approve(minh: Visitor) -> None:
    page = minh.go("/submissions/")
    minh.follow("Xã An Hòa")
    expect(page.get_by_text("Còn thiếu 12 triệu đồng để in tài liệu.").first).to_be_visible()
    minh.press("Phê duyệt")
    expect(page.get_by_text("Đã phê duyệt báo cáo.")).to_be_visible()
    submission = Submission.objects.get()
    assert (submission.state, submission.versions) == ("approved", 2)


def freeze_the_round(minh: Visitor) -> list[list[str]]:
    """Minh draws the round from what is approved; the cells of its table of targets."""
    page = minh.go("/consolidations/")
    minh.follow("VI.1")
    minh.follow("Soạn lời văn")
    minh.press("Lưu lời văn")
    minh.press("Chốt bản tổng hợp")
    expect(page.get_by_text("Đã chốt bản tổng hợp.")).to_be_visible()
    rows = page.get_by_role("table", name="Kết quả theo chỉ tiêu").get_by_role("row").all()[1:]
    return [[cell.inner_text() for cell in row.get_by_role("cell").all()] for row in rows]


def write_the_document(minh: Visitor, folder: Path) -> Path:
    minh.press("Lập văn bản Word")
    expect(minh.page.get_by_text("Số và ngày để trống cho văn thư.")).to_be_visible()
    return minh.download("Tải bản Word", folder)


def wait_for_the_pdf(minh: Visitor) -> None:
    """What a worker does behind the page; the page notices by itself."""
    while work_once("journey"):
        pass
    expect(minh.page.get_by_role("link", name="Tải bản PDF")).to_be_visible()


# ------------------------------------------------------------------ the story


def test_from_the_plan_file_to_the_signed_report(
    desk: Desk, clock: Clock, world: World, plan_file: Path, photo: Path, tmp_path: Path
) -> None:
    clock(at("2026-01-20"))
    minh = desk("minh")
    upload(minh, plan_file, world.units["P"])
    correct_a_target(minh)
    confirm_the_rest(minh)
    plan = PlanDocument.objects.get()
    sessions = plan.targets[0].pk
    set_the_target(minh, f"/plans/{plan.pk}/targets/{sessions}/settings/")
    publish(minh, plan)

    clock(at("2026-11-20"))
    lan = desk("lan")
    lan.look()
    expect(lan.page.get_by_text(OWED)).to_be_visible()
    expect(lan.page.get_by_text("29/11/2026")).to_be_visible()
    record_activity(lan, "Nói chuyện tại thôn 1", "08/03/2026", photo)
    record_activity(lan, "Nói chuyện tại thôn 2", "20/10/2026")
    record_activity(lan, "Sinh hoạt câu lạc bộ", "12/11/2026")
    items = [f"Bản tin ngày {day}" for day in (5, 6, 7)]
    for day, title in zip((5, 6, 7), items, strict=True):
        record_item(lan, title, f"{day:02}/10/2026")

    minh = desk("minh")
    minh.look()
    decide(minh, "activity", ["Sinh hoạt câu lạc bộ"], RETURN, "Ghi rõ số nam, số nữ.")
    decide(minh, "activity", ["Nói chuyện tại thôn 1"], ACCEPT)
    decide(minh, "media_item", items, ACCEPT)
    expect(minh.page.get_by_text("Đã chấp nhận 3 bản ghi.")).to_be_visible()
    mend_the_returned(lan)
    decide(minh, "activity", ["Nói chuyện tại thôn 2", "Sinh hoạt câu lạc bộ"], ACCEPT)
    expect(minh.page.get_by_text("Đã chấp nhận 2 bản ghi.")).to_be_visible()
    assert set(Activity.objects.values_list("standing", flat=True)) == {"accepted"}
    open_the_figure(minh, plan, sessions)

    report_the_year(lan)
    send_it_back(minh)
    answer_the_remark(lan)
    approve(minh)
    figures = freeze_the_round(minh)
    word = write_the_document(minh, tmp_path)
    assert_it_is_the_report(word, figures)
    if has_soffice() and has_pdftotext():
        wait_for_the_pdf(minh)
        assert_the_pdf_says_the_same(minh.download("Tải bản PDF", tmp_path), figures)
        assert_the_pdf_says_the_same(convert_to_pdf(word, tmp_path), figures)


def test_the_key_steps_need_neither_a_script_nor_a_wide_screen(
    desk: Desk, clock: Clock, world: World, plan_file: Path, photo: Path, tmp_path: Path
) -> None:
    clock(at("2026-01-20"))
    minh = desk("minh", 360, script=False)
    upload(minh, plan_file, world.units["P"])
    confirm_the_rest(minh)
    publish(minh, PlanDocument.objects.get())

    clock(at("2026-11-20"))
    lan = desk("lan", 360, script=False)
    expect(lan.page.get_by_text(OWED)).to_be_visible()
    record_activity(lan, "Nói chuyện tại thôn 1", "08/03/2026", photo)
    minh = desk("minh", 360, script=False)
    decide(minh, "activity", ["Nói chuyện tại thôn 1"], ACCEPT)
    begin_the_report(lan)
    lan.press("Lưu và xem lại để nộp")
    lan.press("Nộp báo cáo")
    minh.go("/submissions/")
    minh.follow("Xã An Hòa")
    minh.press("Phê duyệt")
    figures = freeze_the_round(minh)
    assert_it_is_the_report(write_the_document(minh, tmp_path), figures)


def test_the_first_pages_are_light(
    page_at: PageAt, sign_in: SignIn, wire_size: WireSize, world: World
) -> None:
    page = page_at(360)
    assert wire_size(page, "/") < 100_000
    sign_in(page, "lan")
    assert wire_size(page, "/") < 100_000
