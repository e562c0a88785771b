"""Plain text and Markdown: the text stays as decoded, the blocks say what each line is."""

import re
from dataclasses import dataclass
from itertools import islice

from songhanh.engines.docread.document import Block, BlockKind, Style

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+\S")
_PIPE_ROW = re.compile(r"\s*\|.*\|\s*$")
_PIPE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_BARE_PIPE_ROW = re.compile(r"[^|]*(?:\|[^|]*){2,}$")
_EMPHASIS = re.compile(r"\s*(?:#{1,6}\s+)?(\*{1,3}|_{2})(?=\S)(.*?)(?<=\S)\1[\s:;.,]*$")
_ROW_NUMBER = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5})[.)]?\s*")
_PAGE_NUMBER = re.compile(r"\s*(?:[Tt]rang\s*)?[-–—]?\s*\d{1,3}\s*[-–—]?\s*")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_FENCE = re.compile(r"\s*(?:```|~~~)")


@dataclass(frozen=True)
class _Line:
    text: str
    start: int
    page: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def blocks_of_text(text: str) -> tuple[Block, ...]:
    """One block for every line with words in it, one for every cell of a table row.

    Rows are lines between bars, or neighbouring lines with the same number (two or more) of tabs;
    below a full first row the empty cells at the end of a row may lack.
    A form feed begins a new page.
    """
    lines = _lines(text)
    blocks: list[Block] = []
    table = 0
    at = 0
    while at < len(lines):
        rows = _table_at(lines, at)
        if rows:
            blocks += _table_blocks(rows, table)
            table += 1
            at += len(rows)
            continue
        if lines[at].text.strip() and not _FENCE.match(lines[at].text):
            blocks.append(_line_block(lines[at]))
        at += 1
    return tuple(blocks)


def _lines(text: str) -> list[_Line]:
    lines, start, page = [], 0, 1
    for line in text.split("\n"):
        page += line.count("\f")
        lines.append(_Line(line, start, page))
        start += len(line) + 1
    return lines


def _line_block(line: _Line) -> Block:
    heading = _HEADING.match(line.text)
    emphasis = _EMPHASIS.match(line.text)
    stars = len(emphasis[1]) if emphasis else 0
    style = Style(
        bold=stars >= 2,
        italic=stars in {1, 3},
        heading_level=len(heading[1]) if heading else None,
    )
    kind: BlockKind = "heading" if heading else "paragraph"
    return Block(kind, line.text, line.start, line.end, line.page, style)


_Cells = list[tuple[str, int, int]]
_Row = _Cells | _Line | None  # cells; a page number between two rows; a rule or a blank line


def _table_blocks(rows: list[_Row], table: int) -> list[Block]:
    blocks: list[Block] = []
    count = 0
    for row in rows:
        if isinstance(row, _Line):
            blocks.append(Block("page mark", row.text, row.start, row.end, row.page))
        elif row is not None:
            blocks += _cell_blocks(row, table, count)
            count += 1
    return blocks


def _table_at(lines: list[_Line], at: int) -> list[_Row]:
    """The rows of a table that begins on this line, with what stands between them."""
    if "|" not in lines[at].text and "\t" not in lines[at].text.strip():
        return []
    for split in (_pipe_cells, _tab_cells):
        rows: list[_Row] = []
        for line in islice(lines, at, None):
            if rows and (
                not line.text.strip() or (_PIPE_RULE.match(line.text) and "-" in line.text)
            ):
                rows.append(None)
                continue
            if rows and _PAGE_NUMBER.fullmatch(line.text):
                rows.append(line)
                continue
            cells = split(line) or (_short_row(line, rows) if split is _tab_cells else None)
            if cells is None or (split is _tab_cells and _breaks_width(cells, rows)):
                break
            rows.append(cells)
        while rows and not isinstance(rows[-1], list):
            rows.pop()
        if sum(isinstance(row, list) for row in rows) >= 2:
            return rows
    return []


_MOST_COLUMNS = 60


def _breaks_width(cells: _Cells, rows: list[_Row]) -> bool:
    """Whether a row by tabs does not fit those before it: only empty cells at its end may lack."""
    if not rows or not isinstance(rows[0], list) or len(cells) == len(rows[0]):
        return False
    headed = all(text.strip() for text, _, _ in rows[0])
    apart = not isinstance(rows[-1], list) and not _ROW_NUMBER.fullmatch(cells[0][0])
    return not headed or apart or len(cells) > len(rows[0])


def _short_row(line: _Line, rows: list[_Row]) -> _Cells | None:
    """A row below others whose last cells are empty: a number and the title of a group."""
    if not rows or "\t" not in line.text.strip():
        return None
    return _cut(line, "\t", line.text.rstrip(), 0)


def _cut(line: _Line, mark: str, text: str, offset: int) -> _Cells:
    cells, at = [], offset
    for cell in text.split(mark):
        cells.append((cell, line.start + at, line.start + at + len(cell)))
        at += len(cell) + 1
    return cells


def _pipe_cells(line: _Line) -> _Cells | None:
    text = line.text.rstrip()
    if not 2 <= text.count("|") <= _MOST_COLUMNS:
        return None
    if _PIPE_ROW.match(line.text):
        first = line.text.index("|") + 1
        return _cut(line, "|", text[first:-1], first)
    if _BARE_PIPE_ROW.match(line.text):
        return _cut(line, "|", text, 0)
    return None


def _tab_cells(line: _Line) -> _Cells | None:
    text = line.text.strip(" \r\n")
    if not 2 <= text.strip().count("\t") < _MOST_COLUMNS:
        return None
    return _cut(line, "\t", line.text.rstrip(), 0)


def _cell_blocks(cells: _Cells, table: int, row: int) -> list[Block]:
    return [
        Block(
            "table cell", text, start, end, style=_line_style(text), table=table, row=row, col=col
        )
        for col, cell in enumerate(cells)
        for text, start, end in _cell_lines(cell)
        if text.strip()
    ]


def _cell_lines(cell: tuple[str, int, int]) -> _Cells:
    """The lines of a cell: Markdown breaks them with a tag."""
    text, start, end = cell
    breaks = [(found.start(), found.end()) for found in _BREAK.finditer(text)]
    firsts = [0, *(after for _, after in breaks)]
    lasts = [*(before for before, _ in breaks), end - start]
    return [(text[a:b], start + a, start + b) for a, b in zip(firsts, lasts, strict=True)]


def _line_style(text: str) -> Style:
    emphasis = _EMPHASIS.match(text)
    return Style(bold=bool(emphasis and len(emphasis[1]) >= 2))
