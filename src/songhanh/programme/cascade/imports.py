"""Numbers and days of own plans from an Excel file: from cells to typed rows, with every fault."""

import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from songhanh.engines.vntext import fold, normal
from songhanh.foundation.lib.errors import RefusedError
from songhanh.programme.cascade.checks import Entered, fault_of
from songhanh.programme.cascade.queries.needs import Need

MOST_ROWS = 5_000
_MOST_UNPACKED = 50 * 1024**2

_COLUMNS = {
    "code": ("ma don vi", "ma"),
    "number": ("so ky hieu", "so, ky hieu", "so hieu", "so van ban", "so ki hieu", "so, ki hieu"),
    "issued_on": ("ngay ban hanh", "ngay"),
    "title": ("trich yeu", "ten ke hoach"),
}
"""Headings a column may bear, folded, by what it holds."""


@dataclass(frozen=True)
class RowFault:
    """One fault: the row as Excel counts it, the column, a sentence."""

    row: int
    column: str
    message: str


@dataclass
class BulkReading:
    """What a file says: rows that can stand with their needs, and every fault."""

    rows: list[tuple[int, Need, Entered]] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)

    def packed(self) -> str:
        """The right rows as one text of a form."""
        return json.dumps(
            [
                asdict(entered) | {"unit": need.unit_id, "issued_on": entered.issued_on.isoformat()}
                for _row, need, entered in self.rows
            ],
            ensure_ascii=False,
        )


def unpacked(text: str, needs: Iterable[Need]) -> list[tuple[Need, Entered]]:
    """The rows of a preview again, with the needs as they stand now.

    Raises:
        RefusedError: the text is not what a preview gave.
    """
    by_unit = {need.unit_id: need for need in needs}
    try:
        return [
            (
                by_unit[row.pop("unit")],
                Entered(**row | {"issued_on": date.fromisoformat(row["issued_on"])}),
            )
            for row in json.loads(text)
        ]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise RefusedError(
            _("Bản xem trước không còn đúng với danh sách đơn vị. Hãy tải tệp lên lại.")
        ) from error


def read_bulk(data: bytes, needs: Sequence[Need], *, on: date) -> BulkReading:
    """Read the rows of a file for these needs.

    Raises:
        RefusedError: it is no Excel file, too large, or has no column of codes, numbers or days.
    """
    lines = _lines(data)
    columns = _columns(lines[0]) if lines else {}
    missing = [
        name
        for key, name in (("code", _("Mã đơn vị")), ("number", _("Số ký hiệu")),
                          ("issued_on", _("Ngày ban hành")))
        if key not in columns
    ]  # fmt: skip
    if missing:
        raise RefusedError(
            _("Dòng đầu của tệp chưa có cột %(names)s. Hãy thêm tên cột rồi tải lên lại.")
            % {"names": ", ".join(missing)}
        )
    found = BulkReading()
    by_code = {need.unit_code: need for need in needs}
    seen: dict[str, int] = {}
    for number, line in enumerate(lines[1:], start=2):
        cells = {key: line[place] if place < len(line) else None for key, place in columns.items()}
        if any(cell not in (None, "") for cell in cells.values()):
            _read_row(number, cells, by_code, seen, found, on)
    return found


def _read_row(
    row: int,
    cells: Mapping[str, object],
    by_code: Mapping[str, Need],
    seen: dict[str, int],
    found: BulkReading,
    on: date,
) -> None:
    code = _text(cells["code"])
    day = _day(cells["issued_on"])
    need = by_code.get(code)
    faults = []
    if need is None:
        faults.append((_("Mã đơn vị"), _unknown(code)))
    elif code in seen:
        faults.append(
            (_("Mã đơn vị"), _("Đơn vị này đã có ở dòng %(row)s của tệp.") % {"row": seen[code]})
        )
    seen.setdefault(code, row)
    if day is None:
        faults.append((_("Ngày ban hành"), _unread(cells["issued_on"])))
    if need is not None and day is not None and not faults:
        entered = Entered(_text(cells["number"]), day, _text(cells.get("title")))
        fault = fault_of(need, entered, on=on)
        if fault is None:
            found.rows.append((row, need, entered))
            return
        faults.append((_("Số ký hiệu, ngày ban hành"), fault))
    found.faults += [RowFault(row, column, message) for column, message in faults]


def _unknown(code: str) -> str:
    if not code:
        return _("Ô mã đơn vị đang để trống.")
    return _(
        "“%(code)s” không phải là mã của đơn vị phải có kế hoạch này. Hãy kiểm tra mã trong danh"
        " sách đơn vị phải xây dựng kế hoạch."
    ) % {"code": code}


def _unread(cell: object) -> str:
    return _("“%(text)s” chưa đọc được thành ngày. Hãy ghi ngày/tháng/năm, ví dụ 15/03/2026.") % {
        "text": _text(cell)
    }


def _lines(data: bytes) -> list[tuple[object, ...]]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > _MOST_UNPACKED:
                raise RefusedError(_("Tệp Excel quá lớn khi mở ra. Hãy chỉ giữ các cột cần thiết."))
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        lines: list[tuple[object, ...]] = [
            tuple(line) for line in sheet.iter_rows(max_row=MOST_ROWS + 2, values_only=True)
        ]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError) as error:
        raise RefusedError(
            _("Tệp này không phải là tệp Excel .xlsx đọc được. Hãy lưu lại bằng Excel rồi gửi lại.")
        ) from error
    if len(lines) > MOST_ROWS + 1:
        raise RefusedError(
            _("Tệp có hơn %(most)s dòng. Hãy chia thành nhiều tệp.") % {"most": MOST_ROWS}
        )
    return lines


def _columns(heading: Sequence[object]) -> dict[str, int]:
    names = [fold(_text(cell)).rstrip(" *:") for cell in heading]
    found = {}
    for key, headings in _COLUMNS.items():
        wanted = {fold(one) for one in headings}
        place = next((at for at, name in enumerate(names) if name in wanted), None)
        if place is not None:
            found[key] = place
    return found


def _text(cell: object) -> str:
    """A cell as text; a whole number without its ".0"."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return normal(str(cell))


def _day(cell: object) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    for form in ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(_text(cell), form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
