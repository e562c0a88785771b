"""The board of duties as people use it, without a browser."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.excel import MEDIA_TYPE
from songhanh.programme.duties import actions
from songhanh.programme.duties.actions import DueDay
from songhanh.programme.duties.carried import CarriedDuty
from songhanh.programme.duties.enums import DueOrigin, DutyState
from songhanh.programme.duties.models import DutyFile, DutyStep
from songhanh.programme.duties.queries import carried_duties
from tests.photos import HEIC, a_photo, opened, with_place
from tests.programme.duties import BUILD, MOBILISE, again, the_duty
from tests.programme.test_pages import sheet_of, signed_in, told
from tests.world import World

pytestmark = pytest.mark.usefixtures("published")


@pytest.fixture
def minh(world: World) -> Client:
    """Minh's browser."""
    return signed_in(world, "minh")


@pytest.fixture
def lan(world: World) -> Client:
    """Lan's browser."""
    return signed_in(world, "lan")


def address(one: CarriedDuty, doing: str = "") -> str:
    return f"/duties/{one.duty.pk}/{one.unit_id}/{doing}"


def overdue(world: World, one: CarriedDuty) -> CarriedDuty:
    day = DueDay(today() - timedelta(days=3), DueOrigin.PLAN)
    actions.set_due_days([one], day, acting=world.acting["minh"], at=now())
    return again(one, on=today())


def test_lan_accepts_reports_and_minh_closes(world: World, lan: Client, minh: Client) -> None:
    one = the_duty(world)
    assert "Đơn vị đã nhận nhiệm vụ" in told(lan.post(address(one, "accept/"), follow=True))
    sent = {
        "progress-percent": "100",
        "progress-note": "Đã ban hành kế hoạch.",
        "progress-link": "https://hai-son.example/kh.pdf",
    }
    page = told(lan.post(address(one, "progress/"), sent, follow=True))
    assert "Đã ghi tiến độ" in page
    assert 'href="https://hai-son.example/kh.pdf"' in page
    page = told(minh.post(address(one, "close/"), {"close-reason": "Đủ."}, follow=True))
    assert "Đã kết thúc nhiệm vụ" in page
    assert again(one).state == DutyState.CLOSED


def test_minh_returns_and_lan_reads_why(world: World, lan: Client, minh: Client) -> None:
    one = the_duty(world)
    lan.post(address(one, "accept/"))
    lan.post(address(one, "progress/"), {"progress-percent": "60", "progress-note": "Đang làm."})
    minh.post(address(one, "return/"), {"return-reason": "Thiếu ngày họp."})
    page = told(lan.get(address(one)))
    assert "Thiếu ngày họp." in page
    assert "trả lại" in page
    assert "Gửi tiến độ" in page
    assert "Kết thúc nhiệm vụ" not in page


@pytest.mark.parametrize(
    ("percent", "sentence"),
    [("", "bắt buộc"), ("nhiều", "số nguyên"), ("101", "100"), ("-5", "0")],
)
def test_a_form_that_cannot_be_read_keeps_what_was_typed(
    world: World, lan: Client, percent: str, sentence: str
) -> None:
    one = the_duty(world)
    lan.post(address(one, "accept/"))
    sent = {"progress-percent": percent, "progress-note": "Đã họp ba thôn."}
    answer = lan.post(address(one, "progress/"), sent)
    assert answer.status_code == 400
    assert "Đã họp ba thôn." in told(answer)
    assert sentence in told(answer)


@pytest.mark.parametrize("doing", ["close/", "return/", "urge/", "due/"])
def test_an_empty_form_of_the_lead_officer_changes_nothing(
    world: World, minh: Client, doing: str
) -> None:
    answer = minh.post(address(the_duty(world), doing))
    assert answer.status_code == 400
    assert not DutyStep.objects.exists()


def test_what_happened_meanwhile_is_told_with_a_conflict(world: World, lan: Client) -> None:
    one = the_duty(world)
    lan.post(address(one, "accept/"))
    answer = lan.post(address(one, "accept/"))
    assert answer.status_code == 409
    assert "đã nhận" in told(answer)


def test_the_page_leads_back_to_the_sentence_of_the_plan(world: World, lan: Client) -> None:
    one = the_duty(world)
    page = told(lan.get(address(one)))
    assert f"/plans/{one.plan.pk}/review/#s{one.duty.element.anchor}" in page
    assert "triển khai thực hiện tại địa phương" in page


def test_a_requested_body_is_asked_in_other_words(world: World, minh: Client) -> None:
    asked = told(minh.get(address(the_duty(world, MOBILISE, "M"))))
    assert "Kính đề nghị Hội Liên hiệp Phụ nữ tỉnh" in asked
    assert "Ghi việc nhắc" in asked
    sent = {"urge-channel": "zalo", "urge-text": "Kính nhờ Hội trả lời."}
    one = the_duty(world, MOBILISE, "M")
    page = told(minh.post(address(one, "urge/"), sent, follow=True))
    assert "Kính nhờ Hội trả lời." in page
    assert "Zalo" in page


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("q=xay+dung+ke+hoach", {"A", "B", "C"}),
        ("q=Xây+dựng+an+hòa", {"A"}),
        ("q=khongco", set()),
        ("role=requested", {"M"}),
        ("state=late", {"A"}),
        ("state=remind", {"M"}),
        ("state=accepted", {"B"}),
        ("state=ended", set()),
    ],
)
def test_the_list_is_searched_and_filtered(
    world: World, minh: Client, query: str, codes: set[str]
) -> None:
    overdue(world, the_duty(world))
    overdue(world, the_duty(world, MOBILISE, "M"))
    actions.accept_duty(the_duty(world, unit="B"), acting=world.acting["mai"], at=now())
    answer = minh.get(f"/duties/?{query}")
    assert {one.unit_code for one in answer.context["carried"]} == codes


def test_what_nobody_accepted_is_listed_until_one_unit_does(world: World, minh: Client) -> None:
    def texts() -> set[str]:
        return {one.text for one in minh.get("/duties/?state=nobody").context["carried"]}

    assert any(BUILD in text for text in texts())
    actions.accept_duty(the_duty(world, unit="B"), acting=world.acting["mai"], at=now())
    assert not any(BUILD in text for text in texts())


@pytest.mark.parametrize("sort", ["due", "-due", "unit", "-unit", "state", "duty", "nothing"])
def test_the_list_is_sorted(world: World, minh: Client, sort: str) -> None:
    overdue(world, the_duty(world))
    found = minh.get(f"/duties/?sort={sort}").context["carried"]
    names = [one.unit_name for one in found]
    if sort.endswith("unit"):
        assert names == sorted(names, reverse=sort.startswith("-"))
    if sort == "due":
        assert found[0].standing.due_on is not None


@pytest.mark.parametrize("query", ["state=nonsense", "unit=x", "plan=999999", "item=-1", "role=?"])
def test_a_mistyped_address_is_no_failure(minh: Client, query: str) -> None:
    assert minh.get(f"/duties/?{query}").status_code == 200


@pytest.mark.parametrize(
    ("by", "first"), [("unit", "unit="), ("item", "item="), ("state", "state=")]
)
def test_each_line_of_the_board_opens_its_list(
    world: World, minh: Client, by: str, first: str
) -> None:
    actions.accept_duty(the_duty(world), acting=world.acting["lan"], at=now())
    lines = list(minh.get(f"/duties/board/?by={by}").context["page"])
    assert sum(line.total for line in lines) == len(carried_duties(world.acting["minh"], today()))
    for line in lines:
        assert line.narrowing.startswith(f"{by}=")
        opened = minh.get(f"/duties/?{line.narrowing}").context["carried"]
        assert len(opened) == line.total
        assert sum(count for _state, count in line.by_state) == line.total


def test_the_list_comes_as_a_workbook_and_on_paper(minh: Client) -> None:
    answer = minh.get("/duties/?q=an+hoa&format=xlsx")
    assert answer.headers["Content-Type"] == MEDIA_TYPE
    assert "Xã An Hòa" in sheet_of(answer)
    assert "Bình Minh" not in sheet_of(answer)
    paper = told(minh.get("/duties/print/?q=an+hoa"))
    assert "Xã An Hòa" in paper
    assert "Bình Minh" not in paper


def test_due_days_are_set_for_the_marked(world: World, minh: Client) -> None:
    one, other = the_duty(world), the_duty(world, unit="B")
    sent = {
        "due-scope": "marked",
        "due-due_on": "30/11/2099",
        "due-origin": "lead_officer",
        "chosen": [one.name],
    }
    answer = minh.post("/duties/due/?q=xa&sort=unit", sent)
    assert answer.headers["Location"] == "/duties/?q=xa&sort=unit"
    assert again(one).standing.due_on == date(2099, 11, 30)
    assert again(other).standing.due_on is None


def test_due_days_are_set_for_all_the_filters_let_through(world: World, minh: Client) -> None:
    sent = {"due-scope": "filtered", "due-due_on": "30/11/2099", "due-origin": "plan"}
    page = told(minh.post("/duties/due/?role=requested", sent, follow=True))
    assert "Đã đặt hạn cho 1 nhiệm vụ" in page
    assert again(the_duty(world, MOBILISE, "M")).standing.due_on == date(2099, 11, 30)
    assert again(the_duty(world)).standing.due_on is None


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"due-scope": "marked", "due-due_on": "31/02/2026", "due-origin": "plan"}, "ngày"),
        (
            {"due-scope": "marked", "due-due_on": "30/11/2099", "due-origin": "plan"},
            "Chưa có nhiệm vụ nào được chọn",
        ),
        (
            {"due-scope": "filtered", "due-due_on": "01/01/2020", "due-origin": "lead_officer"},
            "Hạn mới đã qua",
        ),
    ],
)
def test_due_days_that_cannot_be_set_are_explained(
    minh: Client, sent: dict[str, str], sentence: str
) -> None:
    assert sentence in told(minh.post("/duties/due/", sent, follow=True))
    assert not DutyStep.objects.exists()


def test_words_without_a_unit_are_listed(minh: Client) -> None:
    assert "các cơ quan liên quan" in told(minh.get("/duties/unresolved/"))


def test_more_units_ask_no_more_questions_of_the_list(world: World, minh: Client) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            minh.get("/duties/?q=xa")
        return len(asked)

    overdue(world, the_duty(world))
    minh.get("/duties/")  # the first page of a sign-in also settles the role
    few = count()
    for unit in ("B", "C"):
        overdue(world, the_duty(world, unit=unit))
    assert count() == few


def test_before_any_plan_the_board_says_what_comes_next(world: World) -> None:
    xuan = signed_in(world, "xuan")
    assert "Chưa có nhiệm vụ nào" in told(xuan.get("/duties/"))
    assert "Chưa có nhiệm vụ nào" in told(xuan.get("/duties/board/"))


def test_minh_closes_the_marked_duties_with_one_remark(world: World, minh: Client) -> None:
    one, other = the_duty(world), the_duty(world, unit="B")
    sent = {"chosen": [one.name, other.name], "close-reason": "Đã ban hành đủ."}
    assert "Đã kết thúc 2 nhiệm vụ" in told(minh.post("/duties/close/", sent, follow=True))
    assert {again(each).state for each in (one, other)} == {DutyState.CLOSED}
    assert "Hãy ghi nhận xét" in told(minh.post("/duties/close/", {}, follow=True))
    none = {"close-reason": "Xong."}
    assert "Chưa có nhiệm vụ nào còn mở" in told(minh.post("/duties/close/", none, follow=True))


def test_duties_without_any_record_are_listed(world: World, lan: Client, minh: Client) -> None:
    one = the_duty(world)
    lan.post(address(one, "accept/"))
    bare = {"progress-percent": "50", "progress-note": "Đang làm."}
    lan.post(address(one, "progress/"), bare)
    place = f"/duties/?state=unproven&unit={one.unit_id}"
    assert "Xây dựng kế hoạch" in told(minh.get(place))
    proven = bare | {"progress-link": "https://hai-son.example/activities/3/"}
    lan.post(address(one, "progress/"), proven)
    assert "Xây dựng kế hoạch và triển khai" not in told(minh.get(place))


def photo(name: str = "anh.jpg", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, with_place() if data is None else data)


def report_with(client: Client, one: CarriedDuty, *files: SimpleUploadedFile) -> str:
    """A report with files, and the page that answers it."""
    sent = {"progress-percent": "50", "progress-note": "Đã họp.", "progress-photos": list(files)}
    return told(client.post(address(one, "progress/"), sent, follow=True))


def test_photos_and_papers_of_a_report_are_shown_and_handed_out(
    world: World, lan: Client, minh: Client
) -> None:
    one = the_duty(world)
    lan.post(address(one, "accept/"))
    page = report_with(lan, one, photo(), photo("giấy mời.pdf", b"%PDF-1.7 ..."))
    picture, paper = DutyFile.objects.all()
    assert address(one, f"files/{picture.pk}/thumbnail/") in page
    assert "giấy mời.pdf" in page
    shown = minh.get(address(one, f"files/{picture.pk}/"))
    assert shown["Content-Type"] == "image/jpeg"
    assert not opened(shown.content).getexif()
    assert minh.get(address(one, f"files/{paper.pk}/"))["Content-Disposition"].startswith("attach")
    assert minh.get(address(one, f"files/{paper.pk}/thumbnail/")).status_code == 404
    assert one.name not in {
        each.name for each in minh.get("/duties/?state=unproven").context["carried"]
    }


def test_files_are_reached_by_the_branch_and_through_their_own_duty_only(
    world: World, lan: Client
) -> None:
    one, other = the_duty(world), the_duty(world, unit="B")
    lan.post(address(one, "accept/"))
    report_with(lan, one, photo())
    kept = DutyFile.objects.get()
    mai = signed_in(world, "mai")
    for doing in (f"files/{kept.pk}/", f"files/{kept.pk}/thumbnail/"):
        assert lan.get(address(one, doing)).status_code == 200
        assert mai.get(address(one, doing)).status_code == 404
        assert mai.get(address(other, doing)).status_code == 404
        assert Client().get(address(one, doing)).status_code == 302


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([("a.heic", HEIC)], "HEIC"),
        ([("a.exe", b"MZ...")], "JPEG, PNG hay tệp PDF"),
        ([(f"{number}.jpg", a_photo()) for number in range(11)], "tối đa 10 tệp"),
    ],
)
def test_files_that_cannot_be_kept_leave_the_report_unwritten_and_its_words_typed(
    world: World, lan: Client, files: list[tuple[str, bytes]], sentence: str
) -> None:
    one = the_duty(world)
    lan.post(address(one, "accept/"))
    page = report_with(lan, one, *(photo(name, data) for name, data in files))
    assert sentence in page
    assert "Đã họp." in page
    assert again(one, on=today()).standing.percent is None


def test_more_files_ask_no_more_questions(world: World, lan: Client) -> None:
    one = the_duty(world)
    lan.post(address(one, "accept/"))

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            lan.get(address(one))
        return len(asked)

    report_with(lan, one, photo())
    few = count()
    report_with(lan, one, *(photo(data=a_photo((side, side))) for side in (30, 40, 50)))
    assert count() == few
