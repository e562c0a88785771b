"""Plans come in: long files, pasted text, other files of one plan, scans, and none at all."""

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from songhanh.engines.docread.pictures import picture_of_page
from songhanh.foundation.jobs.worker import work_once
from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.programme.elements.enums import ElementKind, ElementState
from songhanh.programme.plans.actions import attach, confirm_all, publish_plan, undo_step
from songhanh.programme.plans.actions.intake import READ_AT_ONCE, read_intake, take_in
from songhanh.programme.plans.actions.versions import apply_version
from songhanh.programme.plans.enums import IntakeState, VersionState
from songhanh.programme.plans.models import PlanDocument, PlanIntake, PlanVersion
from songhanh.programme.plans.queries.registry import passages_of
from songhanh.programme.plans.queries.reviewing import elements_of, last_step
from songhanh.programme.plans.queries.visibility import search_plans
from songhanh.programme.plans.versions import DifferenceState, differences_of, reading_of
from tests.programme.texts import INVITATION, ONE_PAGE, PROVINCE_PLAN, UNNUMBERED_PLAN, long_plan
from tests.world import NOON, World

CORRECTED = (
    PROVINCE_PLAN.replace("ít nhất 02 cuộc", "ít nhất 03 cuộc")
    .replace("2. Đổi mới hình thức truyền thông\n", "")
    .replace("a) Sản xuất các sản phẩm", "c) Sản xuất các sản phẩm")
    .replace("- Lưu: VT.", "- Hội Liên hiệp Phụ nữ tỉnh;\n- Lưu: VT.")
)


@pytest.fixture
def minh(world: World) -> Client:
    client = Client()
    client.force_login(world.users["minh"])
    return client


def send(client: Client, world: World, data: bytes, name: str = "ke-hoach.txt") -> HttpResponse:
    file = SimpleUploadedFile(name, data)
    values = {"file": file, "issuer": world.units["P"].pk}
    return client.post("/plans/upload/", values, follow=True)


def told(answer: HttpResponse) -> str:
    return answer.content.decode()


# ------------------------------------------------------------- coming in ----


def test_pasted_text_becomes_a_plan(world: World, minh: Client) -> None:
    values = {"text": PROVINCE_PLAN, "issuer": world.units["P"].pk}
    answer = minh.post("/plans/upload/", values, follow=True)
    assert "Đã đọc kế hoạch" in told(answer)
    assert PlanDocument.objects.get().source.filename == "van-ban-dan.txt"


def test_nothing_sent_is_explained(world: World, minh: Client) -> None:
    answer = minh.post("/plans/upload/", {"issuer": world.units["P"].pk})
    assert answer.status_code == 400
    assert "dán toàn văn" in told(answer)


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "trong.txt", "trống"),
        (INVITATION.encode(), "giay-moi.txt", "kế hoạch"),
        (ONE_PAGE, "scan.pdf", "bản quét"),
        (b"\x00\x01\x02" * 500, "la.bin", "."),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(
    world: World, minh: Client, data: bytes, name: str, said: str
) -> None:
    answer = send(minh, world, data, name)
    assert answer.status_code == 400
    assert said in told(answer)
    assert not PlanDocument.objects.exists()


def test_a_scan_leads_to_entry_by_hand(world: World, minh: Client) -> None:
    assert "/plans/upload/by-hand/" in told(send(minh, world, ONE_PAGE, "scan.pdf"))


def test_decomposed_letters_do_no_harm(world: World, minh: Client) -> None:
    import unicodedata  # noqa: PLC0415 - only this story needs it

    send(minh, world, unicodedata.normalize("NFD", PROVINCE_PLAN).encode())
    plan = PlanDocument.objects.get()
    assert plan.targets.count() == 3
    assert plan.number == "41/KH-UBND"


def test_a_word_file_is_read(world: World, minh: Client) -> None:
    document = docx.Document()
    for line in PROVINCE_PLAN.split("\n"):
        document.add_paragraph(line)
    written = BytesIO()
    document.save(written)
    send(minh, world, written.getvalue(), "ke-hoach.docx")
    assert PlanDocument.objects.get().targets.count() == 3


def test_a_word_file_with_macros_is_refused_and_says_what_to_do(world: World, minh: Client) -> None:
    written = BytesIO()
    docx.Document().save(written)
    with ZipFile(written, "a") as parts:
        parts.writestr("word/vbaProject.bin", b"Sub AutoOpen()")
    answer = send(minh, world, written.getvalue(), "ke-hoach.docx")
    assert answer.status_code == 400
    assert "lưu lại thành tệp .docx không có macro" in told(answer)
    assert not PlanDocument.objects.exists()


def test_a_long_file_is_read_by_a_job_and_its_page_tells_how_far(
    world: World, minh: Client
) -> None:
    text = long_plan(tasks=600)
    assert len(text.encode()) > READ_AT_ONCE
    answer = send(minh, world, text.encode())
    assert "chế độ nền" in told(answer)
    assert not PlanDocument.objects.exists()
    PlanIntake.objects.update(state=IntakeState.READING, pages_done=40, pages_total=200)
    address = answer.redirect_chain[-1][0]
    assert "40/200" in told(minh.get(address))
    work_once("test")
    plan = PlanDocument.objects.get()
    assert plan.received_by == world.users["minh"]
    assert minh.get(address).headers["Location"] == f"/plans/{plan.pk}/review/"


def test_reading_a_file_twice_makes_one_plan(world: World) -> None:
    minh = world.acting["minh"]
    intake = take_in(PROVINCE_PLAN.encode(), "a.txt", issuer=world.units["P"], acting=minh, at=NOON)
    read_intake(intake, acting=minh, at=NOON)
    read_intake(intake, acting=minh, at=NOON)
    assert PlanDocument.objects.count() == 1


# ------------------------------------------------- two files of one plan ----


@pytest.mark.parametrize(("first", "second"), [(PROVINCE_PLAN, CORRECTED), (UNNUMBERED_PLAN, "")])
def test_another_file_of_a_known_plan_is_asked_about(
    world: World, minh: Client, first: str, second: str
) -> None:
    send(minh, world, first.encode())
    answer = send(minh, world, (second or first + " ").encode())
    assert "có vẻ là một tệp khác của kế hoạch" in told(answer)
    assert PlanDocument.objects.count() == 1


def test_it_may_be_a_plan_of_its_own(world: World, minh: Client) -> None:
    send(minh, world, PROVINCE_PLAN.encode())
    address = send(minh, world, CORRECTED.encode()).redirect_chain[-1][0]
    minh.post(address, {"do": "new"})
    assert PlanDocument.objects.count() == 2


def test_or_its_corrected_file_shown_element_by_element(world: World, minh: Client) -> None:
    send(minh, world, PROVINCE_PLAN.encode())
    address = send(minh, world, CORRECTED.encode()).redirect_chain[-1][0]
    page = told(minh.post(address, {"do": "version"}, follow=True))
    assert "ít nhất 02 cuộc" in page
    assert "ít nhất 03 cuộc" in page
    assert PlanDocument.objects.count() == 1


# ---------------------------------------------------------------- versions ----


def corrected(plan: PlanDocument, world: World, text: str = CORRECTED) -> PlanVersion:
    """A corrected file, waiting beside its plan."""
    minh = world.acting["minh"]
    intake = take_in(
        text.encode(), "sua.txt", issuer=plan.issuer, corrects=plan, acting=minh, at=NOON
    )
    read_intake(intake, acting=minh, at=NOON)
    return PlanVersion.objects.get(plan=plan, number=2)


def test_differences_are_new_changed_and_gone(draft: PlanDocument, world: World) -> None:
    version = corrected(draft, world)
    rows = differences_of(draft, reading_of(version))
    by_state = {
        state: [one.kind for one in rows if one.state == state] for state in DifferenceState
    }
    assert by_state[DifferenceState.CHANGED] == ["chỉ tiêu"]
    assert by_state[DifferenceState.NEW] == ["nơi nhận"]
    assert by_state[DifferenceState.GONE] == ["nhóm nhiệm vụ, giải pháp"]
    assert draft.source.text == PROVINCE_PLAN


def test_a_confirmed_value_is_not_overwritten_unless_chosen(
    draft: PlanDocument, world: World
) -> None:
    minh = world.acting["minh"]
    confirm_all(draft, acting=minh, at=NOON)
    version = corrected(draft, world)
    rows = differences_of(draft, reading_of(version))
    proposed = {place for place, one in enumerate(rows, start=1) if one.takes_new}
    seen = last_step(draft)
    assert seen is not None
    apply_version(version, proposed, step_seen=seen.number, acting=minh, at=NOON)
    target = draft.targets[0]
    assert "ít nhất 02 cuộc" in target.element.text
    assert target.value == 2
    assert target.element.state == ElementState.CONFIRMED


def test_taking_over_moves_every_place_to_the_new_text_and_can_be_taken_back(
    draft: PlanDocument, world: World
) -> None:
    minh = world.acting["minh"]
    before = [(one.pk, one.text, one.state) for one in elements_of(draft)]
    version = corrected(draft, world)
    rows = differences_of(draft, reading_of(version))
    everything = set(range(1, len(rows) + 1))
    apply_version(version, everything, step_seen=0, acting=minh, at=NOON)
    plan = PlanDocument.objects.get(pk=draft.pk)
    assert plan.source.text == CORRECTED
    assert plan.targets[0].value == 3
    span = plan.targets[1].element.spans.get()
    assert plan.source.text[span.char_from : span.char_to].startswith("Hằng năm, 100%")
    assert [one.state for one in plan.versions.all()] == [
        VersionState.EARLIER,
        VersionState.APPLIED,
    ]
    undo_step(plan, number=1, acting=minh, at=NOON)
    again = PlanDocument.objects.get(pk=draft.pk)
    assert again.source.text == PROVINCE_PLAN
    assert [(one.pk, one.text, one.state) for one in elements_of(again)] == before
    assert [one.state for one in again.versions.all()] == [
        VersionState.APPLIED,
        VersionState.WAITING,
    ]


def test_a_review_that_went_on_is_not_overrun(draft: PlanDocument, world: World) -> None:
    version = corrected(draft, world)
    confirm_all(draft, acting=world.acting["minh"], at=NOON)
    with pytest.raises(ConflictError):
        apply_version(version, set(), step_seen=0, acting=world.acting["minh"], at=NOON)


def test_of_a_published_plan_differences_are_only_shown(
    published: PlanDocument, world: World, minh: Client
) -> None:
    corrected(published, world)
    page = told(minh.get(f"/plans/{published.pk}/versions/2/"))
    assert "ở đây chỉ xem khác biệt" in page
    assert 'value="apply"' not in page
    minh.post(f"/plans/{published.pk}/versions/2/", {"do": "set_aside"})
    assert PlanVersion.objects.get(number=2).state == VersionState.SET_ASIDE


def test_the_pages_of_versions_take_what_was_ticked(
    draft: PlanDocument, world: World, minh: Client
) -> None:
    corrected(draft, world)
    assert "sua.txt" in told(minh.get(f"/plans/{draft.pk}/versions/"))
    values = {"do": "apply", "step_seen": "0", "take": []}
    minh.post(f"/plans/{draft.pk}/versions/2/", values)
    draft.refresh_from_db()
    assert draft.targets[0].value == 2
    assert PlanDocument.objects.get().source.text == CORRECTED


# ---------------------------------------------------- by hand, with a scan ----


def test_a_plan_is_entered_by_hand_found_by_its_elements_and_published(
    world: World, minh: Client
) -> None:
    values = {
        "version": "1",
        "title": "Truyền thông về bình đẳng giới năm 2026",
        "issuer": world.units["A"].pk,
        "number": "5/KH-UBND",
        "issued_on": "01/02/2026",
        "issuing_level": "commune",
    }
    answer = minh.post("/plans/upload/by-hand/", values)
    plan = PlanDocument.objects.get()
    assert answer.headers["Location"] == f"/plans/{plan.pk}/elements/add/"
    minh.post(
        f"/plans/{plan.pk}/elements/add/funding/", {"text": "Ngân sách của xã.", "ordinal": ""}
    )
    for words in ("ngan sach cua xa", "Ngân sách", "truyen thong 2026"):
        assert search_plans(PlanDocument.objects.all(), words).get() == plan
    assert "missing_signatory" in [one.kind for one in plan.anomalies.all()]
    assert "không có văn bản gốc" in told(minh.get(f"/plans/{plan.pk}/review/"))
    publish_plan(plan, acting=world.acting["minh"], at=NOON)
    assert minh.get(f"/plans/{plan.pk}/").status_code == 200
    assert minh.get(f"/plans/{plan.pk}/file/").status_code == 404


def test_a_scan_is_kept_beside_a_published_plan(
    published: PlanDocument, world: World, minh: Client
) -> None:
    file = SimpleUploadedFile("ban-ky.pdf", ONE_PAGE)
    minh.post(f"/plans/{published.pk}/attachments/add/", {"file": file, "title": "Bản ký"})
    kept = published.attachments.get()
    assert "Bản ký" in told(minh.get(f"/plans/{published.pk}/"))
    answer = minh.get(f"/plans/{published.pk}/attachments/{kept.pk}/")
    assert b"".join(answer.streaming_content) == ONE_PAGE  # type: ignore[attr-defined] # a file
    minh.post(f"/plans/{published.pk}/attachments/{kept.pk}/remove/")
    assert minh.get(f"/plans/{published.pk}/attachments/{kept.pk}/").status_code == 404
    kept.refresh_from_db()
    assert kept.removed_by == world.users["minh"]


def test_only_scans_are_kept(published: PlanDocument, world: World) -> None:
    with pytest.raises(RefusedError, match="không phải PDF"):
        attach(published, b"MZ\x90", "a.exe", "Tệp", acting=world.acting["minh"], at=NOON)


# ------------------------------------------------------------------ search ----


@pytest.mark.parametrize(
    ("words", "line", "marked"),
    [
        ("loa mang xa hoi", 20, ["loa", "mạng", "xã", "hội."]),
        ("Hội Liên hiệp Phụ nữ", 29, ["Hội", "Liên", "hiệp", "Phụ", "nữ", "hội"]),
    ],
)
def test_a_search_shows_the_passage(
    draft: PlanDocument, minh: Client, words: str, line: int, marked: list[str]
) -> None:
    passage = passages_of([draft], words)[draft.pk]
    assert passage.line == line
    assert [one.text for one in passage.words if one.found] == marked
    page = told(minh.get("/plans/", {"q": words}))
    assert f"<mark>{marked[0]}</mark>" in page
    assert f"/plans/{draft.pk}/review/#l{line}" in page


def test_words_found_in_the_number_alone_show_no_passage(draft: PlanDocument) -> None:
    assert passages_of([draft], "P-2026-41") == {}


def test_plans_are_filtered_by_their_issuer(draft: PlanDocument, minh: Client) -> None:
    assert draft.code in told(minh.get("/plans/", {"issuer": "hai son"}))
    assert draft.code not in told(minh.get("/plans/", {"issuer": "an hoa"}))


# ----------------------------------------------------------- pages of a PDF ----


def test_a_page_of_a_pdf_is_a_picture() -> None:
    picture = picture_of_page(ONE_PAGE, 1)
    assert picture is not None
    assert picture.startswith(b"\x89PNG")


@pytest.mark.parametrize(("data", "number"), [(ONE_PAGE, 2), (ONE_PAGE, 0), (b"text", 1)])
def test_what_is_no_page_has_no_picture(data: bytes, number: int) -> None:
    assert picture_of_page(data, number) is None


def test_the_end_of_a_plan_is_a_page(published: PlanDocument, minh: Client) -> None:
    address = f"/plans/{published.pk}/close/"
    assert minh.post(address, {"on": "01/01/2020", "reason": "Sớm."}).status_code == 400
    minh.post(address, {"on": "01/06/2026", "reason": "Hết giai đoạn."})
    published.refresh_from_db()
    assert published.status == "closed"
    assert "Hết giai đoạn." in told(minh.get(f"/plans/{published.pk}/"))
    assert minh.get(address).status_code == 403


def test_elements_of_every_kind_can_be_added_by_hand(draft: PlanDocument, minh: Client) -> None:
    for kind in ElementKind:
        assert minh.get(f"/plans/{draft.pk}/elements/add/{kind}/").status_code == 200
