"""Findings: what a plan is held to, what is decided about it, and the note to its drafter."""

from datetime import date
from io import BytesIO

import docx
import pytest
from django.test import Client

from songhanh.engines.docwrite import DocumentKind, check_layout
from songhanh.foundation.lib.errors import ConflictError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.programme.elements.enums import ElementKind
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.actions import (
    add_document,
    add_element,
    change_document,
    change_header,
    confirm_all,
    correct_element,
    decide_anomaly,
    note_correction,
    publish_plan,
    undo_step,
)
from songhanh.programme.plans.correcting import correction_of, right_form
from songhanh.programme.plans.enums import Decision, DocumentStatus, Origin
from songhanh.programme.plans.forms.elements import FORMS
from songhanh.programme.plans.models import Anomaly, NationalDocument, PlanDocument
from songhanh.programme.plans.notes import note_of, written_note
from songhanh.programme.plans.queries.reviewing import elements_of, last_step
from tests.programme.conftest import ReceivePlan
from tests.programme.texts import PROVINCE_PLAN
from tests.world import NOON, World

WRONG_DATE = PROVINCE_PLAN.replace("ngày 23/10/2021", "ngày 22/10/2021")
MISSPELT = PROVINCE_PLAN.replace("Duy trì việc cung cấp", "Duy trì duy trì việc tuyên tuyền")


@pytest.fixture
def minh(world: World) -> Client:
    client = Client()
    client.force_login(world.users["minh"])
    return client


@pytest.fixture
def programme_decision() -> NationalDocument:
    """The decision the plan carries out, as the register has it."""
    return NationalDocument.objects.get(number="1790/QĐ-TTg")


def kinds_of(plan: PlanDocument, origin: str = "") -> list[str]:
    found = Anomaly.objects.filter(plan=plan)
    return [one.kind for one in (found.filter(origin=origin) if origin else found)]


def finding(plan: PlanDocument, kind: str) -> Anomaly:
    return Anomaly.objects.get(plan=plan, kind=kind)


# --------------------------------------------------------------- register ----


def test_a_wrong_date_is_seen_by_the_register_of_this_installation(
    receive: ReceivePlan, world: World, programme_decision: NationalDocument
) -> None:
    assert "wrong_date" not in kinds_of(receive())
    programme_decision.issued_on = date(2021, 10, 24)
    programme_decision.save()
    again = receive(PROVINCE_PLAN + "\n")
    assert finding(again, "wrong_date").severity == "error"


def test_drafts_are_held_to_a_changed_register_at_once(
    receive: ReceivePlan, world: World, programme_decision: NationalDocument
) -> None:
    draft = receive(WRONG_DATE)
    assert "wrong_date" in kinds_of(draft)
    change_document(
        programme_decision,
        {"issued_on": date(2021, 10, 22)},
        version=1,
        acting=world.acting["quan"],
        at=NOON,
    )
    assert "wrong_date" not in kinds_of(draft)


def test_two_documents_of_one_number_leave_both_dates_right(
    receive: ReceivePlan, world: World
) -> None:
    add_document(
        {
            "number": "1790/QĐ-TTg",
            "issued_on": date(2021, 10, 22),
            "issuer": "Một nơi khác",
            "doc_type": "Quyết định",
            "title": "Khác",
            "source": "thử",
        },
        acting=world.acting["minh"],
        at=NOON,
    )
    assert "wrong_date" not in kinds_of(receive(WRONG_DATE))


def test_a_decided_finding_stays_when_it_is_found_no_longer(
    receive: ReceivePlan, world: World, programme_decision: NationalDocument
) -> None:
    draft = receive(WRONG_DATE)
    minh = world.acting["minh"]
    decide_anomaly(
        finding(draft, "wrong_date"), decision=Decision.ACCEPTED, reason="", acting=minh, at=NOON
    )
    values = {"issued_on": date(2021, 10, 22)}
    change_document(programme_decision, values, version=1, acting=minh, at=NOON)
    assert finding(draft, "wrong_date").decision == Decision.ACCEPTED


def test_an_ended_document_is_named_with_what_replaced_it(
    receive: ReceivePlan, world: World, programme_decision: NationalDocument
) -> None:
    newer = NationalDocument.objects.exclude(pk=programme_decision.pk)[0]
    draft = receive()
    values = {
        "status": DocumentStatus.REPLACED,
        "ended_on": date(2026, 1, 1),
        "replaced_by": newer,
    }
    change_document(programme_decision, values, version=1, acting=world.acting["minh"], at=NOON)
    found = finding(draft, "reference_ended")
    assert newer.number in found.suggestion
    assert found.severity == "warning"
    later = values | {"ended_on": date(2026, 2, 1)}  # after the plan was issued
    change_document(programme_decision, later, version=2, acting=world.acting["minh"], at=NOON)
    assert "reference_ended" not in kinds_of(draft)


def test_the_register_is_kept_by_a_few_and_guards_against_two_at_once(
    world: World, programme_decision: NationalDocument
) -> None:
    with pytest.raises(NotAllowedError):
        change_document(programme_decision, {}, version=1, acting=world.acting["lan"], at=NOON)
    change_document(programme_decision, {}, version=1, acting=world.acting["quan"], at=NOON)
    with pytest.raises(ConflictError):
        change_document(programme_decision, {}, version=1, acting=world.acting["minh"], at=NOON)


def test_the_register_is_searched_without_diacritics_and_comes_as_a_workbook(minh: Client) -> None:
    page = minh.get(
        "/plans/national-documents/", {"q": "hien luoc quoc gia chien"}
    ).content.decode()
    assert "28/NQ-CP" in page
    assert "1790/QĐ-TTg" not in page
    answer = minh.get("/plans/national-documents/", {"format": "xlsx"})
    assert "van-ban-trung-uong.xlsx" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"ended_on": "01/01/2000", "status": "replaced"}, "không thể trước ngày ban hành"),
        ({"ended_on": "01/01/2026", "status": "in_force"}, "đã hết hiệu lực"),
        ({"number": "28/NQ - CP", "issued_on": "03/03/2021", "issuer": "Chính phủ"}, "đã có"),
        ({"number": ""}, "còn để trống"),
    ],
)
def test_a_document_that_cannot_be_is_explained_in_the_form(
    minh: Client, changed: dict[str, str], said: str
) -> None:
    values = {
        "number": "99/NQ-CP",
        "issued_on": "03/03/2022",
        "issuer": "Chính phủ",
        "doc_type": "Nghị quyết",
        "title": "Thử",
        "status": "in_force",
        "source": "thử",
    }
    answer = minh.post("/plans/national-documents/add/", values | changed)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert minh.post("/plans/national-documents/add/", values).status_code == 302
    assert NationalDocument.objects.filter(number="99/NQ-CP", number_key="99/nq-cp").exists()


# ---------------------------------------------- superior plan, list of units ----


def test_baseline_and_milestones_are_held_to_the_superior_plan(
    receive: ReceivePlan, world: World
) -> None:
    minh = world.acting["minh"]
    sentence = "4. Đến năm 2028 tăng ít nhất 10% nhận thức của người dân so với năm {year}."
    index = "cơ quan báo chí áp dụng Bộ chỉ số về giới trong truyền thông."
    shares = f"5. Đến năm 2028 có 60% và đến năm 2030 có 80% {index}"
    later = f"5. Đến năm 2030 có 80% {index}"
    mark = "\n\nII. NHIỆM VỤ"
    upper = receive(PROVINCE_PLAN.replace(mark, f"\n{sentence.format(year=2025)}\n{shares}{mark}"))
    confirm_all(upper, acting=minh, at=NOON)
    publish_plan(upper, acting=minh, at=NOON)
    lower = receive(
        PROVINCE_PLAN.replace(mark, f"\n{sentence.format(year=2026)}\n{later}{mark}").replace(
            "41/KH-UBND", "7/KH-UBND"
        ),
        issuer="A",
    )
    before = kinds_of(lower, Origin.CHECK)
    change_header(lower, version=1, values={"parent": upper}, acting=minh, at=NOON)
    new = kinds_of(lower)
    assert before == []
    assert {"baseline_changed", "milestone_dropped"} <= set(new)
    assert "2028" in finding(lower, "milestone_dropped").why


def test_an_assigned_body_among_the_recipients_by_class_is_no_finding(
    receive: ReceivePlan,
) -> None:
    assert "assigned_not_recipient" in kinds_of(receive())  # the Women's Union is not named
    named = PROVINCE_PLAN.replace("- Lưu: VT.", "- Hội Liên hiệp Phụ nữ tỉnh;\n- Lưu: VT.")
    assert "assigned_not_recipient" not in kinds_of(receive(named))


@pytest.mark.parametrize("line", ["- Như Mục IV;", "- Các cơ quan có tên tại phần IV;"])
def test_recipients_that_name_all_leave_nobody_out(receive: ReceivePlan, line: str) -> None:
    text = PROVINCE_PLAN.replace("- Lưu: VT.", f"{line}\n- Lưu: VT.")
    assert "assigned_not_recipient" not in kinds_of(receive(text))


def test_a_finding_goes_when_the_recipient_is_added(draft: PlanDocument, world: World) -> None:
    add_element(
        draft,
        ElementKind.RECIPIENT,
        text="Hội Liên hiệp Phụ nữ tỉnh",
        ordinal="",
        lines=None,
        parent=None,
        typed=None,
        acting=world.acting["minh"],
        at=NOON,
    )
    assert "assigned_not_recipient" not in kinds_of(draft)
    undo_step(draft, number=1, acting=world.acting["minh"], at=NOON)
    assert "assigned_not_recipient" in kinds_of(draft)


# --------------------------------------------------------------- decisions ----


def test_correcting_a_wrong_date_fills_in_the_right_one_and_can_be_taken_back(
    receive: ReceivePlan, world: World
) -> None:
    draft = receive(WRONG_DATE)
    found = finding(draft, "wrong_date")
    correction = correction_of(found)
    element = correction.element
    assert element is not None
    assert element.kind == ElementKind.LEGAL_REFERENCE
    assert correction.day == date(2021, 10, 23)
    form_class = FORMS[element.kind]
    form = form_class(form_class.initial_of(element) | {"corrected_on": "23/10/2021"})
    assert form.is_valid(), form.errors
    correct_element(
        found,
        element,
        version=element.version,
        text=element.text,
        ordinal=element.ordinal,
        typed=form.typed(),
        acting=world.acting["minh"],
        at=NOON,
    )
    basis = PlanElement.objects.get(pk=element.pk).legalreference
    assert (basis.printed_date, basis.corrected_on) == ("2021-10-22", date(2021, 10, 23))
    assert finding(draft, "wrong_date").decision == Decision.CORRECTED
    last = last_step(draft)
    assert last is not None
    undo_step(draft, number=last.number, acting=world.acting["minh"], at=NOON)
    assert PlanElement.objects.get(pk=element.pk).legalreference.corrected_on is None
    assert finding(draft, "wrong_date").decision == Decision.OPEN


@pytest.mark.parametrize(
    ("kind", "text", "why", "right"),
    [
        ("typo", "tuyên tuyền", "Có lẽ là “tuyên truyền”, chữ bị sai.", "tuyên truyền"),
        ("ocr_letter", "h ướng ước", "Một chữ bị tách rời, có lẽ là “hướng”.", "hướng ước"),
        ("ocr_diacritic", "2855/BNV-CTTN&BDG", "Có lẽ là “BĐG”, chữ Đ bị mất nét.", ""),
        ("duplicate_word", "vì vì thế", "Chữ “vì” viết hai lần liền nhau.", "vì thế"),
        (
            "orthography",
            "hàng năm",
            "Chỗ này viết “hàng năm”, nơi khác viết “hằng năm”.",
            "hằng năm",
        ),
        ("missing_due_date", "báo cáo theo quy định", "Báo cáo không ghi ngày phải nộp.", ""),
    ],
)
def test_the_right_form_is_taken_from_what_was_found(
    kind: str, text: str, why: str, right: str
) -> None:
    assert right_form(Anomaly(kind=kind, text=text, why=why)) == right


def test_the_page_proposes_the_correction_and_applies_what_is_sent(
    receive: ReceivePlan, minh: Client
) -> None:
    draft = receive(MISSPELT)
    found = finding(draft, "typo")
    address = f"/plans/{draft.pk}/findings/{found.pk}/correct/"
    page = minh.get(address).content.decode()
    assert "tuyên truyền" in page
    assert "cách sửa được đề nghị" in page
    element = correction_of(found).element
    assert element is not None
    sent = {"text": "Duy trì việc tuyên truyền.", "ordinal": element.ordinal}
    answer = minh.post(address, sent | {"version": str(element.version)})
    assert answer.headers["Location"].endswith(f"#{found.anchor}")
    element.refresh_from_db()
    assert element.text == "Duy trì việc tuyên truyền."
    assert finding(draft, "typo").corrected_to == "Duy trì việc tuyên truyền."


def test_a_finding_without_an_element_is_noted_in_words(draft: PlanDocument, minh: Client) -> None:
    found = Anomaly.objects.create(
        plan=draft, position=1, kind="missing_annex", severity="warning", why="Thiếu phụ lục."
    )
    address = f"/plans/{draft.pk}/findings/{found.pk}/correct/"
    assert "không gắn với một mục nào" in minh.get(address).content.decode()
    minh.post(address, {"words": "Đã xin bổ sung phụ lục."})
    found.refresh_from_db()
    assert (found.decision, found.corrected_to) == ("corrected", "Đã xin bổ sung phụ lục.")


def test_a_decision_is_taken_back(draft: PlanDocument, minh: Client, world: World) -> None:
    found = Anomaly.objects.filter(plan=draft)[0]
    address = f"/plans/{draft.pk}/findings/{found.pk}/"
    minh.post(address, {"decision": "dismissed", "reason": "Đúng như in."})
    found.refresh_from_db()
    assert (found.decision, found.reason, found.decided_by) == (
        "dismissed",
        "Đúng như in.",
        world.users["minh"],
    )
    minh.post(address, {"decision": "open"})
    found.refresh_from_db()
    assert (found.decision, found.reason, found.decided_by) == ("open", "", None)


# --------------------------------------------------------------------- note ----


def test_the_note_tells_the_drafter_the_gravest_first_and_leaves_out_what_was_dismissed(
    receive: ReceivePlan, world: World
) -> None:
    draft = receive(WRONG_DATE)
    kept = finding(draft, "wrong_date")
    for other in Anomaly.objects.filter(plan=draft).exclude(pk=kept.pk):
        decide_anomaly(
            other,
            decision=Decision.DISMISSED,
            reason="Không sao.",
            acting=world.acting["minh"],
            at=NOON,
        )
    points = note_of(draft)
    assert [(one.severity, list(one.findings)) for one in points] == [("error", [kept])]
    data = written_note(draft, points, acting=world.acting["minh"], on=NOON.date())
    words = "\n".join(one.text for one in docx.Document(BytesIO(data)).paragraphs)
    assert "23/10/2021" in words
    assert "41/KH-UBND" in words
    assert "Kính gửi: Ủy ban nhân dân tỉnh Hải Sơn" in words
    assert [one for one in check_layout(data, DocumentKind.LETTER) if one.severity == "error"] == []


def test_the_note_is_a_page_and_a_word_file(receive: ReceivePlan, minh: Client) -> None:
    draft = receive(WRONG_DATE)
    address = f"/plans/{draft.pk}/findings/note/"
    assert "23/10/2021" in minh.get(address).content.decode()
    answer = minh.get(address, {"format": "docx"})
    assert "gop-y-P-2026-41.docx" in answer.headers["Content-Disposition"]
    assert answer.content[:2] == b"PK"


def test_noting_a_correction_is_a_step(draft: PlanDocument, world: World) -> None:
    found = Anomaly.objects.filter(plan=draft)[0]
    note_correction(found, "Đã xong.", acting=world.acting["minh"], at=NOON)
    undo_step(draft, number=1, acting=world.acting["minh"], at=NOON)
    found.refresh_from_db()
    assert (found.decision, found.corrected_to) == ("open", "")


def test_elements_are_not_lost_when_their_finding_goes(draft: PlanDocument) -> None:
    count = elements_of(draft).count()
    Anomaly.objects.filter(plan=draft).delete()
    assert elements_of(draft).count() == count
