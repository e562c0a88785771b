"""Cells of a sheet as the text the kind's form reads, or what is wrong with them."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _
from openpyxl.utils.datetime import from_excel

from songhanh.engines.vntext import fold
from songhanh.records.recording.forms import two_readings
from songhanh.records.recording.references import ways_to_write
from songhanh.records.recording.sheet import CellKind, SheetColumn
from songhanh.records.sheets.enums import DayOrder
from songhanh.records.sheets.grids import Cell

_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_DAY_WITHOUT_YEAR = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_GROUPED = re.compile(r"-?\d{1,3}(?:[.\s]\d{3})+(?:,\d+)?|-?\d+(?:,\d+)?|-?\d+\.\d{1,2}")
_SERIAL = range(36_526, 73_051)
"""Days as numbers: 2000 to 2099."""
_MONTHS = 12


class UnfitCellError(Exception):
    """What stands there cannot be read; what was expected, and a sentence."""

    def __init__(self, expected: str, message: str) -> None:
        super().__init__(message)
        self.expected, self.message = expected, message


class CellTexts:
    """Turns cells into form texts for one file."""

    def __init__(self, day_order: str) -> None:
        """``day_order``: how 3/8/2026 is meant."""
        self._day_order = day_order
        self._lists: dict[str, dict[str, str]] = {}

    def text(self, column: SheetColumn, cell: Cell) -> str | list[str]:
        """The text of a cell.

        Raises:
            UnfitCellError: it cannot be read as what the column holds.
        """
        if cell is None or cell == "":
            return ""
        readers: dict[CellKind, Callable[[SheetColumn, Cell], str | list[str]]] = {
            CellKind.TEXT: lambda _column, cell: _plain(cell),
            CellKind.DAY: lambda _column, cell: self._day(cell),
            CellKind.COUNT: lambda _column, cell: _number(cell, whole=True),
            CellKind.AMOUNT: lambda _column, cell: _number(cell, whole=False),
            CellKind.DECIMAL: lambda _column, cell: _number(cell, whole=False),
            CellKind.CODE: lambda column, cell: self._code(column, _plain(cell)),
            CellKind.CODES: self._codes,
            CellKind.WORD: lambda column, cell: _word(column.answers(), cell),
            CellKind.LINK: lambda _column, cell: _plain(cell),
            CellKind.LINES: lambda _column, cell: "\n".join(_parts(cell)),
        }
        return readers[column.kind](column, cell)

    def _codes(self, column: SheetColumn, cell: Cell) -> list[str]:
        return [self._code(column, word) for word in _parts(cell)]

    def _day(self, cell: Cell) -> str:
        if isinstance(cell, date):
            return f"{cell:%d/%m/%Y}"
        if isinstance(cell, int | float) and int(cell) in _SERIAL:
            return f"{from_excel(int(cell)):%d/%m/%Y}"
        text = str(cell).strip()
        iso, full = _ISO.fullmatch(text), _DAY.fullmatch(text)
        if iso:
            return f"{iso[3]}/{iso[2]}/{iso[1]}"
        if full:
            return self._in_order(text, full[1], full[2], full[3])
        short = _DAY_WITHOUT_YEAR.fullmatch(text)
        message = (
            two_readings(text, int(short[1]), int(short[2]))
            if short
            else _("“%(text)s” chưa đọc được thành ngày. Hãy ghi ngày/tháng/năm, ví dụ 08/03/2026.")
            % {"text": text}
        )
        raise UnfitCellError(_("ngày/tháng/năm"), message)

    def _in_order(self, text: str, first: str, second: str, year: str) -> str:
        """Two digits each are our own form; 3/8/2026 may be either, unless the file's order is set.

        A first number above 12 settles it; so does the same number twice.
        """
        if self._day_order == DayOrder.MONTH_FIRST:
            first, second = second, first
        elif self._day_order == DayOrder.ASK and _may_be_two(first, second):
            raise UnfitCellError(
                _("ngày/tháng/năm, hai chữ số ngày và tháng"),
                two_readings(text, int(first), int(second)),
            )
        try:
            return f"{date(int(year), int(second), int(first)):%d/%m/%Y}"
        except ValueError:
            raise UnfitCellError(
                _("một ngày có trong lịch"),
                _("“%(text)s” không có trong lịch. Hãy kiểm tra lại ngày và tháng.")
                % {"text": text},
            ) from None

    def _code(self, column: SheetColumn, text: str) -> str:
        ways = self._lists.get(column.code_list)
        if ways is None:
            ways = self._lists[column.code_list] = ways_to_write(column.code_list)
        found = ways.get(text) or ways.get(fold(text))
        if found:
            return found
        raise UnfitCellError(
            _("một mục của danh mục “%(list)s”") % {"list": column.heading},
            _("“%(text)s” không có trong danh mục. Hãy chọn một mục có trong trang “Danh mục”.")
            % {"text": text},
        )


def _may_be_two(first: str, second: str) -> bool:
    written_out = len(first) == len(second) == len("08")
    return not written_out and max(int(first), int(second)) <= _MONTHS and int(first) != int(second)


def _parts(cell: Cell) -> list[str]:
    return [part.strip() for part in re.split(r"[;|\n]", _plain(cell)) if part.strip()]


def _number(cell: Cell, *, whole: bool) -> str:
    value = _decimal(cell)
    if value is None or value < 0 or (whole and value != value.to_integral_value()):
        raise UnfitCellError(
            _("số nguyên không âm") if whole else _("số không âm"),
            _("“%(text)s” chưa đọc được thành số hợp lệ. Hãy ghi một số, ví dụ 40.")
            % {"text": _plain(cell)},
        )
    return format(value.to_integral_value() if whole else value, "f").replace(".", ",")


def _decimal(cell: Cell) -> Decimal | None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Decimal(str(cell))
    text = _plain(cell)
    if not _GROUPED.fullmatch(text):
        return None
    if "," in text or re.search(r"[.\s]\d{3}(?!\d)", text):
        text = re.sub(r"[.\s]", "", text).replace(",", ".")
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _word(words: Mapping[str, tuple[str, ...]], cell: Cell) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    asked = fold(_plain(cell))
    for value, ways in words.items():
        if asked in map(fold, ways):
            return value
    expected = ", ".join(ways[0] for ways in words.values())
    raise UnfitCellError(
        expected,
        _("“%(text)s” chưa hiểu được. Ô này nhận một trong các chữ: %(words)s.")
        % {"text": _plain(cell), "words": expected},
    )


def _plain(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return str(cell).strip()
