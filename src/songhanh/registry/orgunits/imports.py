"""Units, successions and classes of a data package: from cells to typed rows.

Contract: data package, ``units.csv``, ``successions.csv``, ``classes.csv``.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.tables import CellReader, ImportCount, TableRow
from songhanh.registry.orgunits.actions.classes import ClassRow, set_classes
from songhanh.registry.orgunits.actions.importing import (
    SUCCESSIONS_FILE,
    UNITS_FILE,
    SuccessionRow,
    UnitRow,
    store_registry,
)
from songhanh.registry.orgunits.enums import PACKAGE_AREAS, SuccessionKind, UnitKind
from songhanh.registry.orgunits.models import UnitVersion
from songhanh.registry.orgunits.names import as_stored

CLASSES_FILE = "classes.csv"
PACKAGE_SOURCE = "gói dữ liệu"


def import_registry(
    tables: Mapping[str, Sequence[TableRow]],
    reader: CellReader,
    *,
    acting: Acting,
    at: datetime,
) -> dict[str, ImportCount]:
    """Take in the three tables of a package together; counts by file, faults in the reader.

    Runs in the caller's transaction, who takes it back when the reader has errors. Until then what
    can be stored is, so that the other tables of a faulty package are held against its units and
    report their own faults alone.
    """
    units = _units(tables.get(UNITS_FILE, ()), reader, day_of(at))
    successions = _successions(tables.get(SUCCESSIONS_FILE, ()), reader, day_of(at))
    counts: dict[str, ImportCount] = {}
    if units or successions:
        result = store_registry(
            units, successions, source=PACKAGE_SOURCE, acting=acting, at=at, despite_errors=True
        )
        reader.findings.extend(result.findings)
        counts = {UNITS_FILE: result.units, SUCCESSIONS_FILE: result.successions}
    if CLASSES_FILE in tables:
        classes = _classes(tables[CLASSES_FILE], reader)
        counts[CLASSES_FILE] = ImportCount(*set_classes(classes, acting=acting, at=at))
    return {name: count for name, count in counts.items() if name in tables}


def _units(rows: Sequence[TableRow], reader: CellReader, today: date) -> list[UnitRow]:
    units = []
    for row in rows:
        code = reader.text(row, "code", required=True)
        name = as_stored(reader.text(row, "name", required=True))
        kind = reader.choice(row, "kind", UnitKind.values, required=True)
        valid_from = _day(row, "valid_from", reader, today)
        valid_to = _day(row, "valid_to", reader, today)
        if valid_from and valid_to and valid_to < valid_from:
            reader.fault(
                row,
                "valid_to",
                expected=f"không trước ngày {valid_from.isoformat()}",
                message=f"Tệp {row.file}, dòng {row.row}: ngày kết thúc của “{name}” trước ngày "
                "bắt đầu. Hãy sửa một trong hai ngày.",
            )
            valid_to = None
        if code:
            units.append(
                UnitRow(
                    row.row,
                    code,
                    name or code,
                    kind or UnitKind.OTHER,
                    reader.text(row, "parent_code"),
                    valid_from,
                    valid_to,
                    tuple(sorted({as_stored(word) for word in reader.words(row, "aliases")})),
                    _listed(row, "area_flags", [area.value for area in PACKAGE_AREAS], reader),
                    tuple(sorted(set(reader.words(row, "function")))),
                )
            )
    return units


def _successions(rows: Sequence[TableRow], reader: CellReader, today: date) -> list[SuccessionRow]:
    successions = []
    for row in rows:
        kind = reader.choice(row, "kind", SuccessionKind.values, required=True)
        old_code = reader.text(row, "old_code", required=True)
        whole = kind == SuccessionKind.DISSOLVE
        new_code = "" if whole else reader.text(row, "new_code", required=True)
        on = _day(row, "on", reader, today, required=True)
        share = reader.number(row, "share")
        if share is not None and share > 1:
            reader.fault(
                row,
                "share",
                expected="số từ 0 đến 1",
                message=f"Tệp {row.file}, dòng {row.row}: tỷ lệ “{row.cells['share']}” lớn hơn 1. "
                "Tỷ lệ là phần của đơn vị cũ, từ 0 đến 1, ví dụ 0.6.",
            )
            share = None
        if kind and old_code and on and (new_code or whole):
            successions.append(
                SuccessionRow(
                    row.row, old_code, new_code, on, kind, share, reader.text(row, "basis")
                )
            )
    return successions


def _classes(rows: Sequence[TableRow], reader: CellReader) -> list[ClassRow]:
    first: dict[str, tuple[TableRow, ClassRow]] = {}
    known = set(UnitVersion.objects.values_list("code", flat=True)) if rows else set()
    for row in rows:
        name = as_stored(reader.text(row, "class", required=True))
        kinds = _listed(row, "kinds", UnitKind.values, reader)
        codes = _codes(row, "codes", known, reader)
        excluded = _codes(row, "exclude_codes", known, reader)
        if not name:
            continue
        if not kinds and not codes:
            reader.fault(
                row,
                "kinds",
                expected="ít nhất một loại hoặc một mã đơn vị",
                message=f"Tệp {row.file}, dòng {row.row}: nhóm “{name}” chưa có loại hay mã đơn vị "
                "nào. Hãy điền cột “kinds” hoặc “codes”.",
            )
        one = ClassRow(name, frozenset(kinds), frozenset(codes), frozenset(excluded))
        before = first.setdefault(name, (row, one))
        if before[0] is not row:
            _twice(row, before[0], reader, equal=before[1] == one)
    return [one for _row, one in first.values()]


def _twice(row: TableRow, first: TableRow, reader: CellReader, *, equal: bool) -> None:
    place = f"Tệp {row.file}: dòng {first.row} và dòng {row.row}"
    expected = "mỗi nhóm một dòng"
    if equal:
        message = f"{place} giống hệt nhau; chỉ tính một dòng."
        reader.warn(row, "class", expected=expected, message=message)
    else:
        message = f"{place} cùng một nhóm nhưng khác nội dung. Hãy giữ lại một dòng đúng."
        reader.fault(row, "class", expected=expected, message=message)


def _day(
    row: TableRow, column: str, reader: CellReader, today: date, *, required: bool = False
) -> date | None:
    day = reader.day(row, column, required=required)
    if day is not None and day > today:
        reader.warn(
            row,
            column,
            expected="ngày không sau hôm nay",
            message=f"Tệp {row.file}, dòng {row.row}, cột “{column}”: {day:%d/%m/%Y} là một ngày "
            "chưa đến. Dữ liệu vẫn được nhận; hãy kiểm tra lại nếu đây là nhầm lẫn.",
        )
    return day


def _listed(
    row: TableRow, column: str, values: Sequence[str], reader: CellReader
) -> tuple[str, ...]:
    words = sorted(set(reader.words(row, column)))
    for word in words:
        if word not in values:
            expected = ", ".join(sorted(values))
            reader.fault(
                row,
                column,
                expected=expected,
                message=f"Tệp {row.file}, dòng {row.row}, cột “{column}”: “{word}” không có trong "
                f"danh mục. Giá trị dùng được: {expected}.",
            )
    return tuple(word for word in words if word in values)


def _codes(row: TableRow, column: str, known: set[str], reader: CellReader) -> list[str]:
    codes = reader.words(row, column)
    for code in codes:
        if code not in known:
            reader.fault(
                row,
                column,
                expected="mã của một đơn vị trong tệp hoặc đã có",
                message=f"Tệp {row.file}, dòng {row.row}, cột “{column}”: chưa có đơn vị nào mã "
                f"“{code}”. Hãy thêm đơn vị đó hoặc sửa mã.",
            )
    return codes
