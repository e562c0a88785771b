"""What stands in a written file, element by element: domain rules of Decree 30/2020/NĐ-CP.

The file is read with python-docx, which knows nothing of our writer.
"""

import io
import zipfile
from datetime import date

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from songhanh.engines.docwrite import (
    Annex,
    Article,
    Chapter,
    ChapterWord,
    Clause,
    Column,
    DocumentKind,
    IncompleteDocument,
    Item,
    Orientation,
    Paragraph,
    Point,
    Row,
    Section,
    Signature,
    Table,
    Urgency,
    write_annex,
    write_document,
)
from tests.engines.docwrite.documents import BY_QUARTER, TARGETS, letter, opened, plan, report


def texts(paragraphs):
    return [paragraph.text for paragraph in paragraphs if paragraph.text]


def body_of(*blocks):
    """The running text of a plan with these blocks."""
    word = opened(plan(body=blocks, legal_basis=()))
    return texts(word.paragraphs)[2:]


def test_the_paper_is_a4_with_margins_inside_the_ranges():
    for section in opened(report(annexes=())).sections:
        assert (section.page_width.twips, section.page_height.twips) == (11906, 16838)
        assert Mm(20) <= section.top_margin <= Mm(25)
        assert Mm(20) <= section.bottom_margin <= Mm(25)
        assert Mm(30) <= section.left_margin <= Mm(35)
        assert Mm(15) <= section.right_margin <= Mm(20)


def test_the_letterhead_is_a_table_of_two_columns_without_lines():
    (left, right) = opened(report()).tables[0].rows[0].cells
    assert texts(left.paragraphs) == [
        "ỦY BAN NHÂN DÂN TỈNH AN HOÀ",
        "SỞ NỘI VỤ",
        "Số:       /BC-SNV",
    ]
    assert texts(right.paragraphs) == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "An Hoà, ngày      tháng      năm 2026",
    ]
    assert 'w:val="single"' not in opened(report()).tables[0]._tbl.tblPr.xml


FORMATS = [
    # text of the run                         size  bold   italic
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True, False),
    ("Độc lập - Tự do - Hạnh phúc", 13, True, False),
    ("ỦY BAN NHÂN DÂN TỈNH AN HOÀ", 12, False, False),
    ("SỞ NỘI VỤ", 12, True, False),
    ("Số:       /BC-SNV", 13, False, False),
    ("An Hoà, ngày      tháng      năm 2026", 13, False, True),
    ("BÁO CÁO", 14, True, False),
    ("I. CÔNG TÁC CHỈ ĐẠO", 14, True, False),
    ("1. Văn bản đã ban hành", 14, True, False),
    ("a) Cấp tỉnh: 05 văn bản;", 14, False, False),
    ("Kính gửi:", 14, False, False),
    ("KT. GIÁM ĐỐC", 14, True, False),
    ("PHÓ GIÁM ĐỐC", 14, True, False),
    ("Nguyễn Thị Mẫu", 14, True, False),
    ("Nơi nhận:", 12, True, True),
    ("- Như trên;", 11, False, False),
    ("- Lưu: VT, XDCQ.", 11, False, False),
    ("Phụ lục I", 14, True, False),
    ("HOẠT ĐỘNG THEO QUÝ", 14, True, False),
    ("(Kèm theo Báo cáo số … /BC-SNV ngày … tháng … năm … của Sở Nội vụ)", 14, False, True),
]


@pytest.mark.parametrize(("text", "size", "bold", "italic"), FORMATS)
def test_each_element_has_its_size_and_weight(text, size, bold, italic):
    word = opened(report())
    cells = [cell for table in word.tables for cell in table._cells]
    paragraphs = [*word.paragraphs, *(one for cell in cells for one in cell.paragraphs)]
    (run,) = next(one.runs for one in paragraphs if one.text == text)
    assert (run.font.size, run.bold, run.italic) == (Pt(size), bold, italic)


def test_every_run_and_style_is_times_new_roman():
    word = opened(report(contact=("Số 12 đường Trần Phú",)))
    parts = [word.element, word.styles.element, word.sections[0].header.part.element]
    fonts = [one for part in parts for one in part.iter(qn("w:rFonts"))]
    assert fonts
    for font in fonts:
        assert set(font.attrib.values()) == {"Times New Roman"}
    runs = sum(1 for part in parts for _ in part.iter(qn("w:r")))
    assert len(fonts) > runs


def test_the_language_of_the_document_is_vietnamese():
    word = opened(report())
    languages = {one.get(qn("w:val")) for one in word.element.iter(qn("w:lang"))}
    assert languages == {"vi-VN"}
    assert word.core_properties.language == "vi-VN"


def test_the_body_is_justified_indented_and_spaced():
    word = opened(report(annexes=()))
    (paragraph,) = [one for one in word.paragraphs if one.text.startswith("Sở Nội vụ báo cáo")]
    layout = paragraph.paragraph_format
    assert layout.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert layout.first_line_indent.twips == 720
    assert layout.space_after == Pt(6)
    assert layout.line_spacing == 1.0


def test_the_page_number_stands_in_the_top_margin_from_page_two():
    for section in opened(report()).sections:
        assert section.different_first_page_header_footer
        (number,) = section.header.paragraphs
        assert "PAGE" in number._p.xml
        assert number.alignment == WD_ALIGN_PARAGRAPH.CENTER
        assert {run.font.size for run in number.runs} == {Pt(14)}
        assert not texts(section.first_page_header.paragraphs)


def test_an_annex_counts_its_own_pages_and_lies_across_when_its_table_is_wide():
    main, wide, narrow = opened(report()).sections
    starts = [
        section._sectPr.find(qn("w:pgNumType")).get(qn("w:start"))
        for section in (main, wide, narrow)
    ]
    assert starts == ["1", "1", "1"]
    assert [section.orientation for section in (main, wide, narrow)] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    assert wide.page_width > wide.page_height


def test_a_sheet_lies_as_its_annex_asks():
    annex = Annex("Ghi chú", (Paragraph("Một dòng."),), Orientation.LANDSCAPE)
    assert opened(report(annexes=(annex,))).sections[1].orientation == WD_ORIENT.LANDSCAPE


def test_one_annex_has_no_number_and_several_have_roman_ones():
    annex = Annex("Biểu số liệu", (Paragraph("Trống."),))
    assert "Phụ lục" in texts(opened(report(annexes=(annex,))).paragraphs)
    several = texts(opened(report(annexes=(annex,) * 4)).paragraphs)
    assert [text for text in several if text.startswith("Phụ lục")] == [
        "Phụ lục I",
        "Phụ lục II",
        "Phụ lục III",
        "Phụ lục IV",
    ]


def test_several_addressees_stand_below_each_other_under_the_colon():
    lines = [one for one in opened(report()).paragraphs if one.style.name == "Kính gửi"]
    assert texts(lines) == ["Kính gửi:", "- Bộ Nội vụ;", "- Ủy ban nhân dân tỉnh An Hoà."]
    head, first, second = (one.paragraph_format for one in lines)
    assert first.left_indent == second.left_indent > head.left_indent


def test_one_addressee_stands_on_the_line_of_the_word():
    word = opened(report(addressees=("Bộ Nội vụ",)))
    assert "Kính gửi: Bộ Nội vụ." in texts(word.paragraphs)


@pytest.mark.parametrize(
    ("changes", "listed"),
    [
        (
            {"addressees": ("Bộ Nội vụ",), "recipients": ("Sở Y tế",)},
            ["- Như trên;", "- Sở Y tế;", "- Lưu: VT, XDCQ."],
        ),
        (
            {"addressees": (), "recipients": ("- Sở Y tế;", "")},
            ["- Sở Y tế;", "- Lưu: VT, XDCQ."],
        ),
        (
            {"addressees": ("Bộ Nội vụ",), "recipients": ("Như trên", "Sở Y tế")},
            ["- Như trên;", "- Sở Y tế;", "- Lưu: VT, XDCQ."],
        ),
        ({"addressees": (), "recipients": (), "archive": "VT"}, ["- Lưu: VT."]),
    ],
)
def test_who_is_addressed_is_not_named_again_among_the_recipients(changes, listed):
    left, _ = opened(report(annexes=(), **changes)).tables[-1].rows[0].cells
    assert texts(left.paragraphs) == ["Nơi nhận:", *listed]


def test_the_signature_stands_beside_the_recipients_and_on_one_page_with_the_last_line():
    signature = Signature(
        "Phó Chủ tịch", "Trần Văn Giả Định", ("TM. Ủy ban nhân dân", "KT. Chủ tịch"), "Trưởng ban"
    )
    word = opened(plan(signature=signature))
    _, right = word.tables[-1].rows[0].cells
    assert texts(right.paragraphs) == [
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Trưởng ban",
        "Trần Văn Giả Định",
    ]
    assert word.tables[-1]._tbl.tr_lst[0].find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None
    last = [one for one in word.paragraphs if one.text][-1]
    assert last.text.endswith("./.")
    assert last.paragraph_format.keep_with_next


def test_a_list_longer_than_a_page_may_break():
    recipients = tuple(f"Ủy ban nhân dân xã An Hoà {at}" for at in range(90))
    row = opened(plan(recipients=recipients)).tables[-1]._tbl.tr_lst[0]
    assert row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None


def test_a_letter_says_below_its_number_what_it_is_about():
    word = opened(letter(urgency=Urgency.URGENT, circulation="Lưu hành nội bộ"))
    left, _ = word.tables[0].rows[0].cells
    assert texts(left.paragraphs)[2:] == [
        "Số:       /SNV-XDCQ",
        "V/v báo cáo kết quả Tháng hành động vì bình đẳng giới năm 2026",
        "KHẨN",
        "LƯU HÀNH NỘI BỘ",
    ]
    assert texts(word.paragraphs)[0] == "Kính gửi:"


def test_address_and_phone_stand_at_the_foot_of_the_first_page_alone():
    word = opened(report(contact=("Số 12 đường Trần Phú", "ĐT: 0255.123")))
    feet = [texts(section.first_page_footer.paragraphs) for section in word.sections]
    assert feet == [["Số 12 đường Trần Phú", "ĐT: 0255.123"], [], []]
    assert not texts(word.sections[0].footer.paragraphs)


def test_legal_basis_lines_end_with_semicolons_and_the_last_with_a_full_stop():
    lines = [one.text for one in opened(plan()).paragraphs if one.style.name == "Căn cứ"]
    assert lines == [
        "Căn cứ Luật Bình đẳng giới;",
        "Căn cứ Quyết định số 1790/QĐ-TTg ngày 23 tháng 10 năm 2021.",
    ]


def test_numbers_run_in_each_section_and_letters_in_each_clause():
    assert body_of(
        Section("Một"),
        Clause("x"),
        Point("x"),
        Point("x"),
        Clause("y"),
        Point("x"),
        Section("Hai"),
        Clause("x"),
        Item("x"),
        Item("- y"),
        Paragraph("Hết"),
    ) == [
        "I. MỘT", "1. x", "a) x", "b) x", "2. y", "a) x",
        "II. HAI", "1. x", "- x", "- y", "Hết./.",
    ]  # fmt: skip


def test_articles_run_through_the_document_and_chapters_are_roman():
    assert body_of(
        Chapter(ChapterWord.CHAPTER, "Quy định chung"),
        Article("Phạm vi"),
        Clause("x"),
        Chapter(ChapterWord.CHAPTER, "Thực hiện"),
        Chapter(ChapterWord.DIVISION, "Cấp tỉnh"),
        Article("Trách nhiệm"),
        Clause("x"),
        Chapter(ChapterWord.DIVISION, "Cấp xã"),
        Clause("x"),
    ) == [
        "Chương I", "QUY ĐỊNH CHUNG", "Điều 1. Phạm vi", "1. x",
        "Chương II", "THỰC HIỆN", "Mục 1", "CẤP TỈNH", "Điều 2. Trách nhiệm", "1. x",
        "Mục 2", "CẤP XÃ", "1. x./.",
    ]  # fmt: skip


def test_a_given_number_is_printed_as_given():
    assert body_of(Section("Hai", number="II."), Clause("x", number="1.1"), Point("y", "đ)")) == [
        "II. HAI",
        "1.1. x",
        "đ) y./.",
    ]


@pytest.mark.parametrize("blocks", [(), (TARGETS,), (Section("Kết quả"),), (Paragraph(" \x00"),)])
def test_the_closing_mark_stands_alone_where_no_text_can_take_it(blocks):
    assert body_of(*blocks)[-1] == "./."


def test_a_table_repeats_its_heading_and_aligns_figures():
    word = opened(report())
    table = word.tables[1]
    rows = table._tbl.tr_lst
    assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows] == [
        True, False, False, False,
    ]  # fmt: skip
    assert [cell.paragraphs[0].alignment for cell in table.rows[2].cells] == [
        WD_ALIGN_PARAGRAPH.CENTER,
        WD_ALIGN_PARAGRAPH.LEFT,
        WD_ALIGN_PARAGRAPH.RIGHT,
        WD_ALIGN_PARAGRAPH.RIGHT,
    ]
    caption = table._tbl.tblPr.find(qn("w:tblCaption"))
    assert caption.get(qn("w:val")) == "Bảng 1. Kết quả thực hiện chỉ tiêu"
    assert all(cell.paragraphs[0].runs[0].bold for cell in table.rows[3].cells[1:])


def test_columns_of_a_group_stand_under_one_heading():
    table = opened(report()).tables[3]
    upper, lower = ([cell.text for cell in table.rows[at].cells] for at in (0, 1))
    assert upper == ["Đơn vị"] + [
        quarter for quarter in ("Quý I", "Quý II", "Quý III", "Quý IV") for _ in range(3)
    ]
    assert lower == ["Đơn vị"] + ["Số cuộc", "Lượt người", "Trong đó nữ"] * 4
    heads = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") for row in table._tbl.tr_lst[:3]]
    assert [head is not None for head in heads] == [True, True, False]


def test_two_tables_in_a_row_stay_two():
    bare = Table((Column("A"),), (Row(("1",)),))
    assert len(opened(plan(body=(bare, bare, BY_QUARTER))).tables) == 2 + 3


def test_same_facts_give_the_same_bytes():
    first, second = write_document(report()), write_document(report())
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_file_tells_who_issued_it_and_nothing_of_who_made_it():
    properties = opened(report(issued_on=date(2026, 12, 5))).core_properties
    assert properties.author == properties.last_modified_by == "Sở Nội vụ"
    assert properties.title.startswith("Báo cáo Kết quả thực hiện Chương trình")
    assert properties.created.date() == date(2026, 12, 5)
    assert not properties.comments


def test_an_annex_can_be_a_file_of_its_own():
    facts = report()
    wide, narrow = facts.annexes
    files = [write_annex(wide, facts, number=1), write_annex(narrow, facts)]
    words = [docx.Document(io.BytesIO(data)) for data in files]
    assert [texts(word.paragraphs)[0] for word in words] == ["Phụ lục I", "Phụ lục"]
    assert [word.sections[0].orientation for word in words] == [
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"issuing_agency": " "}, "tên cơ quan ban hành"),
        ({"symbol": "\x00"}, "ký hiệu văn bản"),
        ({"place": ""}, "địa danh"),
        ({"abstract": ""}, "trích yếu"),
        ({"signature": Signature("")}, "chức vụ người ký"),
        ({"kind": DocumentKind.ANNEX}, "văn bản chính"),
    ],
)
def test_a_document_with_a_hole_is_not_written(changes, named):
    with pytest.raises(IncompleteDocument, match=named):
        write_document(report(**changes))


@pytest.mark.parametrize(
    "table",
    [
        Table((Column("A"), Column("B")), (Row(("1",)),)),
        Table((Column("A"),), (Row(("1", "2")),)),
        Table((), ()),
    ],
)
def test_a_row_must_fit_its_columns(table):
    with pytest.raises(ValueError, match=r"column|wanted"):
        write_document(report(body=(table,)))
