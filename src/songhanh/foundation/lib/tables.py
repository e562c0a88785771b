"""Rows of an imported table, and a reader of their cells that collects every fault it meets.

Used by all importers of data packages (contract: data package), so that a date or a number is read
and refused in one way everywhere.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from songhanh.foundation.lib.findings import ImportFinding

YES_NO = {"yes": True, "no": False}

# Whole forms, so that a number of the other language is a fault and never another number.
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_VIETNAMESE = re.compile(r"-?([0-9]{1,3}(\.[0-9]{3})+|[0-9]+)(,[0-9]+)?")


@dataclass(frozen=True)
class TableRow:
    """One row as read: the number of its line in the table (the header is 1) and its cells."""

    file: str
    row: int
    cells: Mapping[str, str]

    @property
    def content(self) -> tuple[tuple[str, str], ...]:
        """The cells that say something, for comparing two rows."""
        return tuple(sorted((name, text) for name, text in self.cells.items() if text))


@dataclass
class CellReader:
    """Reads the cells of one row after the other; ``findings`` holds every fault met so far."""

    findings: list[ImportFinding] = field(default_factory=list)
    vietnamese_numbers: bool = False
    identities: dict[str, set[str]] = field(default_factory=dict)
    """The identifiers met so far in each file, also where its rows could not be stored."""

    @property
    def has_errors(self) -> bool:
        """Whether any fault forbids the import."""
        return any(finding.severity == "error" for finding in self.findings)

    def fault(self, row: TableRow, column: str, *, expected: str, message: str) -> None:
        """Add an error about one cell."""
        found = row.cells.get(column, "")
        self.findings.append(ImportFinding(row.file, row.row, column, found, expected, message))

    def warn(self, row: TableRow, column: str, *, expected: str, message: str) -> None:
        """Add a warning about one cell."""
        found = row.cells.get(column, "")
        self.findings.append(
            ImportFinding(row.file, row.row, column, found, expected, message, "warning")
        )

    def text(self, row: TableRow, column: str, *, required: bool = False) -> str:
        """The cell's text, empty when absent. An empty required cell is a fault."""
        text = row.cells.get(column, "")
        if required and not text:
            self.fault(
                row,
                column,
                expected="một giá trị",
                message=f"{_where(row, column)} đang để trống. Ô này cần có giá trị; "
                "hãy điền rồi nhập lại.",
            )
        return text

    def words(self, row: TableRow, column: str) -> list[str]:
        """A list cell, separated by ``|``; repeated words stay."""
        text = row.cells.get(column, "")
        return [word.strip() for word in text.split("|") if word.strip()] if text else []

    def day(self, row: TableRow, column: str, *, required: bool = False) -> date | None:
        """A day written YYYY-MM-DD; None when empty or unreadable (which is a fault)."""
        text = self.text(row, column, required=required)
        if not text:
            return None
        try:
            if len(text) == len("2026-01-31"):
                return date.fromisoformat(text)
        except ValueError:
            pass  # said below, together with the wrong length
        self.fault(
            row,
            column,
            expected="ngày dạng YYYY-MM-DD",
            message=f"{_where(row, column)}: “{text}” chưa đọc được thành ngày. "
            "Ngày cần viết theo dạng năm-tháng-ngày, ví dụ 2026-11-30.",
        )
        return None

    def number(
        self, row: TableRow, column: str, *, least: Decimal | None = Decimal(0)
    ) -> Decimal | None:
        """A number, by default not negative; None when empty or unreadable (a fault)."""
        text = row.cells.get(column, "")
        if not text:
            return None
        value = self._decimal(text)
        if value is None or (least is not None and value < least):
            self.fault(
                row,
                column,
                expected="số không âm" if least == 0 else "một số",
                message=f"{_where(row, column)}: “{text}” chưa đọc được thành số hợp lệ. "
                "Ô này cần một số không âm, không kèm ký hiệu, ví dụ 12.",
            )
            return None
        return value

    def whole(self, row: TableRow, column: str) -> int | None:
        """A whole number that is not negative; None when empty or unreadable (a fault)."""
        value = self.number(row, column)
        if value is None:
            return None
        if value != value.to_integral_value():
            self.fault(
                row,
                column,
                expected="số nguyên không âm",
                message=f"{_where(row, column)}: “{row.cells[column]}” không phải số nguyên. "
                "Ô này cần một số nguyên, ví dụ 12.",
            )
            return None
        return int(value)

    def choice(
        self, row: TableRow, column: str, values: Collection[str], *, required: bool = False
    ) -> str:
        """One word of a list; empty when empty or not of the list (a fault)."""
        text = self.text(row, column, required=required)
        if not text or text in values:
            return text
        expected = ", ".join(sorted(values))
        self.fault(
            row,
            column,
            expected=expected,
            message=f"{_where(row, column)}: “{text}” không có trong danh mục. "
            f"Giá trị dùng được: {expected}.",
        )
        return ""

    def yes_no(self, row: TableRow, column: str) -> bool | None:
        """Yes, no, or None for not known."""
        return YES_NO.get(self.choice(row, column, YES_NO))

    def _decimal(self, text: str) -> Decimal | None:
        form = _VIETNAMESE if self.vietnamese_numbers else _PLAIN
        if not form.fullmatch(text):
            return None
        if self.vietnamese_numbers:
            text = text.replace(".", "").replace(",", ".")
        return Decimal(text)


def _where(row: TableRow, column: str) -> str:
    return f"Tệp {row.file}, dòng {row.row}, cột “{column}”"


def same_rows_once(reader: CellReader, rows: Sequence[TableRow], key: str) -> dict[str, TableRow]:
    """Rows by their identity: equal rows of one id are one, with a warning; different ones a fault.

    Contract: data package, "Identity". Rows without an id are left out; the empty cell is reported
    by whoever reads it as required.
    """
    by_key: dict[str, TableRow] = {}
    for row in rows:
        identity = row.cells.get(key, "")
        if not identity:
            continue
        reader.identities.setdefault(row.file, set()).add(identity)
        first = by_key.setdefault(identity, row)
        if first is row:
            continue
        place = f"dòng {first.row} và dòng {row.row}"
        if first.content == row.content:
            reader.warn(
                row,
                key,
                expected="mỗi mã một dòng",
                message=f"Tệp {row.file}: {place} giống hệt nhau; chỉ tính một dòng.",
            )
        else:
            reader.fault(
                row,
                key,
                expected="mỗi mã một dòng",
                message=f"Tệp {row.file}: {place} cùng mã “{identity}” nhưng khác nội dung. "
                "Hãy giữ lại một dòng đúng.",
            )
    return by_key


@dataclass(frozen=True)
class ImportCount:
    """What an import of one file did: rows added, changed, and the same as before."""

    added: int = 0
    changed: int = 0
    same: int = 0
