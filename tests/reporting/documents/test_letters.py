"""Letters and notices of the lead officer, who signs, and layouts adapted in Word."""

import io
from copy import deepcopy
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from songhanh.engines.docwrite import DocumentKind, Severity, check_layout, template_with_marks
from songhanh.foundation.lib import filestore, libreoffice
from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.rules import NotAllowedError
from songhanh.reporting.documents import actions
from songhanh.reporting.documents.enums import LetterKind, Purpose, Signing, WrittenKind
from songhanh.reporting.documents.letters import gaps_of
from songhanh.reporting.documents.models import DocumentTemplate, IssuedDocument, Letter
from songhanh.reporting.documents.queries import signatory_of, template_for
from tests.reporting.documents.doors import door
from tests.reporting.documents.test_writing import texts_in
from tests.reporting.submissions.stories import Story, at

pytestmark = pytest.mark.django_db

DEPUTY = {
    "signing": Signing.DEPUTY,
    "body": "",
    "head": "Giám đốc",
    "position": "Phó Giám đốc",
    "name": "Lê Thị Hoa",
}


@pytest.fixture(autouse=True)
def _without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "is_installed", lambda: False)


def begun(story: Story, kind: str = LetterKind.LETTER, purpose: str = Purpose.URGE) -> Letter:
    return actions.begin_letter(
        kind, purpose, story.plan, acting=story.world.acting["minh"], at=at(2, 12)
    )


def finished(story: Story, kind: str = LetterKind.LETTER) -> Letter:
    letter = begun(story, kind)
    values = {
        **{name: getattr(letter, name) for name in actions.keeping.LETTER_FIELDS},
        **DEPUTY,
        "text": letter.text.replace("[ngày, tháng, năm]", "10/12/2026"),
    }
    acting = story.world.acting["minh"]
    return actions.change_letter(letter, values, saves=0, acting=acting, at=at(2, 12))


def errors_of(data: bytes, kind: str) -> list[str]:
    found = check_layout(data, kind)
    return [f"{one.place} {one.message}" for one in found if one.severity is not Severity.HINT]


def test_a_letter_that_urges_names_who_has_not_reported(story: Story) -> None:
    story.submitted("lan")
    letter = begun(story)
    assert "Xã An Hòa" not in letter.addressees
    assert "Phường Bình Minh" in letter.addressees
    assert "đến ngày 02/12/2026" in letter.text
    assert letter.symbol == "SNV"


@pytest.mark.parametrize("kind", LetterKind.values)
@pytest.mark.parametrize("purpose", Purpose.values)
def test_every_purpose_has_its_first_words_and_its_gaps(
    story: Story, kind: str, purpose: str
) -> None:
    letter = begun(story, kind, purpose)
    assert gaps_of(letter)
    with pytest.raises(NotAllowedError, match="ngoặc vuông"):
        actions.issue_of_letter(letter, acting=story.world.acting["minh"], at=at(2, 12))


@pytest.mark.parametrize("kind", LetterKind.values)
def test_a_finished_letter_is_laid_out_as_the_decree_has_it(story: Story, kind: str) -> None:
    document = actions.issue_of_letter(
        finished(story, kind), acting=story.world.acting["minh"], at=at(2, 12)
    )
    data = filestore.open_file(document.file_key)
    assert errors_of(data, kind) == []
    said = texts_in(data)
    assert "KT. GIÁM ĐỐC" in said
    assert "PHÓ GIÁM ĐỐC" in said
    assert "Lê Thị Hoa" in said
    assert ("V/v đôn đốc" in said) == (kind == LetterKind.LETTER)
    assert ("THÔNG BÁO" in said) == (kind == LetterKind.NOTICE)
    assert document.signer == "KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC, Lê Thị Hoa"


def test_two_writers_do_not_overwrite_each_other(story: Story) -> None:
    letter = finished(story)
    values = {name: getattr(letter, name) for name in actions.keeping.LETTER_FIELDS}
    with pytest.raises(ConflictError):
        actions.change_letter(
            letter, values, saves=0, acting=story.world.acting["minh"], at=at(3, 12)
        )


def test_minh_writes_a_letter_from_the_pages(story: Story, monkeypatch) -> None:
    minh = door(story, "minh", monkeypatch)
    chosen = {"kind": "letter", "purpose": "invite", "plan": story.plan.pk}
    minh.post(reverse("documents:new_letter"), chosen)
    letter = Letter.objects.get()
    address = reverse("documents:letter", args=[letter.pk])
    page = minh.get(address)
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    values |= {"text": "Đề nghị báo cáo.\n1. Nội dung một.\n2. Nội dung hai", "addressees": "Sở A"}
    assert minh.post(address, values).status_code == 302
    assert minh.post(address, values).status_code == 409
    written = minh.post(reverse("documents:write_letter", args=[letter.pk]), follow=True)
    assert written.status_code == 200
    document = IssuedDocument.objects.get()
    assert document.addressees == "Sở A"
    assert str(document.plan_id) == str(story.plan.pk)
    listed = minh.get(reverse("documents:letters")).content.decode()
    assert "đề nghị báo cáo kết quả" in listed
    assert door(story, "lan", monkeypatch).get(address).status_code == 403


def test_a_signing_form_asks_for_the_lines_it_needs(story: Story, monkeypatch) -> None:
    minh = door(story, "minh", monkeypatch)
    address = reverse("documents:signatories")
    given = {"signing": "deputy", "position": "Phó Giám đốc", "valid_from": "2026-01-01"}
    assert minh.post(address, given).status_code == 400
    assert minh.post(address, given | {"head": "Giám đốc"}).status_code == 302
    assert "KT. GIÁM ĐỐC" in minh.get(address).content.decode()
    signatory = signatory_of(story.unit_id("S"), date(2026, 12, 2))
    assert signatory is not None
    minh.post(reverse("documents:end_signatory", args=[signatory.pk]))
    assert signatory_of(story.unit_id("S"), date(2026, 12, 2)) is None
    lan = door(story, "lan", monkeypatch)
    assert lan.post(reverse("documents:end_signatory", args=[signatory.pk])).status_code == 404


def test_a_report_is_signed_by_the_newest_signatory(story: Story) -> None:
    acting = story.world.acting["lan"]
    committee = DEPUTY | {"body": "Ủy ban nhân dân", "head": "Chủ tịch", "position": "Phó Chủ tịch"}
    actions.add_signatory(
        story.unit_id("A"), committee, date(2026, 1, 1), acting=acting, at=at(2, 12)
    )
    snapshot = story.submitted("lan").snapshots.get()
    document = actions.issue_of_submission(snapshot, acting=acting, at=at(2, 12))
    said = texts_in(filestore.open_file(document.file_key))
    assert "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Thị Hoa" in said


# ---------------------------------------------------------------- layouts ----


def adapted() -> bytes:
    """The built-in layout of a report with a line of the office's own above the text."""
    word = Document(io.BytesIO(template_with_marks(DocumentKind.REPORT)))
    mark = next(one for one in word.paragraphs if one.text == "{{NOI_DUNG}}")
    new = mark.insert_paragraph_before("Cơ quan {{TEN_DON_VI}} kính báo như sau:", style=mark.style)
    new.runs[0]._r.insert(0, deepcopy(mark.runs[0]._r.rPr))
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()


def template(story: Story, kind: str = WrittenKind.REPORT) -> DocumentTemplate:
    return DocumentTemplate(branch=story.world.units["P"], kind=kind, file_name="mau.docx")


def test_an_adapted_layout_is_used_from_then_on_and_given_up_again(story: Story) -> None:
    minh, lan = story.world.acting["minh"], story.world.acting["lan"]
    first = actions.add_template(template(story), adapted(), acting=minh, at=at(1, 12))
    snapshot = story.submitted("lan").snapshots.get()
    document = actions.issue_of_submission(snapshot, acting=lan, at=at(2, 12))
    data = filestore.open_file(document.file_key)
    assert document.template == first
    assert "Cơ quan Ủy ban nhân dân xã An Hòa kính báo" in texts_in(data)
    assert errors_of(data, DocumentKind.REPORT) == []
    again = actions.issue_of_submission(snapshot, acting=lan, at=at(3, 12))
    assert again.sha256 == document.sha256, "same facts, same bytes"
    back = actions.use_built_in(story.unit_id("P"), WrittenKind.REPORT, acting=minh, at=at(4, 12))
    assert (first.number, back.number) == (1, 2)
    assert template_for(story.unit_id("A"), WrittenKind.REPORT, date(2026, 12, 5)) is None
    assert template_for(story.unit_id("X"), WrittenKind.REPORT, date(2026, 12, 3)) is None


def test_a_layout_that_breaks_the_decree_is_refused_with_the_place(story: Story) -> None:
    word = Document(io.BytesIO(template_with_marks(DocumentKind.REPORT)))
    word.sections[0].left_margin = 360000  # 1 cm
    written = io.BytesIO()
    word.save(written)
    with pytest.raises(RefusedError, match="lề trái"):
        actions.add_template(
            template(story), written.getvalue(), acting=story.world.acting["minh"], at=at(1, 12)
        )
    assert not DocumentTemplate.objects.exists()


@pytest.mark.parametrize("who", ["lan", "ha", "quan", "xuan"])
def test_only_the_lead_officer_of_the_branch_adapts(story: Story, who: str) -> None:
    with pytest.raises(NotAllowedError):
        actions.add_template(
            template(story), adapted(), acting=story.world.acting[who], at=at(1, 12)
        )


def test_minh_takes_the_layout_changes_it_and_hands_it_in(story: Story, monkeypatch) -> None:
    minh = door(story, "minh", monkeypatch)
    address = reverse("documents:templates")
    marks = minh.get(reverse("documents:template_file", args=["report", "marks"]))
    assert marks.content == template_with_marks(DocumentKind.REPORT)
    bad = SimpleUploadedFile("mau.docx", b"PK nothing")
    page = minh.post(address, {"kind": "report", "file": bad})
    assert page.status_code == 400
    assert "Tệp bị hỏng" in page.content.decode()
    good = SimpleUploadedFile("mau.docx", adapted())
    assert minh.post(address, {"kind": "report", "file": good, "note": "logo"}).status_code == 302
    assert "phiên bản 1" in minh.get(address).content.decode()
    sample = minh.get(reverse("documents:template_file", args=["report", "sample"]))
    assert "kính báo" in texts_in(sample.content)
    minh.post(reverse("documents:built_in", args=["report"]))
    assert "mẫu có sẵn của hệ thống" in minh.get(address).content.decode()


def test_the_facts_of_a_written_document_stand_in_the_register(story: Story) -> None:
    snapshot = story.submitted("lan").snapshots.get()
    document = actions.issue_of_submission(snapshot, acting=story.world.acting["lan"], at=at(2, 12))
    assert document.symbol == "BC-UBND"
    assert document.place == "An Hòa"
    assert document.addressees == "Ủy ban nhân dân tỉnh Hải Sơn (qua Sở Nội vụ)"
    assert document.recipients == "Sở Nội vụ"
