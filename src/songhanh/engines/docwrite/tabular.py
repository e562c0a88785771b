"""Tables in the body: caption, unit of measure, repeated heading, rows, source."""

from dataclasses import replace
from itertools import groupby
from typing import Literal

from songhanh.engines.docwrite import looks, oxml
from songhanh.engines.docwrite.columns import measure, share_width, size_for, wishes_at
from songhanh.engines.docwrite.document import Column, Row, RowKind, Table
from songhanh.engines.docwrite.looks import Look
from songhanh.engines.docwrite.metrics import broken_lines
from songhanh.engines.docwrite.wording import clean

# A row this high may break over two pages; lower ones stay whole.
_MOST_LINES_TOGETHER = 12


def table_xml(table: Table, available: int) -> str:
    """A table with everything that belongs to it, `available` twips wide."""
    contents = measure(table)
    size = size_for(contents, available)
    widths = share_width(wishes_at(contents, size), available)
    rows = [*_heading(table.columns, widths, size), *_rows(table, widths, size)]
    caption = clean(table.caption)
    title = caption or ", ".join(clean(column.title) for column in table.columns)
    return (
        _line(caption, looks.TABLE_CAPTION)
        + _line(clean(table.unit_note), looks.TABLE_UNIT)
        + oxml.table(widths, rows, title=title, bordered=True)
        + _line(clean(table.source_note), looks.TABLE_SOURCE)
    )


def _line(text: str, look: Look) -> str:
    return oxml.paragraph(text, look) if text else ""


def _heading(columns: tuple[Column, ...], widths: list[int], size: int) -> list[str]:
    """One heading row, or two where columns stand under a common heading."""
    look = replace(looks.TABLE_HEAD, size=size)
    titles = [oxml.paragraph(clean(column.title), look) for column in columns]
    if not any(column.group for column in columns):
        cells = [_head_cell(title, width) for title, width in zip(titles, widths, strict=True)]
        return [oxml.table_row(cells, together=True, is_heading=True)]
    upper: list[oxml.Cell] = []
    lower: list[oxml.Cell] = []
    for group, members in groupby(range(len(columns)), key=lambda at: columns[at].group):
        within = list(members)
        if group:
            joint = oxml.paragraph(clean(group), look)
            width = sum(widths[at] for at in within)
            upper.append(oxml.Cell(joint, width, span=len(within), centred=True))
            lower += [_head_cell(titles[at], widths[at]) for at in within]
        else:
            upper += [_head_cell(titles[at], widths[at], merge="restart") for at in within]
            empty = oxml.paragraph("", look)
            lower += [_head_cell(empty, widths[at], merge="continue") for at in within]
    return [oxml.table_row(cells, together=True, is_heading=True) for cells in (upper, lower)]


def _head_cell(
    content: str, width: int, merge: Literal["restart", "continue"] | None = None
) -> oxml.Cell:
    return oxml.Cell(content, width, merge=merge, centred=True)


def _rows(table: Table, widths: list[int], size: int) -> list[str]:
    plain = replace(looks.TABLE_CELL, size=size)
    figures = [replace(plain, align=column.align.value) for column in table.columns]
    totals = [replace(look, bold=True) for look in figures]
    heading = replace(plain, bold=True, keep_next=True)
    rows: list[str] = []
    for row in table.rows:
        if row.kind is RowKind.HEADING:
            text = oxml.paragraph(clean(row.cells[0]), heading)
            cell = oxml.Cell(text, sum(widths), span=len(widths))
            rows.append(oxml.table_row([cell], together=True))
        else:
            rows.append(_row(row, widths, totals if row.kind is RowKind.TOTAL else figures))
    return rows


def _row(row: Row, widths: list[int], by_column: list[Look]) -> str:
    texts = [clean(text) for text in row.cells]
    cells = [
        oxml.Cell(oxml.paragraph(text, look), width)
        for text, look, width in zip(texts, by_column, widths, strict=True)
    ]
    return oxml.table_row(cells, together=_is_low(texts, widths, by_column[0].size))


def _is_low(texts: list[str], widths: list[int], size: int) -> bool:
    lines = (
        len(broken_lines(text, width, size)) for text, width in zip(texts, widths, strict=True)
    )
    return max(lines) <= _MOST_LINES_TOGETHER
