"""The flow of a document: its paragraphs and tables in order, and the sections they stand in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from docx.document import Document
from docx.opc.part import XmlPart
from lxml.etree import _Element as Element

from songhanh.engines.docwrite.checking.formatting import Formats, whole
from songhanh.engines.docwrite.checking.lines import Line, read_line
from songhanh.engines.docwrite.checking.names import qn
from songhanh.engines.docwrite.looks import A4_PORTRAIT

_WRAPPERS = {qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "customXml")}
_USUAL_CELL_MARGIN = 108
_PAGE = re.compile(r"\bPAGE\b")
_HEADERS = ("default", "first", "even")


@dataclass(frozen=True)
class Cell:
    """A cell: the column it begins in, its paragraphs with those of inner tables."""

    column: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Grid:
    """A table."""

    columns: int
    rows: tuple[tuple[Cell, ...], ...]
    where: str

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All its paragraphs, row by row."""
        return tuple(line for row in self.rows for cell in row for line in cell.lines)

    def column_lines(self, column: int) -> list[Line]:
        """The paragraphs of one column from top to bottom."""
        cells = (cell for row in self.rows for cell in row if cell.column == column)
        return [line for cell in cells for line in cell.lines]


@dataclass(frozen=True)
class Margin:
    """The lines in a header or footer, and whether a page number is among them."""

    lines: tuple[Line, ...]
    numbered: tuple[Line, ...]  # those with the number of the page


@dataclass(frozen=True)
class SectionLayout:
    """A section: sizes in twips (None where the file gives none), its headers and footers."""

    width: int | None
    height: int | None
    margins: dict[str, int | None]  # top, bottom, left, right; left includes the gutter
    first_page_differs: bool
    starts_at: int | None
    headers: dict[str, Margin]  # by kind: default, first, even
    footers: dict[str, Margin]

    @property
    def lies_across(self) -> bool:
        """Whether the sheet is wider than high."""
        return (self.width or 0) > (self.height or 0)

    @property
    def text_width(self) -> int:
        """Width between the margins."""
        width = self.width or A4_PORTRAIT.width
        sides = (self.margins["left"] or 0) + (self.margins["right"] or 0)
        return max(1, width - sides)


Item = Line | Grid


@dataclass(frozen=True)
class Flow:
    """What a document shows: items in order, each with the number of its section (from 0)."""

    items: tuple[tuple[int, Item], ...]
    sections: tuple[SectionLayout, ...]

    @property
    def lines(self) -> Iterator[Line]:
        """Every paragraph of the text, those in tables too."""
        for _, item in self.items:
            yield from item.lines if isinstance(item, Grid) else (item,)

    @property
    def margin_lines(self) -> Iterator[Line]:
        """Every paragraph of headers and footers."""
        for section in self.sections:
            for margin in (*section.headers.values(), *section.footers.values()):
                yield from margin.lines


class FlowReader:
    """Reads a document once, from top to bottom."""

    def __init__(self, document: Document) -> None:
        """Make ready the styles of the document."""
        self._document = document
        self._formats = Formats(document)
        self._paragraphs = 0
        self._tables = 0

    def read(self) -> Flow:
        """The whole flow."""
        body = self._document.element.body
        sections = self._sections(body)
        items: list[tuple[int, Item]] = []
        at = 0
        for element in _blocks(body):
            items.append((at, self._item(element, sections[min(at, len(sections) - 1)].text_width)))
            if (
                element.tag == qn("w:p")
                and element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None
            ):
                at += 1
        return Flow(tuple(items), tuple(sections))

    def _sections(self, body: Element) -> list[SectionLayout]:
        """The sections in order; a file that defines none has one all the same."""
        found = [one for one in body.iter(qn("w:sectPr")) if not _is_old_version(one)]
        sections: list[SectionLayout] = []
        for element in found or [body]:
            sections.append(self._section(element, sections[-1] if sections else None))
        return sections

    def _item(self, element: Element, width: int) -> Item:
        if element.tag == qn("w:tbl"):
            self._tables += 1
            return self._grid(element, width, f"Bảng {self._tables}")
        self._paragraphs += 1
        where = f"Đoạn {self._paragraphs}"
        return read_line(element, self._formats, width=width, where=where)

    def _grid(self, table: Element, width: int, where: str) -> Grid:
        style = _style_of_table(table)
        widths = _grid_widths(table, width)
        margins = _cell_margins(table)
        rows: list[tuple[Cell, ...]] = []
        for number, row in enumerate(_children(table, "w:tr"), start=1):
            cells: list[Cell] = []
            column = _skipped_columns(row)
            for cell in _children(row, "w:tc"):
                span = _span(cell)
                available = _cell_width(cell) or sum(widths[column : column + span]) or width
                place = f"{where}, dòng {number}, cột {column + 1}"
                lines = self._cell_lines(cell, max(1, available - margins), place, style)
                cells.append(Cell(column, tuple(lines)))
                column += span
            rows.append(tuple(cells))
        return Grid(max(1, len(widths)), tuple(rows), where)

    def _cell_lines(self, cell: Element, width: int, where: str, style: str) -> Iterator[Line]:
        for element in _blocks(cell):
            if element.tag == qn("w:tbl"):
                yield from self._grid(element, width, where).lines
            else:
                yield read_line(element, self._formats, width=width, where=where, table_style=style)

    def _section(self, element: Element, former: SectionLayout | None) -> SectionLayout:
        size, margins = element.find(qn("w:pgSz")), element.find(qn("w:pgMar"))
        numbering = element.find(qn("w:pgNumType"))
        sides = {
            side: _attribute(margins, f"w:{side}") for side in ("top", "bottom", "left", "right")
        }
        gutter = _attribute(margins, "w:gutter")
        if gutter and sides["left"] is not None:
            sides["left"] += gutter
        title_page = element.find(qn("w:titlePg"))
        return SectionLayout(
            width=_attribute(size, "w:w"),
            height=_attribute(size, "w:h"),
            margins=sides,
            first_page_differs=title_page is not None
            and title_page.get(qn("w:val"), "1") not in {"0", "false", "off"},
            starts_at=_attribute(numbering, "w:start"),
            headers=self._margins(element, "header", former.headers if former else {}),
            footers=self._margins(element, "footer", former.footers if former else {}),
        )

    def _margins(self, section: Element, kind: str, former: dict[str, Margin]) -> dict[str, Margin]:
        """Headers or footers of a section; what it does not define it takes from the one before."""
        margins = dict(former)
        for reference in section.findall(qn(f"w:{kind}Reference")):
            part = self._document.part.related_parts.get(reference.get(qn("r:id"), ""))
            if isinstance(part, XmlPart):
                margins[reference.get(qn("w:type"), "default")] = self._margin(part.element, kind)
        return margins

    def _margin(self, element: Element, kind: str) -> Margin:
        where = "Đầu trang" if kind == "header" else "Chân trang"
        lines, numbered = [], []
        for paragraph in element.iter(qn("w:p")):
            line = read_line(paragraph, self._formats, width=A4_PORTRAIT.text_width, where=where)
            lines.append(line)
            if _shows_page_number(paragraph):
                numbered.append(line)
        return Margin(tuple(lines), tuple(numbered))


def _blocks(element: Element) -> Iterator[Element]:
    """Paragraphs and tables of a body or cell, those inside content controls too."""
    for child in element:
        if child.tag in {qn("w:p"), qn("w:tbl")}:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)


def _children(element: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, those inside content controls too."""
    for child in element:
        if child.tag == qn(tag):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _is_old_version(section: Element) -> bool:
    """Whether section properties only tell how the section was before a tracked change."""
    parent = section.getparent()
    return parent is not None and parent.tag == qn("w:sectPrChange")


def _attribute(element: Element | None, name: str) -> int | None:
    return None if element is None else whole(element.get(qn(name)))


def _style_of_table(table: Element) -> str:
    style = table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
    return "" if style is None else style.get(qn("w:val"), "")


def _grid_widths(table: Element, width: int) -> list[int]:
    columns = table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
    return [whole(column.get(qn("w:w"))) or width // len(columns) for column in columns]


def _cell_margins(table: Element) -> int:
    """The inner margins left and right of a cell, together."""
    margins = table.find(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}")
    total = 0
    for names in (("w:left", "w:start"), ("w:right", "w:end")):
        found = [None if margins is None else margins.find(qn(name)) for name in names]
        widths = [whole(one.get(qn("w:w"))) for one in found if one is not None]
        given = [one for one in widths if one is not None]
        total += given[0] if given else _USUAL_CELL_MARGIN
    return total


def _cell_width(cell: Element) -> int | None:
    width = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
    if width is None or width.get(qn("w:type"), "dxa") != "dxa":
        return None
    return whole(width.get(qn("w:w")))


def _span(cell: Element) -> int:
    return max(1, _attribute(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), "w:val") or 1)


def _skipped_columns(row: Element) -> int:
    return max(0, _attribute(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), "w:val") or 0)


def _shows_page_number(paragraph: Element) -> bool:
    codes = [one.text or "" for one in paragraph.iter(qn("w:instrText"))]
    codes += [one.get(qn("w:instr"), "") for one in paragraph.iter(qn("w:fldSimple"))]
    return bool(_PAGE.search("".join(codes)))
