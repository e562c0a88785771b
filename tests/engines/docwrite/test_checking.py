"""The fifteen checks: a sound document has no finding, a planted fault has one of its own."""

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from songhanh.engines.docwrite import (
    DocumentKind,
    Severity,
    check_layout,
    write_annex,
    write_document,
)
from tests.engines.docwrite.documents import (
    codes,
    findings_after,
    letter,
    opened,
    plan,
    report,
    saved,
)


@pytest.mark.parametrize("document", [report(), plan(), letter()])
def test_what_we_write_has_no_finding(document):
    assert check_layout(write_document(document), document.kind) == []


def test_an_annex_in_a_file_of_its_own_has_no_finding():
    facts = report()
    for annex in facts.annexes:
        assert check_layout(write_annex(annex, facts, number=2), DocumentKind.ANNEX) == []


@pytest.mark.parametrize("document", [report(), plan(), letter()])
def test_a_look_that_stands_in_styles_alone_is_read_as_well(document):
    word = opened(document)
    for properties in list(word.element.body.iter(qn("w:rPr"))):
        if properties.getparent().tag == qn("w:r"):
            properties.getparent().remove(properties)
    for layout in [*word.element.body.iter(qn("w:jc"), qn("w:spacing"))]:
        paragraph = layout.getparent()
        if paragraph.tag == qn("w:pPr") and paragraph.find(qn("w:pStyle")) is not None:
            paragraph.remove(layout)
    assert check_layout(saved(word), document.kind) == []


def test_fonts_are_found_behind_the_theme():
    word = docx.Document()  # its styles name the theme's fonts, its runs none
    word.add_paragraph("Nội dung")
    found = check_layout(saved(word), DocumentKind.REPORT)
    assert any(one.code == "LAY-0201" and "Cambria" in one.message for one in found)


def everywhere(word):
    """All paragraphs, those in tables too."""
    cells = [cell for table in word.tables for row in table.rows for cell in row.cells]
    return [*word.paragraphs, *(one for cell in cells for one in cell.paragraphs)]


def line(word, beginning):
    """The paragraph that begins with some words."""
    return next(one for one in everywhere(word) if one.text.startswith(beginning))


def size(beginning, points):
    def change(word):
        for run in line(word, beginning).runs:
            run.font.size = Pt(points)

    return change


def bold(beginning, value):
    def change(word):
        for run in line(word, beginning).runs:
            run.bold = value

    return change


def italic(beginning, value):
    def change(word):
        for run in line(word, beginning).runs:
            run.italic = value

    return change


def text(beginning, new):
    def change(word):
        (run,) = line(word, beginning).runs
        run.text = run.text.replace(beginning, new, 1)

    return change


def align(beginning, value):
    def change(word):
        line(word, beginning).alignment = value

    return change


def font(beginning, name):
    def change(word):
        (run,) = line(word, beginning).runs
        run.font.name = name

    return change


def colour(beginning, value):
    def change(word):
        (run,) = line(word, beginning).runs
        run.font.color.rgb = RGBColor.from_string(value)

    return change


def layout(beginning, **values):
    def change(word):
        for name, value in values.items():
            setattr(line(word, beginning).paragraph_format, name, value)

    return change


def section(at, **values):
    def change(word):
        for name, value in values.items():
            setattr(word.sections[at], name, value)

    return change


def rule_below(beginning, share):
    """Make the rule below a line longer or shorter; with nothing left it is gone."""

    def change(word):
        above = line(word, beginning)._p
        rule = next(
            one for one in above.itersiblings(qn("w:p")) if one.pPr.find(qn("w:pBdr")) is not None
        )
        indents = rule.pPr.ind
        if not share:
            rule.getparent().remove(rule)
            return
        for side in ("w:left", "w:right"):
            indents.set(qn(side), str(int(int(indents.get(qn(side))) * share)))

    return change  # fmt: skip


def remove(beginning):
    def change(word):
        element = line(word, beginning)._p
        element.getparent().remove(element)

    return change


def letterhead_without_table(word):
    table = word.tables[0]
    for paragraph in [one for cell in table.rows[0].cells for one in cell.paragraphs]:
        table._tbl.addprevious(paragraph._p)
    table._tbl.getparent().remove(table._tbl)


def letterhead_of_three_columns(word):
    table = word.tables[0]
    table.add_column(Mm(10))


def number_at_the_foot(word):
    header = word.sections[0].header
    word.sections[0].footer.is_linked_to_previous = False
    word.sections[0].footer.paragraphs[0]._p.append(header.paragraphs[0].runs[1]._r)
    for run in header.paragraphs[0].runs:
        word.sections[0].footer.paragraphs[0]._p.append(run._r)


def number_on_the_left(word):
    word.sections[0].header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.LEFT


def small_number(word):
    for run in word.sections[0].header.paragraphs[0].runs:
        run.font.size = Pt(10)


def annex_goes_on_counting(word):
    del word.sections[1]._sectPr.find(qn("w:pgNumType")).attrib[qn("w:start")]


def annex_on_the_same_section(word):
    end = word.sections[1]._sectPr
    end.getparent().remove(end)


def decomposed(word):
    (run,) = line(word, "1. Văn bản").runs
    run._r.find(qn("w:t")).text = "1. Va\u0306n bản"


FAULTS = [
    # check, what somebody did, the finding
    (1, section(0, page_width=Mm(215.9), page_height=Mm(279.4)), "LAY-0101"),
    (1, section(0, left_margin=Mm(25)), "LAY-0103"),
    (1, section(0, right_margin=Mm(25)), "LAY-0103"),
    (1, section(0, top_margin=Mm(15)), "LAY-0103"),
    (1, section(1, bottom_margin=Mm(30)), "LAY-0103"),
    (2, font("Sở Nội vụ báo cáo", "Arial"), "LAY-0201"),
    (2, font("Xã tổ chức", "Calibri"), "LAY-0201"),
    (2, colour("Sở Nội vụ báo cáo", "1F4E79"), "LAY-0202"),
    (3, letterhead_without_table, "LAY-0302"),
    (3, letterhead_of_three_columns, "LAY-0303"),
    (3, remove("Số:"), "LAY-0304"),
    (4, size("CỘNG HÒA", 14), "LAY-0401"),
    (4, bold("CỘNG HÒA", False), "LAY-0401"),
    (4, text("CỘNG HÒA XÃ", "CỘNG HÒA XÁ"), "LAY-0402"),
    (5, size("Độc lập", 12), "LAY-0501"),
    (5, italic("Độc lập", True), "LAY-0501"),
    (5, text("Độc lập - Tự do", "Độc lập – Tự do"), "LAY-0502"),
    (5, rule_below("Độc lập", 0), "LAY-0503"),
    (5, rule_below("Độc lập", 0.3), "LAY-0503"),
    (6, bold("ỦY BAN NHÂN DÂN", True), "LAY-0601"),
    (6, bold("SỞ NỘI VỤ", False), "LAY-0602"),
    (6, text("SỞ NỘI VỤ", "Sở Nội vụ"), "LAY-0602"),
    (6, rule_below("SỞ NỘI VỤ", 0), "LAY-0603"),
    (6, rule_below("SỞ NỘI VỤ", 0.5), "LAY-0603"),
    (7, text("Số: ", "Số :"), "LAY-0701"),
    (7, text("Số:       /BC-SNV", "Số: 5/BC-SNV"), "LAY-0701"),
    (7, text("Số:       /BC-SNV", "Số: 15 /BC - SNV"), "LAY-0701"),
    (7, size("Số:", 12), "LAY-0702"),
    (8, text("An Hoà, ngày      tháng     ", "An Hoà, ngày 5 tháng 12"), "LAY-0801"),
    (8, text("An Hoà, ngày      tháng     ", "An Hoà, ngày 15 tháng 03"), "LAY-0801"),
    (8, text("An Hoà, ngày      tháng     ", "An Hoà, ngày 15 tháng 2"), "LAY-0801"),
    (8, text("An Hoà, ngày      tháng     ", "An Hoà ngày 15 tháng 12"), "LAY-0801"),
    (8, text("An Hoà, ngày      tháng     ", "An Hoà, ngày 31 tháng 02"), "LAY-0801"),
    (8, italic("An Hoà, ngày", False), "LAY-0802"),
    (9, text("BÁO CÁO", "Báo cáo"), "LAY-0902"),
    (9, align("BÁO CÁO", WD_ALIGN_PARAGRAPH.LEFT), "LAY-0902"),
    (9, remove("Kết quả thực hiện Chương trình"), "LAY-0903"),
    (9, bold("Kết quả thực hiện Chương trình", False), "LAY-0904"),
    (9, rule_below("Kết quả thực hiện Chương trình", 0), "LAY-0905"),
    (10, align("Sở Nội vụ báo cáo", WD_ALIGN_PARAGRAPH.RIGHT), "LAY-1001"),
    (10, align("a) Cấp tỉnh", WD_ALIGN_PARAGRAPH.LEFT), "LAY-1002"),
    (10, layout("Sở Nội vụ báo cáo", first_line_indent=Mm(20)), "LAY-1003"),
    (10, layout("a) Cấp tỉnh", space_after=Pt(2)), "LAY-1004"),
    (10, layout("Sở Nội vụ báo cáo", line_spacing=2.0), "LAY-1005"),
    (10, layout("Sở Nội vụ báo cáo", line_spacing=Pt(12)), "LAY-1005"),
    (10, size("Sở Nội vụ báo cáo", 12), "LAY-1006"),
    (10, italic("Sở Nội vụ báo cáo", True), "LAY-1007"),
    (11, text("Số liệu theo quý tại Phụ lục I, đơn vị chưa báo cáo tại Phụ lục II./.",
              "Số liệu theo quý tại Phụ lục I, đơn vị chưa báo cáo tại Phụ lục II."), "LAY-1101"),
    (12, remove("Nơi nhận:"), "LAY-1201"),
    (12, size("Nơi nhận:", 14), "LAY-1202"),
    (12, italic("Nơi nhận:", False), "LAY-1202"),
    (12, text("- Lưu: VT, XDCQ.", "- Lưu VT, XDCQ."), "LAY-1203"),
    (12, text("- Lưu: VT, XDCQ.", "- Lưu: VT, XDCQ"), "LAY-1203"),
    (12, remove("- Lưu:"), "LAY-1203"),
    (12, size("- Hội Liên hiệp", 13), "LAY-1204"),
    (12, bold("- Hội Liên hiệp", True), "LAY-1205"),
    (12, text("- Hội Liên hiệp", "Hội Liên hiệp"), "LAY-1206"),
    (12, remove("- Như trên"), "LAY-1207"),
    (12, bold("KT. GIÁM ĐỐC", False), "LAY-1208"),
    (13, number_at_the_foot, "LAY-1301"),
    (13, section(0, different_first_page_header_footer=False), "LAY-1302"),
    (13, number_on_the_left, "LAY-1303"),
    (13, small_number, "LAY-1304"),
    (14, annex_goes_on_counting, "LAY-1401"),
    (14, annex_on_the_same_section, "LAY-1401"),
    (14, size("Phụ lục I", 12), "LAY-1403"),
    (15, decomposed, "LAY-1501"),
    (15, text("Sở Nội vụ báo cáo", "Sở  Nội vụ báo cáo"), "LAY-1502"),
    (15, text("a) Cấp", "a)\tCấp"), "LAY-1503"),
]  # fmt: skip


@pytest.mark.parametrize(("check", "fault", "code"), FAULTS)
def test_a_planted_fault_is_found_and_nothing_else(check, fault, code):
    assert codes(findings_after(fault)) == {code}
    assert int(code[4:6]) == check


def test_every_check_has_a_fault_of_its_own():
    assert {check for check, _, _ in FAULTS} == set(range(1, 16))


LETTER_FAULTS = [
    (remove("V/v"), "LAY-0906"),
    (size("V/v", 14), "LAY-0907"),
    (text("Số:       /SNV-XDCQ", "Số:       /snv-xdcq"), "LAY-0701"),
]


@pytest.mark.parametrize(("fault", "code"), LETTER_FAULTS)
def test_a_letter_has_its_abstract_below_the_number(fault, code):
    assert codes(findings_after(fault, letter())) == {code}


@pytest.mark.parametrize(
    "number",
    ["Số: 12/UBND-VX", "Số: 05/BNV-CTTN&BĐG", "Số:     /SNV-XDCQ&TN", "Số: 1273/STTTT_TTBCXB"],
)
def test_symbols_of_letters_may_name_a_drafting_unit(number):
    assert findings_after(text("Số:       /SNV-XDCQ", number), letter()) == []


@pytest.mark.parametrize("symbol", ["TTr-UBND", "CTr-UBND", "KH-BCĐ", "QĐ-UBND", "BC-HĐND"])
def test_symbols_of_types_with_small_letters_are_known(symbol):
    assert check_layout(write_document(report(symbol=symbol)), DocumentKind.REPORT) == []


def test_a_kind_may_be_given_by_its_word():
    facts = letter()
    assert check_layout(write_document(facts), "letter") == []
    with pytest.raises(ValueError, match="thư"):
        check_layout(write_document(facts), "thư")


def test_a_missing_letterhead_is_one_finding():
    def behead(word):
        word.tables[0]._tbl.getparent().remove(word.tables[0]._tbl)

    assert codes(findings_after(behead)) == {"LAY-0301"}


def test_a_plan_without_a_word_about_its_annex_gets_a_warning():
    facts = plan(annexes=report().annexes[1:], body=report().body[:2])
    (finding,) = check_layout(write_document(facts), facts.kind)
    assert (finding.code, finding.severity) == ("LAY-1402", Severity.WARNING)


def test_a_finding_says_what_where_and_what_to_do():
    (finding,) = findings_after(section(0, left_margin=Mm(25)))
    assert finding.severity is Severity.ERROR
    assert finding.message == "Lề trái là 25 mm."
    assert finding.place == "Phần thứ 1 của tệp, khổ giấy và lề trang"
    assert finding.suggestion == (
        "Hãy đặt lề trái từ 30 mm đến 35 mm (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục I.3)."
    )


def test_many_lines_with_one_fault_are_one_finding():
    def shrink(word):
        for beginning in ("Sở Nội vụ báo cáo", "a) Cấp tỉnh", "b) Cấp xã"):
            size(beginning, 12)(word)

    (finding,) = findings_after(shrink)
    assert finding.place.endswith("và 2 chỗ khác")


def test_a_sheet_turned_in_word_takes_its_margins_along():
    def turn(word):
        annex = word.sections[1]
        annex.top_margin, annex.right_margin = annex.left_margin, annex.top_margin
        annex.bottom_margin, annex.left_margin = Mm(16), Mm(22)

    assert findings_after(turn) == []


def test_looks_are_found_through_styles_and_defaults():
    """Nothing set on the runs: the styles alone make the same look."""

    def strip(word):
        parts = [word.element, word.sections[0].header.part.element]
        for run in [one for part in parts for one in part.iter(qn("w:r"))]:
            if run.rPr is not None:
                run.remove(run.rPr)
        for paragraph in everywhere(word):
            for tag in ("w:jc", "w:spacing"):
                found = paragraph._p.pPr.find(qn(tag)) if paragraph.text else None
                if found is not None and paragraph.style.name != "Normal":
                    paragraph._p.pPr.remove(found)

    assert findings_after(strip) == []


def test_a_theme_font_is_named_as_it_is():
    word = docx.Document()  # the template of python-docx writes in the fonts of its theme
    word.add_paragraph("Nội dung văn bản.")
    found = check_layout(saved(word), DocumentKind.NOTICE)
    assert "LAY-0201" in codes(found)
    assert any("Cambria" in finding.message for finding in found)


@pytest.mark.parametrize("kind", DocumentKind)
def test_an_empty_document_gets_findings_and_no_crash(kind):
    assert check_layout(saved(docx.Document()), kind)


def test_a_page_across_without_a_table_gets_a_warning():
    def turn(word):
        annex = word.sections[2]
        annex.orientation = WD_ORIENT.LANDSCAPE
        annex.page_width, annex.page_height = annex.page_height, annex.page_width

    (finding,) = findings_after(turn)
    assert (finding.code, finding.severity) == ("LAY-0102", Severity.WARNING)


def test_numbers_and_indents_of_a_list_made_by_word_count():
    def listed(word):
        paragraph = line(word, "a) Cấp tỉnh")
        paragraph.paragraph_format.left_indent = Mm(25.4)
        paragraph.paragraph_format.first_line_indent = Mm(-12.7)

    assert findings_after(listed) == []


def test_the_file_of_an_opened_and_saved_document_is_judged_alike():
    assert check_layout(saved(opened(report())), DocumentKind.REPORT) == []
