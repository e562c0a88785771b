"""The tables of a document as an Excel file, a sheet each: words as words, figures as numbers."""

import re
from decimal import Decimal

from songhanh.engines.docwrite import Align, OfficialDocument, RowKind, Table
from songhanh.foundation.lib.excel import Cell, Column, Kind, Page, book_of_pages

_FIGURE = re.compile(r"^[-−]?\d{1,3}(?:\.?\d{3})*(?:,\d+)?$")


def tables_workbook(document: OfficialDocument) -> bytes:
    """Every table of text and annexes. Same facts, same bytes."""
    places = [("Nội dung", document.body)]
    places += [(annex.title, annex.body) for annex in document.annexes]
    pages = [
        _page(block, f"{place} {block.caption}".strip())
        for place, blocks in places
        for block in blocks
        if isinstance(block, Table)
    ]
    return book_of_pages(pages or [Page("Nội dung", (Column("Văn bản không có bảng"),), ())])


def _page(table: Table, title: str) -> Page:
    kinds = [_kind_of(table, place) for place in range(len(table.columns))]
    columns = tuple(
        Column(
            f"{one.group} – {one.title}" if one.group else one.title,
            kind,
            width=40 if one.align is Align.LEFT and place < 2 else 18,
        )
        for place, (one, kind) in enumerate(zip(table.columns, kinds, strict=True))
    )
    rows = tuple(
        tuple(
            figure_of(cell) if kind is Kind.DECIMAL else cell
            for cell, kind in zip(_cells(row.cells, len(columns), row.kind), kinds, strict=True)
        )
        for row in table.rows
    )
    return Page(title, columns, rows)


def _cells(cells: tuple[str, ...], width: int, kind: RowKind) -> tuple[str, ...]:
    """A heading stands in the first column, the others empty."""
    return cells + ("",) * (width - 1) if kind is RowKind.HEADING else cells


def _kind_of(table: Table, place: int) -> Kind:
    """Numbers where every cell of the column that says something is one."""
    said = [
        row.cells[place]
        for row in table.rows
        if row.kind is not RowKind.HEADING and row.cells[place].strip()
    ]
    plain = bool(said) and all(_FIGURE.match(one.strip()) for one in said)
    return Kind.DECIMAL if plain else Kind.TEXT


def figure_of(text: str) -> Cell:
    """A figure as printed in Vietnamese, ``1.234,5``, as a number; an empty one is unknown."""
    plain = text.strip().replace(".", "").replace(",", ".").replace("−", "-")
    return Decimal(plain) if plain else None
