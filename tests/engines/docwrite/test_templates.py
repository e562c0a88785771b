"""Layouts adapted in Word: what is taken, what is refused; numbers of the registry; signing."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from docx.document import Document

from songhanh.engines.docwrite import (
    DocumentKind,
    SigningForm,
    UnreadableDocument,
    check_layout,
    signature_lines,
    template_faults,
    template_with_marks,
    with_number_and_day,
    write_document,
    write_with_template,
)
from songhanh.engines.docwrite.checking.opening import open_word_file
from songhanh.engines.docwrite.typed import blocks_of
from tests.engines.docwrite.documents import letter, report, saved

REPORT = DocumentKind.REPORT


def texts(data: bytes) -> list[str]:
    word = open_word_file(data)
    cells = [cell for table in word.tables for row in table.rows for cell in row.cells]
    everywhere = [*word.paragraphs, *(one for cell in cells for one in cell.paragraphs)]
    return [one.text for one in everywhere if one.text.strip()]


@pytest.mark.parametrize("kind", ["report", "letter", "notice"])
def test_the_layout_with_marks_is_fit(kind: str) -> None:
    assert template_faults(template_with_marks(DocumentKind(kind)), DocumentKind(kind)) == []


@pytest.mark.parametrize("facts", [report(), letter(), report(annexes=())])
def test_a_document_says_the_same_in_the_layout_with_marks(facts) -> None:
    template = template_with_marks(facts.kind)
    data = write_with_template(template, facts)
    assert sorted(texts(data)) == sorted(texts(write_document(facts)))
    assert check_layout(data, facts.kind) == []
    assert data == write_with_template(template, facts), "same facts, same bytes"


def changed(change: Callable[[Document], object]) -> bytes:
    word = open_word_file(template_with_marks(REPORT))
    change(word)
    return saved(word)


def mark(word: Document, text: str):
    return next(one for one in word.paragraphs if one.text == text)


def with_part(name: str, content: bytes, data: bytes | None = None) -> bytes:
    written = io.BytesIO(data or template_with_marks(REPORT))
    with zipfile.ZipFile(written, "a") as archive:
        archive.writestr(name, content)
    return written.getvalue()


LINKED = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Type="http://x/attachedTemplate" Target="http://evil.example/t.dotm"'
    b' TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Tệp rỗng"),
        (b"PK not a file", "hỏng"),
        (with_part("word/vbaProject.bin", b"x"), "macro"),
        (with_part("word/embeddings/oleObject1.bin", b"x"), "đối tượng nhúng"),
        (with_part("word/_rels/settings2.xml.rels", LINKED), "bên ngoài"),
        (changed(lambda word: mark(word, "{{NOI_DUNG}}").clear()), "Thiếu dấu chỗ {{NOI_DUNG}}"),
        (changed(lambda word: word.add_paragraph("{{NOI_DUNG}}")), "có 2 lần"),
        (changed(lambda word: word.add_paragraph("{{TEN_GIAM_DOC}}")), "TEN_GIAM_DOC"),
        (changed(lambda word: mark(word, "{{CAN_CU}}").add_run(" và")), "đứng riêng một dòng"),
    ],
)
def test_a_file_that_is_not_fit_is_refused_in_a_sentence(data: bytes, words: str) -> None:
    assert any(words in one for one in template_faults(data, REPORT))


def test_marks_are_found_however_word_cut_them_into_runs() -> None:
    def cut(word: Document) -> None:
        paragraph = mark(word, "{{NOI_DUNG}}")
        paragraph.runs[0].text = "{{NOI"
        paragraph.add_run("_DUNG}}")
        word.add_paragraph("Gửi từ {{ ten_don_vi }}")

    template = changed(cut)
    assert template_faults(template, REPORT) == []
    said = texts(write_with_template(template, report()))
    assert "Gửi từ Sở Nội vụ" in said
    assert not [one for one in said if "{{" in one]


# ------------------------------------------------------- number, signature ----


@pytest.mark.parametrize("facts", [report(), letter()])
def test_number_and_day_go_into_their_blanks(facts) -> None:
    before = write_document(facts)
    data = with_number_and_day(before, number=5, symbol=facts.symbol, issued_on=date(2026, 12, 3))
    new = [one for one in texts(data) if one not in texts(before)]
    assert new == [f"Số: 05/{facts.symbol}", "An Hoà, ngày 03 tháng 12 năm 2026"]
    assert check_layout(data, facts.kind) == []


def test_a_file_without_places_for_them_is_refused() -> None:
    word = open_word_file(write_document(report()))
    word.tables[0].cell(0, 0).paragraphs[-1].clear()
    with pytest.raises(UnreadableDocument, match="Số"):
        with_number_and_day(saved(word), number=5, symbol="BC", issued_on=date(2026, 12, 3))


@pytest.mark.parametrize(
    ("form", "lines"),
    [
        (SigningForm.HEAD, ["CHỦ TỊCH"]),
        (SigningForm.COLLECTIVE, ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
        (SigningForm.ACTING, ["TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"]),
        (SigningForm.DEPUTY, ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "CHỦ TỊCH"]),
        (SigningForm.BY_ORDER, ["TL. CHỦ TỊCH", "CHỦ TỊCH"]),
        (SigningForm.DELEGATED, ["TUQ. CHỦ TỊCH", "CHỦ TỊCH"]),
    ],
)
def test_each_form_of_signing_has_its_lines(form: SigningForm, lines: list[str]) -> None:
    signed = signature_lines(form, position="Chủ tịch", head="Chủ tịch", body="Ủy ban nhân dân")
    assert [*signed.authority, signed.position] == lines
    data = write_document(report(signature=signed))
    assert [one for one in texts(data) if one in lines] == lines
    assert check_layout(data, REPORT) == []


def test_typed_lines_become_blocks() -> None:
    kinds = [
        type(one).__name__ for one in blocks_of("I. Mục\n1. Khoản\na) Điểm\n- Gạch\n\nĐoạn văn.")
    ]
    assert kinds == ["Section", "Clause", "Point", "Item", "Paragraph"]
