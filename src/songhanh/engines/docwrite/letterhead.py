"""The top of the first page: boxes 1 to 4, 5b, 10b and 11, and the title (box 5a).

One row of two columns without lines, as in the samples of Annex III. Number and date must stand
on one height while the names on the left and the lines on the right take different heights; the
difference is worked out and given to the lower of the two as a gap.
"""

from dataclasses import dataclass

from songhanh.engines.docwrite import looks, oxml
from songhanh.engines.docwrite.document import DocumentKind, OfficialDocument
from songhanh.engines.docwrite.looks import Sheet
from songhanh.engines.docwrite.metrics import broken_lines, line_height, text_width
from songhanh.engines.docwrite.oxml import Place
from songhanh.engines.docwrite.titles import centred, rule_below
from songhanh.engines.docwrite.wording import (
    capitals,
    clean,
    number_line,
    place_and_date,
    sentence_case,
)

NATIONAL_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
TYPE_NAMES = {
    DocumentKind.PLAN: "KẾ HOẠCH",
    DocumentKind.REPORT: "BÁO CÁO",
    DocumentKind.PROPOSAL: "TỜ TRÌNH",
    DocumentKind.NOTICE: "THÔNG BÁO",
}

_NARROWEST_RIGHT, _WIDEST_RIGHT = 5160, 5760  # Quốc hiệu needs 5007 twips at 12 pt
_RULE_HEIGHT = 100  # 2 pt gap and 3 pt paragraph
_GUTTER = 200  # left free between the two columns
_GAP_BELOW_NAMES = 60


def type_name(document: OfficialDocument) -> str:
    """The printed type name: "BÁO CÁO", or none for a letter."""
    if document.kind is DocumentKind.LETTER:
        return ""
    return capitals(document.type_name) or TYPE_NAMES.get(document.kind, "")


def type_in_running_text(document: OfficialDocument) -> str:
    """What the document is called within a sentence: "Báo cáo", "Công văn"."""
    return sentence_case(type_name(document)) or "Công văn"


@dataclass(frozen=True, slots=True)
class HeadParts:
    """The parts of a letterhead as WordprocessingML, and the widths of its two columns."""

    names: str
    number: str
    nation: str
    day: str
    left: int
    right: int


def head_parts(document: OfficialDocument, sheet: Sheet) -> HeadParts:
    """Names of the agencies, number with what stands below it, national name, place and date."""
    day = place_and_date(document.place, document.issued_on, document.year)
    needed = text_width(day, looks.PLACE_AND_DATE.size) + 60
    # A date too long for one line gains nothing from a wider column, and the names would lose.
    right = max(_NARROWEST_RIGHT, needed) if needed <= _WIDEST_RIGHT else _NARROWEST_RIGHT
    left = sheet.text_width - right
    names, names_height = _agencies(document, left - _GUTTER, left)
    nation, nation_height = _nation(right)
    level = max(names_height, nation_height) + _GAP_BELOW_NAMES
    number = centred(
        number_line(document.symbol, document.number),
        looks.NUMBER, left - _GUTTER, left, before=level - names_height,
    )  # fmt: skip
    date_text = centred(
        day, looks.PLACE_AND_DATE, right, right, before=level - nation_height
    )  # fmt: skip
    number += _below_number(document, left)
    return HeadParts(names, number, nation, date_text, left, right)


def letterhead(document: OfficialDocument, sheet: Sheet) -> str:
    """The table of two columns: issuing agency and number, national name and date."""
    parts = head_parts(document, sheet)
    cells = [
        oxml.Cell(parts.names + parts.number, parts.left),
        oxml.Cell(parts.nation + parts.day, parts.right),
    ]
    return oxml.table([parts.left, parts.right], [oxml.table_row(cells, together=True)])


def letterhead_of(left: str, day: str, sheet: Sheet) -> str:
    """The same table around given paragraphs: those on the left, and the line of place and date."""
    right_width = _NARROWEST_RIGHT
    widths = [sheet.text_width - right_width, right_width]
    nation, _height = _nation(right_width)
    cells = [oxml.Cell(left, widths[0]), oxml.Cell(nation + day, right_width)]
    return oxml.table(widths, [oxml.table_row(cells, together=True)])


def _agencies(document: OfficialDocument, width: int, cell: int) -> tuple[str, int]:
    """Superior and issuing agency with the rule below, and the height they take."""
    xml, height = "", _RULE_HEIGHT
    named = (
        (capitals(document.superior_agency), looks.SUPERIOR_AGENCY),
        (capitals(document.issuing_agency), looks.ISSUING_AGENCY),
    )
    for text, look in named:
        if text:
            xml += centred(text, look, width, cell)
            lines = broken_lines(text, width, look.size, bold=look.bold)
            height += len(lines) * line_height(look.size)
    text, look = named[1]
    return xml + rule_below(text, look, width, cell), height


def _nation(cell: int) -> tuple[str, int]:
    xml = oxml.paragraph(NATIONAL_NAME, looks.NATIONAL_NAME) + oxml.paragraph(MOTTO, looks.MOTTO)
    length = text_width(MOTTO, looks.MOTTO.size, bold=True)
    height = line_height(looks.NATIONAL_NAME.size) + line_height(looks.MOTTO.size)
    return xml + oxml.rule(length, cell), height + _RULE_HEIGHT


def _below_number(document: OfficialDocument, cell: int) -> str:
    """What a letter is about (box 5b), urgency and limits of circulation."""
    xml = ""
    if document.kind is DocumentKind.LETTER:
        about = f"V/v {clean(document.abstract)}"
        xml += centred(about, looks.LETTER_ABSTRACT, cell - _GUTTER, cell)
    marks = (
        (document.urgency.value if document.urgency else "", looks.URGENCY),
        (capitals(document.circulation), looks.CIRCULATION),
    )
    for text, look in marks:
        if text:
            frame = text_width(text, look.size, bold=True) + 240
            side = max(0, cell - frame) // 2
            xml += oxml.bordered(text, look, Place(left=side, right=side), oxml.FRAME)
    return xml


def title(document: OfficialDocument, sheet: Sheet) -> str:
    """Type name and abstract with the rule below; nothing for a letter."""
    if document.kind is DocumentKind.LETTER:
        return ""
    width = sheet.text_width
    about = clean(document.abstract)
    return (
        oxml.paragraph(type_name(document), looks.TYPE_NAME)
        + centred(about, looks.ABSTRACT, width - 2 * looks.INDENT, width)
        + rule_below(about, looks.ABSTRACT, width - 2 * looks.INDENT, width, after=240)
    )
