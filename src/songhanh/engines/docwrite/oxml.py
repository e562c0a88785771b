"""The XML downstairs: paragraphs, rules, tables and sections as WordprocessingML.

Elements are written as text and parsed once, for a table with ten thousand cells would take
seconds when built cell by cell. Everything here takes looks and plain texts and knows nothing of
official documents.
"""

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Literal

from songhanh.engines.docwrite.looks import FONT, LANGUAGE, Look, Sheet

Xml = str
Side = Literal["top", "left", "bottom", "right"]
FRAME: tuple[Side, ...] = ("top", "left", "bottom", "right")


@dataclass(frozen=True, slots=True)
class Place:
    """How one paragraph differs from its look: indents in twips, gaps, keeping together."""

    left: int = 0
    right: int = 0
    hanging: int = 0
    before: int | None = None
    after: int | None = None
    keep_next: bool | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its paragraphs, how many columns it covers, how it joins downwards."""

    content: Xml
    width: int
    span: int = 1
    merge: Literal["restart", "continue"] | None = None
    centred: bool = False


@lru_cache(maxsize=256)
def run_properties(look: Look) -> Xml:
    """Font, weight, slope, colour and size of a look."""
    bold = '<w:b w:val="1"/><w:bCs w:val="1"/>' if look.bold else '<w:b w:val="0"/>'
    italic = '<w:i w:val="1"/><w:iCs w:val="1"/>' if look.italic else '<w:i w:val="0"/>'
    half_points = look.size * 2
    return (
        f'<w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
        f'{bold}{italic}<w:color w:val="{look.color}"/>'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
        f'<w:lang w:val="{LANGUAGE}"/></w:rPr>'
    )


def run(text: str, look: Look) -> Xml:
    """A run of text."""
    return f'<w:r>{run_properties(look)}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def page_field(look: Look) -> Xml:
    """The field that shows the number of its page."""
    properties = run_properties(look)
    parts = (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>2</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{properties}{part}</w:r>" for part in parts)


def style_properties(look: Look) -> Xml:
    """The paragraph properties of the Word style of a look."""
    outline = "" if look.outline is None else f'<w:outlineLvl w:val="{look.outline}"/>'
    return f"<w:pPr>{_layout(look, Place())}{outline}</w:pPr>"


def _paragraph_properties(look: Look, place: Place, *, borders: Xml = "") -> Xml:
    return f'<w:pPr><w:pStyle w:val="{look.style}"/>{_layout(look, place, borders)}</w:pPr>'


def _layout(look: Look, place: Place, borders: Xml = "") -> Xml:
    """Keeping together, borders, gaps, indents and alignment, in the order of the schema."""
    keep = look.keep_next if place.keep_next is None else place.keep_next
    before = look.before if place.before is None else place.before
    after = look.after if place.after is None else place.after
    first = f'w:hanging="{place.hanging}"' if place.hanging else f'w:firstLine="{look.first_line}"'
    return (
        f"{'<w:keepNext/>' if keep else ''}{borders}"
        f'<w:spacing w:before="{before}" w:after="{after}" w:line="240" w:lineRule="auto"/>'
        f'<w:ind w:left="{place.left}" w:right="{place.right}" {first}/>'
        f'<w:jc w:val="{look.align}"/>'
    )


def paragraph(text: str, look: Look, place: Place | None = None) -> Xml:
    """A paragraph of one run."""
    return paragraph_of(run(text, look), look, place)


def paragraph_of(content: Xml, look: Look, place: Place | None = None) -> Xml:
    """A paragraph of runs and fields."""
    return f"<w:p>{_paragraph_properties(look, place or Place())}{content}</w:p>"


def bordered(text: str, look: Look, place: Place, sides: tuple[Side, ...]) -> Xml:
    """A paragraph with single lines on the given sides, in the colour of its look."""
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="6" w:space="1" w:color="{look.color}"/>' for side in sides
    )
    properties = _paragraph_properties(look, place, borders=f"<w:pBdr>{lines}</w:pBdr>")
    return f"<w:p>{properties}{run(text, look)}</w:p>"


def rule(length: int, available: int, *, keep_next: bool = False, after: int = 0) -> Xml:
    """A solid horizontal line of `length`, centred in the `available` width (twips).

    It is the upper border of an empty paragraph 3 pt high: a border keeps its length when the
    fonts are replaced, survives every word processor, and is no text for a screen reader.
    """
    side = max(0, available - length)
    left, right = side // 2, side - side // 2
    return (
        f"<w:p><w:pPr>{'<w:keepNext/>' if keep_next else ''}"
        '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
        f'<w:spacing w:before="40" w:after="{after}" w:line="60" w:lineRule="exact"/>'
        f'<w:ind w:left="{left}" w:right="{right}"/><w:jc w:val="center"/>'
        '<w:rPr><w:sz w:val="4"/></w:rPr></w:pPr></w:p>'
    )


def invisible_paragraph(section: Xml = "") -> Xml:
    """The paragraph Word wants after a table, as small as it can be; it may end a section."""
    return (
        '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        f'<w:rPr><w:sz w:val="2"/></w:rPr>{section}</w:pPr></w:p>'
    )


def section_properties(sheet: Sheet) -> Xml:
    """A section on a new page, numbered from 1, without a number on its first page."""
    across = ' w:orient="landscape"' if sheet.width > sheet.height else ""
    return (
        '<w:sectPr><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{sheet.width}" w:h="{sheet.height}"{across}/>'
        f'<w:pgMar w:top="{sheet.top}" w:right="{sheet.right}" w:bottom="{sheet.bottom}" '
        f'w:left="{sheet.left}" w:header="{sheet.header}" w:footer="{sheet.footer}" w:gutter="0"/>'
        '<w:pgNumType w:fmt="decimal" w:start="1"/><w:titlePg/></w:sectPr>'
    )


def cell(content: Cell) -> Xml:
    """A table cell."""
    span = f'<w:gridSpan w:val="{content.span}"/>' if content.span > 1 else ""
    merge = f'<w:vMerge w:val="{content.merge}"/>' if content.merge else ""
    centred = '<w:vAlign w:val="center"/>' if content.centred else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{content.width}" w:type="dxa"/>{span}{merge}{centred}</w:tcPr>'
        f"{content.content}</w:tc>"
    )


def table_row(cells: list[Cell], *, together: bool, is_heading: bool = False) -> Xml:
    """A table row; `together` keeps it on one page, a heading row is repeated on every page."""
    marks = ("<w:cantSplit/>" if together else "") + ("<w:tblHeader/>" if is_heading else "")
    properties = f"<w:trPr>{marks}</w:trPr>" if marks else ""
    return f"<w:tr>{properties}{''.join(cell(one) for one in cells)}</w:tr>"


def table(widths: list[int], rows: list[Xml], *, title: str = "", bordered: bool = False) -> Xml:
    """A table of fixed column widths; `title` is read out by screen readers."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    line = ("single", 4) if bordered else ("nil", 0)
    borders = "".join(
        f'<w:{side} w:val="{line[0]}" w:sz="{line[1]}" w:space="0" w:color="000000"/>'
        for side in sides
    )
    padding = 85 if bordered else 0
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    caption = f'<w:tblCaption w:val="{escape(title)}"/>' if title else ""
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{padding}" w:type="dxa"/><w:right w:w="{padding}" w:type="dxa"/>'
        f'</w:tblCellMar><w:tblLook w:val="{"0020" if bordered else "0000"}" '
        f'w:firstRow="{int(bordered)}" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        f'w:noHBand="1" w:noVBand="1"/>{caption}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
