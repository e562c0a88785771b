"""Reading a data package: a folder or a .zip of CSV files and ``plans/*.json``.

Only reads and checks the outer form (files, headers, quoting, encoding); what the cells mean is the
business of the importers. Nothing is unpacked to disk.
"""

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.findings import ImportFinding
from songhanh.foundation.lib.tables import CellReader, TableRow
from songhanh.site.exchange.members import EVIDENCE, content_of, members_of
from songhanh.site.exchange.tables import TABLES

FORMAT = "songhanh-data"
VERSION = 1


@dataclass
class Package:
    """A package as read: rows of each table, plans by file name, and whose package it is.

    The files of evidence are not read with it but one by one, when a record asks for its own.
    """

    path: Path
    tables: dict[str, list[TableRow]] = field(default_factory=dict)
    plans: dict[str, object] = field(default_factory=dict)
    ours: bool = False
    vietnamese_numbers: bool = False
    evidence: dict[str, str] = field(default_factory=dict)
    """Names of the files in ``files/`` and what they are called inside the package."""

    def file(self, name: str) -> bytes | None:
        """The content of a file of ``files/``; None when the package has none of that name."""
        member = self.evidence.get(name)
        return None if member is None else content_of(self.path, member)


def read_package(path: Path, reader: CellReader) -> Package:
    """Read a package; faults of single files and cells go to the reader's findings.

    Raises:
        RefusedError: there is no package at this place, or it cannot be read as a whole.
    """
    package = Package(path)
    members: dict[str, bytes] = {}
    for name, member, data in members_of(path):
        if name.startswith(EVIDENCE):
            package.evidence[name.removeprefix(EVIDENCE)] = member
        else:
            members[name] = data
    _read_manifest(members, package)
    reader.vietnamese_numbers = package.vietnamese_numbers
    for name, data in sorted(members.items()):
        if name == "package.json":
            continue
        if name.startswith("plans/") and name.endswith(".json"):
            _read_plan(name, data, package, reader)
        elif name in TABLES:
            package.tables[name] = _read_table(name, data, package, reader)
        else:
            _file_finding(
                reader,
                name,
                expected="một tệp của gói dữ liệu",
                message=f"Tệp “{name}” không thuộc gói dữ liệu nên được bỏ qua.",
                severity="warning",
            )
    return package


def _read_manifest(members: Mapping[str, bytes], package: Package) -> None:
    data = members.get("package.json")
    if data is None:
        raise RefusedError(
            "Gói dữ liệu thiếu tệp package.json. Tệp này cần ghi "
            '{"format": "songhanh-data", "version": 1}.'
        )
    try:
        manifest = json.loads(_decoded(data))
        known = manifest["format"] == FORMAT and manifest["version"] == VERSION
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise RefusedError(
            "Tệp package.json chưa đọc được. Tệp này cần ghi "
            '{"format": "songhanh-data", "version": 1}.'
        ) from error
    if not known:
        raise RefusedError(
            f"Gói dữ liệu này có dạng “{manifest['format']}” phiên bản {manifest['version']}; "
            f"Song Hành đọc dạng “{FORMAT}” phiên bản {VERSION}."
        )
    package.ours = manifest.get("made_by") == "songhanh"
    package.vietnamese_numbers = manifest.get("locale") == "vi"


def _read_plan(name: str, data: bytes, package: Package, reader: CellReader) -> None:
    try:
        package.plans[name] = json.loads(_decoded(data))
    except (ValueError, RecursionError):
        _file_finding(
            reader,
            name,
            expected="một kế hoạch dạng JSON (UTF-8)",
            message=f"Tệp “{name}” chưa đọc được thành JSON. Hãy xuất lại tệp này.",
        )


def _read_table(name: str, data: bytes, package: Package, reader: CellReader) -> list[TableRow]:
    try:
        text = _decoded(data)
    except UnicodeDecodeError:
        _file_finding(
            reader,
            name,
            expected="tệp CSV mã UTF-8",
            message=f"Tệp “{name}” không phải văn bản UTF-8. Hãy lưu lại dạng CSV UTF-8.",
        )
        return []
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    cleaned = _cleaner(text, ours=package.ours)
    rows: list[TableRow] = []
    try:
        header = cleaned(next(lines, []))
        if not _header_holds(name, header, reader):
            return []
        for number, cells in enumerate(lines, start=2):
            if any(cells):
                rows.append(_row(name, number, header, cleaned(cells), reader))
    except csv.Error as error:
        _file_finding(
            reader,
            name,
            expected="tệp CSV theo RFC 4180",
            message=f"Tệp “{name}” chưa đọc được từ khoảng dòng {lines.line_num} ({error}). "
            "Hãy kiểm tra dấu ngoặc kép rồi lưu lại.",
            row=lines.line_num,
        )
        return []
    return rows


def _row(
    name: str,
    number: int,
    header: list[str],
    cells: list[str],
    reader: CellReader,
) -> TableRow:
    if len(cells) > len(header):
        reader.findings.append(
            ImportFinding(
                name,
                number,
                "",
                str(len(cells)),
                str(len(header)),
                f"Tệp {name}, dòng {number} có {len(cells)} ô, nhiều hơn {len(header)} cột của "
                "tiêu đề. Hãy kiểm tra dấu phân cách trong các ô.",
            )
        )
    values = dict(zip(header, cells, strict=False))
    values.pop("", None)  # a column without a name says nothing
    if TABLES[name].may_lack_standing and "standing" not in header:
        values["standing"] = "accepted"
    return TableRow(name, number, values)


def _header_holds(name: str, header: list[str], reader: CellReader) -> bool:
    table = TABLES[name]
    required, further = table.required.split(), table.further.split()
    if not any(header):
        return True  # an empty file changes nothing
    row = TableRow(name, 1, {column: column for column in header})
    for column in header:
        if column and column not in required and column not in further:
            reader.warn(
                row,
                column,
                expected=", ".join([*required, *further]),
                message=f"Tệp {name}: cột “{column}” không có trong mẫu nên được bỏ qua.",
            )
    missing = [
        column
        for column in required
        if column not in header and not (column == "standing" and table.may_lack_standing)
    ]
    for column in missing:
        reader.fault(
            row,
            column,
            expected=f"cột “{column}”",
            message=f"Tệp {name} thiếu cột bắt buộc “{column}”. Hãy thêm cột này.",
        )
    return not missing


def _file_finding(
    reader: CellReader,
    name: str,
    *,
    expected: str,
    message: str,
    row: int = 1,
    severity: Literal["error", "warning"] = "error",
) -> None:
    reader.findings.append(ImportFinding(name, row, "", name, expected, message, severity))


def _decoded(data: bytes) -> str:
    return data.decode("utf-8-sig")


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return ";" if first.count(";") > first.count(",") else ","


def _cleaner(text: str, *, ours: bool) -> Callable[[list[str]], list[str]]:
    """How the cells of a file become those of its rows: in NFC, without outer blanks.

    Our own apostrophe before a formula is taken away. What a file has nowhere (most are in NFC as a
    whole) is not looked for in each of its cells.
    """
    composed = unicodedata.is_normalized("NFC", text)
    guarded = ours and "'" in text

    def cleaned(cells: list[str]) -> list[str]:
        if not composed:
            cells = [unicodedata.normalize("NFC", cell) for cell in cells]
        cells = [cell.strip() for cell in cells]
        return [_unguarded(cell) for cell in cells] if guarded else cells

    return cleaned


def _unguarded(cell: str) -> str:
    if cell.startswith("'") and cell.lstrip("'")[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return cell[1:].strip()
    return cell
