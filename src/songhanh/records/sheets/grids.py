"""An .xlsx file as rows of cells, with hostile files refused before anything is unpacked."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter, range_boundaries

from songhanh.foundation.lib.errors import RefusedError

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 120 * 1024 * 1024
MAX_MEMBERS = 500
MAX_ROWS = 5_000
MAX_COLUMNS = 80
MAX_TEXT = 4_000
_MOST_EMPTY_ROWS = 200
_MERGED = re.compile(rb'<mergeCell\s[^>]*?ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_MOST_MERGED = 20_000

Cell = str | int | float | date | bool | None


@dataclass(frozen=True)
class GridRow:
    """One row as it stands in the sheet; ``merged`` are columns whose value came from above."""

    number: int
    cells: tuple[Cell, ...]
    merged: frozenset[int] = frozenset()


def read_grid(data: bytes) -> list[GridRow]:
    """The rows of the first visible sheet that say something.

    A cell merged downwards counts in each of its rows, as people mean it. Of a formula the value it
    had when the file was saved is read.

    Raises:
        RefusedError: no .xlsx, too large, or made to harm.
    """
    _require_harmless(data)
    try:
        with closing(openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)) as book:
            first = next(sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
            return list(_rows(first, _merged_down(data, first)))
    except RefusedError:
        raise
    except Exception as error:  # the library raises whatever its parser meets
        raise _unreadable() from error


def column_name(place: int) -> str:
    """The letter of a column: 0 is A."""
    return str(get_column_letter(place + 1))


def _require_harmless(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise RefusedError(
            _("Tệp nặng hơn %(limit)s MB. Hãy chia thành nhiều tệp nhỏ hơn.")
            % {"limit": MAX_BYTES // 1024**2}
        )
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
            unpacked = sum(info.file_size for info in infos)
            declares = any(_declares_entities(archive, info) for info in infos)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise _unreadable() from error
    if len(infos) > MAX_MEMBERS or unpacked > MAX_UNPACKED or declares:
        raise RefusedError(
            _("Tệp này khi mở ra quá lớn hoặc không phải bảng tính thường. Hãy lưu lại dạng .xlsx.")
        )


def _declares_entities(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    """Whether a part begins as no office program writes it: entities can grow without end."""
    if not info.filename.endswith((".xml", ".rels")):
        return False
    with archive.open(info) as part:
        return b"<!DOCTYPE" in part.read(2048)


def _merged_down(data: bytes, sheet: Any) -> dict[tuple[int, int], tuple[int, int]]:
    """Cells below the first of a merged column of cells, each with that first one (row, place)."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        source = archive.read(sheet._worksheet_path.lstrip("/"))  # noqa: SLF001 - no public name in this mode
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for match in _MERGED.finditer(source):
        left, top, _right, bottom = (int(side or 1) for side in range_boundaries(match[1].decode()))
        for row in range(top + 1, min(bottom, top + MAX_ROWS) + 1):
            found[row, left - 1] = (top, left - 1)
            if len(found) > _MOST_MERGED:
                return found
    return found


def _rows(sheet: Any, merged: dict[tuple[int, int], tuple[int, int]]) -> Iterator[GridRow]:
    above = dict.fromkeys(merged.values())
    values: dict[tuple[int, int], Cell] = dict(above)
    kept = empty = 0
    for number, raw in enumerate(
        sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True, max_row=1_048_576), start=1
    ):
        cells = [_cell(value) for value in raw]
        filled: set[int] = set()
        own = any(cell not in (None, "") for cell in cells)
        for place, cell in enumerate(cells):
            if (number, place) in values:
                values[number, place] = cell
            first = merged.get((number, place))
            if first and cell in (None, "") and own:
                cells[place] = values.get(first)
                filled.add(place)
        if not own:
            empty += 1
            if empty > _MOST_EMPTY_ROWS:
                return
            continue
        kept, empty = kept + 1, 0
        if kept > MAX_ROWS:
            raise RefusedError(
                _("Tệp có hơn %(most)s dòng. Hãy chia thành nhiều tệp.") % {"most": MAX_ROWS}
            )
        yield GridRow(number, tuple(cells), frozenset(filled))


def _cell(value: Any) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date | bool | int | float) or value is None:
        return value
    return str(value)[:MAX_TEXT].strip()


def _unreadable() -> RefusedError:
    return RefusedError(
        _(
            "Tệp này không phải bảng tính .xlsx đọc được (hỏng, có mật khẩu hoặc dạng khác). "
            "Hãy mở bằng Excel rồi lưu lại dạng .xlsx."
        )
    )
