"""Word files: what a person sees on paper is read, nothing else."""

import pytest
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH

from songhanh.engines.docread import UnreadableDocument, read_document
from tests.engines.docread.packages import NAMESPACE, body, package, paragraph, written


def lines(data: bytes) -> list[str]:
    """The lines of text a Word file gives."""
    return read_document(data, "ke-hoach.docx").text.split("\n")


def test_paragraphs_and_cells_come_one_to_a_line_in_reading_order() -> None:
    def write(document: WordDocument) -> None:
        document.add_paragraph("KẾ HOẠCH")
        table = document.add_table(1, 2)
        table.cell(0, 0).text = "Nơi nhận:\n- Sở Nội vụ;"
        table.cell(0, 1).text = "CHỦ TỊCH"
        document.add_paragraph("Hết")

    assert lines(written(write)) == ["KẾ HOẠCH", "Nơi nhận:", "- Sở Nội vụ;", "CHỦ TỊCH", "Hết"]


def test_blocks_keep_look_and_place_in_the_table() -> None:
    def write(document: WordDocument) -> None:
        title = document.add_paragraph()
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        title.add_run("KẾ HOẠCH").bold = True
        document.add_table(1, 1).cell(0, 0).text = "Ô"

    title, cell = read_document(written(write), "x.docx").blocks

    assert (title.style.bold, title.style.align, title.kind) == (True, "center", "paragraph")
    assert (cell.table, cell.row, cell.col, cell.kind) == (0, 0, 0, "table cell")


def test_automatic_numbers_are_printed_before_their_paragraphs() -> None:
    def level(depth: int, form: str, text: str) -> str:
        return (
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
        )

    levels = (
        level(0, "upperRoman", "%1.") + level(1, "lowerLetter", "%2)") + level(2, "bullet", "o")
    )
    numbering = (
        f'<w:numbering xmlns:w="{NAMESPACE}"><w:abstractNum w:abstractNumId="0">{levels}'
        '</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )

    def item(depth: int, text: str) -> str:
        place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="5"/></w:numPr>'
        return f"<w:p><w:pPr>{place}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"

    content = item(0, "MỤC TIÊU") + item(1, "Một") + item(1, "Hai") + item(2, "Ba")
    content += item(0, "NHIỆM VỤ") + item(1, "Bốn")
    data = package(word__document=body(content), word__numbering=numbering)

    assert lines(data) == ["I. MỤC TIÊU", "a) Một", "b) Hai", "- Ba", "II. NHIỆM VỤ", "a) Bốn"]


def test_tracked_changes_count_as_accepted() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    content = (
        "<w:p>"
        + run.format("Trước ngày ")
        + '<w:del w:id="1"><w:r><w:delText>10</w:delText></w:r></w:del>'
        + '<w:ins w:id="2">'
        + run.format("30")
        + "</w:ins>"
        + run.format("/11")
        + "</w:p>"
    )

    assert lines(package(word__document=body(content))) == ["Trước ngày 30/11"]


def test_text_boxes_breaks_and_field_codes() -> None:
    box = "<w:pict><w:txbxContent>" + paragraph("Trong khung") + "</w:txbxContent></w:pict>"
    content = (
        "<w:p><w:r><w:t>KT. CHỦ TỊCH</w:t><w:br/><w:t>PHÓ CHỦ TỊCH</w:t></w:r>"
        f"<w:r><w:instrText>PAGE</w:instrText>{box}</w:r></w:p>"
    )

    assert lines(package(word__document=body(content))) == [
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Trong khung",
    ]


def test_footnotes_stand_at_the_end_under_their_marks() -> None:
    content = '<w:p><w:r><w:t>02 cuộc</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r></w:p>'
    notes = (
        body("")
        .replace("w:document", "w:footnotes")
        .replace(
            "<w:body></w:body>",
            f'<w:footnote w:id="7">{paragraph("Theo kế hoạch cũ.")}</w:footnote>',
        )
    )
    document = read_document(package(word__document=body(content), word__footnotes=notes), "x.docx")

    assert document.text == "02 cuộc¹\n¹ Theo kế hoạch cũ."
    assert document.blocks[-1].kind == "footnote"


ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
UTF16 = '<?xml version="1.0" encoding="UTF-16"?>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04" + b"rubbish" * 50, "damaged"),
        (package(word__document="<w:document"), "damaged"),
        (package(xl__workbook="<a/>"), "binary"),
        (package(word__document=body(paragraph("&amp;e;"), ENTITY)), "unsafe"),
        (package(word__document=body(paragraph("a"), UTF16 + ENTITY).encode("utf-16")), "unsafe"),
        (package(word__document=body(paragraph("a") * 2_000_000)), "too_large"),
        (package(word__document=body("<w:p/>")), "empty"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "old_format"),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
            "locked",
        ),
    ],
)
def test_hostile_and_broken_files_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_document(data, "x.docx")

    assert refused.value.code == code
