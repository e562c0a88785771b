"""The body of a Word file: paragraphs, tables, text boxes, footnotes, in reading order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from songhanh.engines.docread.document import Alignment, Piece, Style
from songhanh.engines.docread.word_numbering import Numbering
from songhanh.engines.docread.word_styles import Styles, W, flag_of, value_of

_ALIGNMENTS: dict[str, Alignment] = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
    "distribute": "justify",
}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Deleted and moved-away text, field codes, and what only an older Word would show.
_UNSEEN = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", _FALLBACK, f"{W}pPr"}
_SIGNS = {f"{W}tab": "\t", f"{W}noBreakHyphen": "-", f"{W}cr": "\n", f"{W}softHyphen": ""}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DEEPEST_TABLE = 5


@dataclass
class _Reader:
    styles: Styles
    numbering: Numbering
    page: int = 1
    tables: int = 0
    notes: list[str] = field(default_factory=list)  # ids of footnotes in the order of their marks


@dataclass(frozen=True)
class _Cell:
    table: int
    row: int
    col: int


@dataclass
class _Heard:
    """What the runs of a paragraph have said so far."""

    text: str = ""
    letters: int = 0
    bold: int = 0
    italic: int = 0
    size: float | None = None
    boxes: list[etree._Element] = field(default_factory=list)


def body_pieces(
    document: etree._Element,
    styles: Styles,
    numbering: Numbering,
    notes: etree._Element | None,
) -> Iterator[Piece]:
    """The pieces of a document part; tracked changes are taken as accepted."""
    reader = _Reader(styles, numbering)
    body = document.find(f"{W}body")
    if body is not None:
        yield from _children(reader, body, None, 0)
    if notes is not None:
        yield from _footnotes(reader, notes)


def _children(
    reader: _Reader, holder: etree._Element, cell: _Cell | None, depth: int
) -> Iterator[Piece]:
    for child in holder:
        if child.tag == f"{W}p":
            yield from _paragraph(reader, child, cell)
        elif child.tag == f"{W}tbl" and depth < _DEEPEST_TABLE:
            yield from _table(reader, child, depth)
        elif child.tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            if content is not None:
                yield from _children(reader, content, cell, depth)
        elif child.tag in {f"{W}ins", f"{W}moveTo", f"{W}smartTag", f"{W}customXml"}:
            yield from _children(reader, child, cell, depth)


def _table(reader: _Reader, table: etree._Element, depth: int) -> Iterator[Piece]:
    number, reader.tables = reader.tables, reader.tables + 1
    row = 0
    for line in table.iter(f"{W}tr"):
        if next(line.iterancestors(f"{W}tbl")) is not table:
            continue
        col = 0
        for cell in line.iter(f"{W}tc"):
            if next(cell.iterancestors(f"{W}tr")) is not line:
                continue
            span = value_of(cell, f"{W}tcPr/{W}gridSpan") or "1"
            yield from _children(reader, cell, _Cell(number, row, col), depth + 1)
            col += int(span) if span.isdigit() and 0 < int(span) < 64 else 1
        row += 1


def _paragraph(reader: _Reader, paragraph: etree._Element, cell: _Cell | None) -> Iterator[Piece]:
    properties = paragraph.find(f"{W}pPr")
    name = value_of(properties, f"{W}pStyle") or reader.styles.default
    heard = _Heard()
    _listen(reader, paragraph, name, heard)
    label = _label(reader, properties, name) if heard.text.strip() else None
    level = reader.styles.heading_level(name)
    align = value_of(properties, f"{W}jc") or reader.styles.value(name, f"{W}pPr/{W}jc") or ""
    style = Style(
        bold=heard.letters > 0 and heard.bold * 10 >= heard.letters * 9,
        italic=heard.letters > 0 and heard.italic * 10 >= heard.letters * 9,
        align=_ALIGNMENTS.get(align),
        size=heard.size,
        heading_level=level,
    )
    kind: Literal["paragraph", "heading", "list item", "table cell"] = "paragraph"
    if cell:
        kind = "table cell"
    elif level:
        kind = "heading"
    elif label:
        kind = "list item"
    place = (cell.table, cell.row, cell.col) if cell else (None, None, None)
    for number, line in enumerate(heard.text.split("\n")):
        shown = label if number == 0 else None
        text = f"{shown} {line.lstrip()}" if shown else line
        yield Piece(text, kind, reader.page, style, shown, *place)
    for box in heard.boxes:
        yield from _children(reader, box, None, 0)


def _label(reader: _Reader, properties: etree._Element | None, style: str | None) -> str | None:
    number = value_of(properties, f"{W}numPr/{W}numId")
    depth = value_of(properties, f"{W}numPr/{W}ilvl")
    if number is None:
        number = reader.styles.value(style, f"{W}pPr/{W}numPr/{W}numId")
        depth = depth or reader.styles.value(style, f"{W}pPr/{W}numPr/{W}ilvl")
    if not number or number == "0":
        return None
    return reader.numbering.label(number, int(depth) if depth and depth.isdigit() else 0)


def _listen(reader: _Reader, element: etree._Element, style: str | None, heard: _Heard) -> None:
    """Gather the text below an element, with what it looks like."""
    for child in element:
        if child.tag in _UNSEEN:
            continue
        if child.tag == f"{W}r":
            _hear_run(reader, child, style, heard)
        elif child.tag == f"{W}txbxContent":
            heard.boxes.append(child)
        else:
            _listen(reader, child, style, heard)


def _hear_run(reader: _Reader, run: etree._Element, style: str | None, heard: _Heard) -> None:
    before = len(heard.text)
    for child in run:
        _hear_child(reader, child, style, heard)
    letters = sum(letter.isalnum() for letter in heard.text[before:])
    properties = run.find(f"{W}rPr")
    named = value_of(properties, f"{W}rStyle")
    heard.letters += letters
    for switch in ("b", "i"):
        flag = flag_of(properties, switch)
        if flag is None:
            flag = reader.styles.flag(named, switch) or reader.styles.flag(style, switch)
        if flag and switch == "b":
            heard.bold += letters
        elif flag:
            heard.italic += letters
    size = value_of(properties, f"{W}sz")
    if letters and size and size.isdigit():
        heard.size = int(size) / 2


def _hear_child(reader: _Reader, child: etree._Element, style: str | None, heard: _Heard) -> None:
    if child.tag == f"{W}t":
        heard.text += (child.text or "").replace("\n", " ")
    elif child.tag in _SIGNS:
        heard.text += _SIGNS[child.tag]
    elif child.tag == f"{W}br":
        paged = child.get(f"{W}type") == "page"
        reader.page += paged
        heard.text += "" if paged else "\n"
    elif child.tag == f"{W}lastRenderedPageBreak":
        reader.page += 1
    elif child.tag == f"{W}footnoteReference":
        reader.notes.append(str(child.get(f"{W}id")))
        heard.text += str(len(reader.notes)).translate(_RAISED)
    elif child.tag not in _UNSEEN and len(child):
        _listen(reader, child, style, heard)


def _footnotes(reader: _Reader, part: etree._Element) -> Iterator[Piece]:
    texts = {str(note.get(f"{W}id")): note for note in part.iter(f"{W}footnote")}
    for number, name in enumerate(list(reader.notes), 1):
        if name not in texts:
            continue
        lines = [
            piece.text
            for paragraph in texts[name].iter(f"{W}p")
            for piece in _paragraph(reader, paragraph, None)
        ]
        text = " ".join(" ".join(lines).split())
        yield Piece(f"{str(number).translate(_RAISED)} {text}", "footnote")
