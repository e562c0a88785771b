"""Lists as Excel files: typed cells, a header that stays, a filter, no text that calculates.

workbook_response("hoat-dong.xlsx", [Column(_("Tên")), Column(_("Ngày"), Kind.DAY)], rows)
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from io import BytesIO
from typing import Final, cast

import xlsxwriter  # type: ignore[import-untyped]  # the library brings no types
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from xlsxwriter.format import Format  # type: ignore[import-untyped]  # the library brings no types
from xlsxwriter.worksheet import (  # type: ignore[import-untyped]  # the library brings no types
    Worksheet,
)

from songhanh.foundation.lib.clock import OFFICE_ZONE
from songhanh.foundation.lib.errors import RefusedError

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_ROWS: Final = 1_048_575
"""Rows a sheet can hold below its header."""

_MAX_TEXT: Final = 32_767
_NO_NAME: Final = re.compile(r"[\[\]:*?/\\]")
_NO_MOMENT: Final = datetime(2020, 3, 5, tzinfo=OFFICE_ZONE)
"""What files of the same facts carry as the moment they were made."""
_CALCULATES: Final = re.compile(r"'*[=+\-−@\t\r]")
"""Also when apostrophes stand there already: import takes exactly one away (data package)."""


class Kind(Enum):
    """What the cells of a column hold; the value is Excel's number format."""

    TEXT = ""
    INTEGER = "#,##0"
    DECIMAL = "#,##0.##"
    PERCENT = '0.0"%"'
    DAY = "dd/mm/yyyy"
    MOMENT = "hh:mm dd/mm/yyyy"


@dataclass(frozen=True)
class Column:
    """One column: its heading, what its cells hold, its width in characters."""

    label: str | Promise
    kind: Kind = Kind.TEXT
    width: int = 20


Cell = str | int | float | Decimal | date | datetime | Promise | None


Note = tuple[str, str]
"""A line of the second sheet: what it is about, and what is to be said."""


def workbook_response(
    filename: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    *,
    notes: Sequence[Note] = (),
) -> HttpResponse:
    """The file as a download. See ``workbook``."""
    response = HttpResponse(workbook(columns, rows, notes=notes), content_type=MEDIA_TYPE)
    disposition = content_disposition_header(as_attachment=True, filename=filename)
    response["Content-Disposition"] = disposition or "attachment"
    return response


@dataclass(frozen=True)
class Page:
    """One sheet of a file of several."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]


def workbook(
    columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, notes: Sequence[Note] = ()
) -> bytes:
    """An .xlsx file of one sheet, written row by row in constant memory.

    ``notes`` stand on a second sheet: what the list was asked for, how its figures are worked out.

    An unknown value (None) is an empty cell, never a zero. Text that a spreadsheet could take for a
    formula gets an apostrophe in front, as in our data packages, so that it stays text also when
    somebody saves the sheet as CSV and opens it again.

    Raises:
        RefusedError: there are more rows than a sheet holds.
    """
    pages = [Page(_("Danh sách"), columns, rows)]
    if notes:
        told = [Column(_("Điều cần biết"), width=30), Column(_("Nội dung"), width=100)]
        pages.append(Page(_("Cách tính"), told, notes))
    return _written(pages)


def book_of_pages(pages: Sequence[Page]) -> bytes:
    """An .xlsx file of several sheets, each as ``workbook`` writes it. Same pages, same bytes.

    Raises:
        RefusedError: there are more rows than a sheet holds.
    """
    return _written(pages, made_at=_NO_MOMENT)


def _written(pages: Sequence[Page], made_at: datetime | None = None) -> bytes:
    buffer = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        if made_at:
            book.set_properties({"created": made_at})
        heading = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#E4F0EC"}
        )
        taken: set[str] = set()
        for page in pages:
            _write_page(book, page, _sheet_name(page.title, taken), heading)
    return buffer.getvalue()


def _write_page(book: xlsxwriter.Workbook, page: Page, name: str, heading: Format) -> None:
    sheet = book.add_worksheet(name)
    formats = [_format_of(book, column.kind) for column in page.columns]
    for place, column in enumerate(page.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, str(column.label), heading)
    last = 0
    for last, row in enumerate(page.rows, start=1):
        if last > MAX_ROWS:
            raise RefusedError(
                _(
                    "Danh sách dài hơn số dòng một trang tính Excel chứa được. Hãy lọc bớt rồi"
                    " tải lại."
                )
            )
        for place, (column, cell) in enumerate(zip(page.columns, row, strict=True)):
            _WRITERS[column.kind](sheet, last, place, cell, formats[place])
    sheet.freeze_panes(1, 0)
    if page.columns:
        sheet.autofilter(0, 0, last, len(page.columns) - 1)


def _sheet_name(title: str, taken: set[str]) -> str:
    """At most 31 signs, none that Excel forbids, and none twice however the letters are cased."""
    plain = _NO_NAME.sub(" ", title).strip(" '") or _("Danh sách")
    name, place = plain[:31].strip(" '"), 1
    while name.casefold() in taken:
        place += 1
        ending = f" ({place})"
        name = plain[: 31 - len(ending)].strip(" '") + ending
    taken.add(name.casefold())
    return name


def neutralised(text: str) -> str:
    """Text with an apostrophe in front when a spreadsheet could take it for a formula."""
    return f"'{text}" if _CALCULATES.match(text) else text


def _format_of(book: xlsxwriter.Workbook, kind: Kind) -> Format:
    look = {"valign": "top"}
    if kind is Kind.TEXT:
        return book.add_format(look | {"text_wrap": True})
    return book.add_format(look | {"num_format": kind.value})


def _write_text(sheet: Worksheet, row: int, place: int, cell: Cell, look: Format) -> None:
    if cell is not None:
        sheet.write_string(row, place, neutralised(str(cell))[:_MAX_TEXT], look)


def _write_number(sheet: Worksheet, row: int, place: int, cell: Cell, look: Format) -> None:
    if cell is not None:
        sheet.write_number(row, place, float(cast("int | float | Decimal", cell)), look)


def _write_day(sheet: Worksheet, row: int, place: int, cell: Cell, look: Format) -> None:
    if cell is not None:
        sheet.write_datetime(row, place, cast("date", cell), look)


def _write_moment(sheet: Worksheet, row: int, place: int, cell: Cell, look: Format) -> None:
    if cell is not None:
        there = cast("datetime", cell).astimezone(OFFICE_ZONE).replace(tzinfo=None)
        sheet.write_datetime(row, place, there, look)


_WRITERS: Final[dict[Kind, Callable[[Worksheet, int, int, Cell, Format], None]]] = {
    Kind.TEXT: _write_text,
    Kind.INTEGER: _write_number,
    Kind.DECIMAL: _write_number,
    Kind.PERCENT: _write_number,
    Kind.DAY: _write_day,
    Kind.MOMENT: _write_moment,
}
