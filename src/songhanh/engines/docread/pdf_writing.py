"""The lines of PDF pages, put together to paragraphs by width, indent and spacing."""

import re
from dataclasses import dataclass

from songhanh.engines.docread.document import Alignment, Piece, Style
from songhanh.engines.docread.pdf_layout import PageLayout, TextLine

_PAGE_NUMBER = re.compile(r"[-–—]?\s*(?:[Tt]rang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?\s*[-–—]?")
_MARKER = re.compile(
    r"(?:[IVX]{1,5}\s?[.)/-]|\d{1,2}(?:\.\d{1,2})*\s?(?:[.)](?!\d)|/(?=\s))"
    r"|\d{1,2}(?:\.\d{1,2})+\s|[a-zđ]\d?\s?(?:\)|[./]\s)|[-–+•*]\s)\s*\S"
)
_OPENS = re.compile(r"Nơi nhận|(?:TM|KT|TL|TUQ)\.|Căn cứ |Kính gửi")
_ENDS = re.compile(r"(?:\./\.|[.;:!?])[\"”’)]*$")
_EDGE_SHARE = 0.08  # of the page height: where running heads and page numbers stand


@dataclass
class _Margins:
    left: float
    right: float
    leading: float  # usual distance from line to line


class _Writer:
    """Writes pages as pieces: lines become paragraphs, a table may go on over a page break."""

    def __init__(self, pages: list[PageLayout]) -> None:
        self.margins = _margins(pages)
        self.repeated = _running_lines(pages)
        self.pieces: list[Piece] = []
        self._lines: list[TextLine] = []
        self._page = 1
        self._tables = 0
        self._rows = 0  # of the table that may go on
        self._heading: list[str] = []

    def close(self) -> None:
        """End the paragraph that is open."""
        if self._lines:
            self.pieces.append(_piece(self._lines, self._page, self.margins))
            self._lines = []

    def line(self, line: TextLine, page: PageLayout) -> None:
        """Take one more line."""
        if _is_page_number(line, page) or line.text in self.repeated:
            return
        turned = self._page != page.number
        if self._lines and not _continues(self._lines, line, self.margins, turned=turned):
            self.close()
        if not self._lines:
            self._page = page.number
        self._lines.append(line)
        self._rows = 0

    def table(self, rows: list[list[str]], page: PageLayout) -> None:
        """Take a table; the same columns with nothing between are the same table."""
        self.close()
        goes_on = bool(self._rows) and len(rows[0]) == len(self._heading)
        if not goes_on:
            self._heading, self._rows = rows[0], 0
            self._tables += 1
        elif rows[0] == self._heading:
            rows = rows[1:]
        for row in rows:
            joined = goes_on and not row[0].strip() and self._rows > 1
            goes_on = False
            at = self._rows - 1 if joined else self._rows
            self._rows += not joined
            self.pieces += _row_pieces(row, page.number, self._tables - 1, at)


def pieces_of_pages(pages: list[PageLayout]) -> list[Piece]:
    """All pages as pieces; page numbers and running heads are left out."""
    writer = _Writer(pages)
    for page in pages:
        for item in _in_order(page):
            if isinstance(item, list):
                writer.table(item, page)
            else:
                writer.line(item, page)
    writer.close()
    return writer.pieces


def _in_order(page: PageLayout) -> list[TextLine | list[list[str]]]:
    items: list[tuple[float, int, TextLine | list[list[str]]]] = []
    for at, line in enumerate(_columns_in_order(page)):
        items.append((line.top, at, line))
    if not page.tables:
        return [item for _, _, item in items]
    result: list[TextLine | list[list[str]]] = []
    tables = sorted(page.tables, key=lambda one: one[0])
    for _top, _at, item in items:
        while tables and isinstance(item, TextLine) and tables[0][0] <= item.top:
            result.append(tables.pop(0)[1])
        result.append(item)
    return result + [rows for _, rows in tables]


def _columns_in_order(page: PageLayout) -> list[TextLine]:
    """Two columns side by side (letterhead, recipients and signature): left first, then right."""
    lines = page.lines
    if not lines:
        return []
    middle = (min(line.x0 for line in lines) + max(line.x1 for line in lines)) / 2
    ordered: list[TextLine] = []
    block: list[TextLine] = []
    for line in lines:
        if _in_column(line, middle):
            block.append(line)
            continue
        ordered += [*_left_then_right(block, middle), line]
        block = []
    return ordered + _left_then_right(block, middle)


def _in_column(line: TextLine, middle: float) -> bool:
    """A line of one column: it ends before the middle or begins behind it, and is not centred."""
    if abs((line.x0 + line.x1) / 2 - middle) < 20:
        return False
    return line.x0 > middle - 30 or line.x1 < middle + 30


def _left_then_right(block: list[TextLine], middle: float) -> list[TextLine]:
    left = [line for line in block if (line.x0 + line.x1) / 2 < middle]
    right = [line for line in block if (line.x0 + line.x1) / 2 >= middle]
    return left + right


def _margins(pages: list[PageLayout]) -> _Margins:
    lines = [line for page in pages for line in page.lines]
    if not lines:
        return _Margins(0, 0, 0)
    lefts = sorted(line.x0 for line in lines)
    rights = sorted(line.x1 for line in lines)
    steps = sorted(
        b.top - a.top
        for page in pages
        for a, b in zip(page.lines, page.lines[1:], strict=False)
        if 4 < b.top - a.top < 60
    )
    leading = steps[len(steps) // 4] if steps else 0.0
    return _Margins(lefts[len(lefts) // 10], rights[int(len(rights) * 0.9)], leading)


def _running_lines(pages: list[PageLayout]) -> set[str]:
    """Texts that stand at the edge of three pages or more."""
    counts: dict[str, int] = {}
    for page in pages:
        for line in page.lines:
            if _at_edge(line, page):
                counts[line.text] = counts.get(line.text, 0) + 1
    return {text for text, count in counts.items() if count >= 3}


def _at_edge(line: TextLine, page: PageLayout) -> bool:
    edge = page.height * _EDGE_SHARE
    return line.bottom < edge or line.top > page.height - edge


def _is_page_number(line: TextLine, page: PageLayout) -> bool:
    near = line.bottom < page.height * 0.1 or line.top > page.height * 0.9
    return near and bool(_PAGE_NUMBER.fullmatch(line.text))


def _continues(lines: list[TextLine], line: TextLine, margins: _Margins, *, turned: bool) -> bool:
    """Say whether a line goes on with the paragraph before it."""
    last = lines[-1]
    if _opens_item(last, line) or _OPENS.match(line.text) or last.text.endswith("./."):
        return False
    if last.bold != line.bold and not _inside_sentence(last, line):
        return False
    full = last.x1 > margins.right - 30
    if turned:
        open_end = not _ENDS.search(last.text)
        return (full or line.text[:1].islower()) and (
            open_end or (full and line.text[:1].islower())
        )
    if line.top - last.top > max(margins.leading * 1.9, last.bottom - last.top + 12):
        return False
    at_margin = line.x0 <= margins.left + 12 or abs(line.x0 - last.x0) < 4
    titles = _is_centred(last, margins) and _is_centred(line, margins)
    return full and (at_margin or titles) and not _starts_indented(lines, line, margins)


def _is_centred(line: TextLine, margins: _Margins) -> bool:
    return abs((line.x0 + line.x1) / 2 - (margins.left + margins.right) / 2) < 12


def _opens_item(last: TextLine, line: TextLine) -> bool:
    """A number or bullet opens an item, unless a dash inside a name came first on its line."""
    if not _MARKER.match(line.text):
        return False
    inside = line.text[:1] in "-–" and not _ENDS.search(last.text)
    return not (inside and line.text[1:].strip()[:1].islower())


def _inside_sentence(last: TextLine, line: TextLine) -> bool:
    return not _ENDS.search(last.text) and line.text[:1].islower()


def _starts_indented(lines: list[TextLine], line: TextLine, margins: _Margins) -> bool:
    """A first line stands further in than the lines below it."""
    if len(lines) > 1 and abs(line.x0 - lines[-1].x0) < 4:
        return False
    return line.x0 > margins.left + 12 and bool(_ENDS.search(lines[-1].text))


def _piece(lines: list[TextLine], page: int, margins: _Margins) -> Piece:
    text = ""
    for line in lines:
        if text.endswith("-") and not text.endswith(" -") and line.text[:1].islower():
            text = text[:-1] + line.text
        else:
            text += (" " if text else "") + line.text
    style = Style(
        bold=all(line.bold for line in lines),
        italic=all(line.italic for line in lines),
        align=_alignment(lines, margins),
        size=lines[0].size,
    )
    return Piece(text, page=page, style=style)


def _alignment(lines: list[TextLine], margins: _Margins) -> Alignment | None:
    if len(lines) > 3:
        return "justify"
    first = lines[0]
    centred = _is_centred(first, margins) and first.x0 > margins.left + 30
    return "center" if centred else None


def _row_pieces(row: list[str], page: int, table: int, at: int) -> list[Piece]:
    return [
        Piece(" ".join(cell.split()), "table cell", page, table=table, row=at, col=col)
        for col, cell in enumerate(row)
        if cell.strip()
    ]
