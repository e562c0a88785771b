"""The lines of a PDF page, put together to paragraphs by width, indent and spacing."""

import re
from dataclasses import dataclass, field
from typing import Any

from songhanh.engines.docread.document import Alignment, Piece, Style

_PAGE_NUMBER = re.compile(r"[-–—]?\s*(?:[Tt]rang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?\s*[-–—]?")
_MARKER = re.compile(
    r"(?:[IVX]{1,5}\s?[.)/-]|\d{1,2}(?:\.\d{1,2})*\s?[.)/]|\d{1,2}(?:\.\d{1,2})+\s|[a-zđ]\d?\s?\)|[-–+•*]\s)\s*\S"
)
_OPENS = re.compile(r"Nơi nhận|(?:TM|KT|TL|TUQ)\.|Căn cứ |Kính gửi")
_ENDS = re.compile(r"(?:\./\.|[.;:!?])[\"”’)]*$")
_COLUMN_GAP = 28.0  # points between words that belong to different columns
_EDGE_SHARE = 0.08  # of the page height: where running heads and page numbers stand


@dataclass(frozen=True)
class TextLine:
    """A line: its words in one string, where it stands, how it looks."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    bold: bool
    italic: bool
    size: float


@dataclass
class PageLayout:
    """The lines of a page outside its tables, and the tables with their cells."""

    number: int
    width: float
    height: float
    lines: list[TextLine] = field(default_factory=list)
    tables: list[tuple[float, list[list[str]]]] = field(default_factory=list)  # top, rows


def page_layout(page: Any) -> PageLayout:
    """Read a page of pdfplumber: words to lines, ruled tables to cells."""
    layout = PageLayout(page.page_number, float(page.width), float(page.height))
    boxes = []
    if _may_hold_table(page):
        for table in page.find_tables():
            rows = [[cell or "" for cell in row] for row in table.extract()]
            if len(rows) >= 2 and max(map(len, rows)) >= 2:
                layout.tables.append((float(table.bbox[1]), rows))
                boxes.append(table.bbox)
    words = page.extract_words(
        x_tolerance=1.5, y_tolerance=3, keep_blank_chars=False, extra_attrs=["fontname", "size"]
    )
    outside = [word for word in words if not any(_inside(word, box) for box in boxes)]
    layout.lines = _lines(outside)
    return layout


def _may_hold_table(page: Any) -> bool:
    """Rules both across and down; an underline alone is no table."""
    edges = page.edges[:4000]
    across = sum(edge["orientation"] == "h" for edge in edges)
    return int(across) >= 3 and len(edges) - int(across) >= 3


def _inside(word: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    middle = float(word["top"] + word["bottom"]) / 2
    across = float(word["x0"])
    return box[1] <= middle <= box[3] and box[0] - 1 <= across <= box[2] + 1


def _lines(words: list[dict[str, Any]]) -> list[TextLine]:
    """Words that stand on one line and near each other; far apart they are two columns."""
    rows: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda one: (round(float(one["bottom"])), one["x0"])):
        if rows and abs(rows[-1][-1]["bottom"] - word["bottom"]) <= 3:
            rows[-1].append(word)
        else:
            rows.append([word])
    lines: list[TextLine] = []
    for row in rows:
        row.sort(key=lambda one: float(one["x0"]))
        run: list[dict[str, Any]] = []
        for word in row:
            if run and word["x0"] - run[-1]["x1"] > _COLUMN_GAP:
                lines.append(_line(run))
                run = []
            run.append(word)
        lines.append(_line(run))
    return lines


def _line(words: list[dict[str, Any]]) -> TextLine:
    fonts = [str(word["fontname"]).lower() for word in words]
    return TextLine(
        text=" ".join(str(word["text"]) for word in words),
        x0=float(words[0]["x0"]),
        x1=float(words[-1]["x1"]),
        top=min(float(word["top"]) for word in words),
        bottom=max(float(word["bottom"]) for word in words),
        bold=all("bold" in font for font in fonts),
        italic=all("italic" in font or "oblique" in font for font in fonts),
        size=float(words[0]["size"]),
    )


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
        return line.text[:1].islower() and (full or not _ENDS.search(last.text))
    if line.top - last.top > max(margins.leading * 1.9, last.bottom - last.top + 12):
        return False
    return full and not _starts_indented(lines, line, margins)


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
    middle = (margins.left + margins.right) / 2
    centred = abs((first.x0 + first.x1) / 2 - middle) < 12 and first.x0 > margins.left + 30
    return "center" if centred else None


def _row_pieces(row: list[str], page: int, table: int, at: int) -> list[Piece]:
    return [
        Piece(" ".join(cell.split()), "table cell", page, table=table, row=at, col=col)
        for col, cell in enumerate(row)
        if cell.strip()
    ]
