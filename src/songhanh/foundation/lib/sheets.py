"""Rows of an Excel file by their headings, with the number Excel shows beside each row.

rows = read_sheet(data, {"unit": ("ma xa", "don vi"), "number": ("so nguoi",)})
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from songhanh.engines.vntext import fold, normal
from songhanh.foundation.lib.errors import RefusedError

MOST_ROWS = 20_000
_MOST_BYTES = 200_000_000
_DAYS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y")


@dataclass(frozen=True)
class SheetRow:
    """One row: its number in Excel, and its cells by column."""

    number: int
    cells: Mapping[str, object]

    def text(self, column: str) -> str:
        """The cell as text in its normal form; a whole number without a point."""
        value = self.cells.get(column)
        if value is None:
            return ""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, datetime | date):
            return value.isoformat()[:10]
        return normal(str(value)).removeprefix("'")

    def whole(self, column: str) -> int | None:
        """The cell as a whole number; None when it is none."""
        text = self.text(column).replace(".", "").replace(" ", "")
        return int(text) if text.removeprefix("-").isdigit() else None

    def day(self, column: str) -> date | None:
        """The cell as a day; None when it is none."""
        value = self.cells.get(column)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        for form in _DAYS:
            try:
                return datetime.strptime(self.text(column), form).date()  # noqa: DTZ007 - a day only
            except ValueError:
                continue
        return None


def read_sheet(data: bytes, columns: Mapping[str, Sequence[str]]) -> list[SheetRow]:
    """The rows of the first sheet under a row of headings; empty rows are left out.

    ``columns`` gives for each name the headings it may stand under. A column without its
    heading is absent from the cells.

    Raises:
        RefusedError: no Excel file, too large, or none of the headings in its first ten rows.
    """
    _require_small(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        lines: list[list[object]] = [
            list(line) for line in book.worksheets[0].iter_rows(values_only=True)
        ]
        book.close()
    except Exception as error:
        raise RefusedError(_no_workbook()) from error
    for start, line in enumerate(lines[:10]):
        places = _places(line, columns)
        if places:
            return list(_rows(lines, start, places))
    names = ", ".join(ways[0] for ways in columns.values())
    raise RefusedError(
        _("Chưa thấy dòng tiêu đề với các cột %(names)s trong trang tính đầu.") % {"names": names}
    )


def _rows(lines: list[list[object]], start: int, places: Mapping[str, int]) -> Sequence[SheetRow]:
    found = [
        SheetRow(number, {name: _at(line, place) for name, place in places.items()})
        for number, line in enumerate(lines[start + 1 :], start=start + 2)
        if any(cell not in (None, "") for cell in line)
    ]
    if len(found) > MOST_ROWS:
        raise RefusedError(
            _("Tệp có hơn %(most)s dòng. Hãy chia thành nhiều tệp.") % {"most": MOST_ROWS}
        )
    return found


def _places(line: Sequence[object], columns: Mapping[str, Sequence[str]]) -> dict[str, int]:
    headings = {fold(str(cell)).strip(" *"): place for place, cell in enumerate(line) if cell}
    found: dict[str, int] = {}
    for name, ways in columns.items():
        for way in ways:
            if name not in found and fold(way) in headings:
                found[name] = headings[fold(way)]
    return found if len(found) > 1 or len(columns) == len(found) else {}


def _at(line: Sequence[object], place: int) -> object:
    return line[place] if place < len(line) else None


def _require_small(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > _MOST_BYTES:
                raise RefusedError(_("Tệp Excel quá lớn. Hãy chia thành nhiều tệp."))
    except zipfile.BadZipFile as error:
        raise RefusedError(_no_workbook()) from error


def _no_workbook() -> str:
    return _("Đây không phải tệp Excel (.xlsx) đọc được. Hãy lưu lại dạng .xlsx rồi thử lại.")
