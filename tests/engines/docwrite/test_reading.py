"""What Word would show, read through styles, lists and wrappers."""

import docx
import pytest
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Pt

from songhanh.engines.docwrite.checking.flow import FlowReader, Grid


def read(word):
    return FlowReader(word).read()


def lines(word):
    return list(read(word).lines)


def test_a_list_made_by_word_has_the_indents_of_its_level():
    word = docx.Document()
    word.add_paragraph("Một", style="List Number 2")
    (line,) = lines(word)
    assert line.layout.in_list
    assert (line.layout.left, line.layout.first_line) == (720, -360)


def test_the_nearest_of_several_sizes_counts():
    word = docx.Document()
    paragraph = word.add_paragraph(style="Heading 1")
    plain = paragraph.add_run("từ kiểu đoạn")
    plain.style = "Strong"
    own = paragraph.add_run("của riêng nó")
    own.font.size = Pt(13)
    (line,) = lines(word)
    assert [run.look.half_points for run in line.runs] == [28, 26]
    assert line.is_bold


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a\nb"),
        ('<w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r>', "ab"),
        ("<w:r><w:t>KH</w:t><w:noBreakHyphen/><w:t>UBND</w:t></w:r>", "KH-UBND"),
        ("<w:hyperlink><w:r><w:t>nối</w:t></w:r></w:hyperlink>", "nối"),
        ("<w:ins><w:r><w:t>thêm</w:t></w:r></w:ins>", "thêm"),
        ("<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>", ""),
        ("<w:sdt><w:sdtContent><w:r><w:t>ô</w:t></w:r></w:sdtContent></w:sdt>", "ô"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>", ""),
    ],
)
def test_text_is_what_the_reader_of_the_page_sees(inner, text):
    word = docx.Document()
    word.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))
    assert [line.text for line in lines(word)] == [text]


@pytest.mark.parametrize(
    ("typed", "caps", "upper"),
    [("Báo cáo", True, True), ("BÁO CÁO", None, True), ("Báo cáo", None, False)],
)
def test_capitals_may_be_a_matter_of_format(typed, caps, upper):
    word = docx.Document()
    word.add_paragraph().add_run(typed).font.all_caps = caps
    assert lines(word)[0].is_upper is upper


def test_content_controls_hide_neither_paragraphs_nor_tables():
    word = docx.Document()
    for element in (word.add_paragraph("trong ô")._p, word.add_table(1, 2)._tbl):
        control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
        element.addprevious(control)
        control.find(qn("w:sdtContent")).append(element)
    line, grid = (item for _, item in read(word).items)
    assert line.text == "trong ô"
    assert isinstance(grid, Grid)
    assert grid.columns == 2


def test_a_table_in_a_table_is_read_with_its_cell():
    word = docx.Document()
    cell = word.add_table(1, 1).cell(0, 0)
    cell.paragraphs[0].text = "ngoài"
    cell.add_table(1, 1).cell(0, 0).text = "trong"
    assert [line.text for line in lines(word) if line.text] == ["ngoài", "trong"]


def test_the_gutter_belongs_to_the_left_margin():
    word = docx.Document()
    word.sections[0].left_margin, word.sections[0].gutter = Pt(70), Pt(20)
    assert read(word).sections[0].margins["left"] == 1800


def test_later_sections_take_the_header_of_the_one_before():
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "đầu trang"
    word.add_section()
    texts = [section.headers["default"].lines[0].text for section in read(word).sections]
    assert texts == ["đầu trang", "đầu trang"]
