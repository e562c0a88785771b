"""A sheet held against the kind's own form: what can be stored, and every fault by cell."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from songhanh.engines.vntext import fold
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.findings import ImportFinding
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.queries import units_recorded_by, units_seen_by
from songhanh.records.recording.sheet import (
    TOTAL,
    UNIT,
    CellKind,
    Sheet,
    SheetColumn,
    SheetEntry,
)
from songhanh.records.recording.views import RecordPages
from songhanh.records.sheets.grids import GridRow, column_name
from songhanh.records.sheets.headings import heading_row
from songhanh.records.sheets.links import Links
from songhanh.records.sheets.values import CellTexts, UnfitCellError
from songhanh.registry.orgunits.queries import resolve_name, unit_by_code
from songhanh.registry.roles.enums import Role

_TOTALS = ("tong cong", "tong so", "tong", "cong")
_HEADS = ("male", "female", "unknown_sex")

Identity = tuple[object, ...]


@dataclass
class SheetReading:
    """What a file holds: rows that can be stored, those that are here already, and the faults."""

    found: int = 0
    entries: list[SheetEntry] = field(default_factory=list)
    same: int = 0
    findings: list[ImportFinding] = field(default_factory=list)
    unknown_units: list[str] = field(default_factory=list)
    """Names of units that mean nothing, or several, each once."""
    shown: dict[str, tuple[int, Any]] = field(default_factory=dict)
    """The row of each entry by its key, and what its name and day are read from."""

    def preview(self, count: int) -> list[tuple[int, Any]]:
        """The first rows that can be stored."""
        return [self.shown[entry.key] for entry in self.entries[:count]]

    @property
    def faulty_rows(self) -> set[int]:
        """Rows with a fault that forbids them."""
        return {one.row for one in self.findings if one.severity == "error"}


@dataclass(frozen=True)
class SheetRequest:
    """A file to be read: its rows, which columns mean what, and whose it is."""

    file: str
    rows: Sequence[GridRow]
    columns: dict[int, str]
    day_order: str
    key: str
    """Begins the keys of its records."""


def read_sheet(
    request: SheetRequest, pages: RecordPages[Any, Any], *, acting: Acting, on: date
) -> SheetReading:
    """Read every row below the heading. Nothing is stored."""
    sheet = pages.sheet
    if sheet is None:
        raise LookupError(pages.kind.code)
    return _Reader(request, pages, sheet, acting, on).read()


class _Reader:
    def __init__(
        self,
        request: SheetRequest,
        pages: RecordPages[Any, Any],
        sheet: Sheet,
        acting: Acting,
        on: date,
    ) -> None:
        self.request, self.pages, self.sheet = request, pages, sheet
        self.acting, self.on = acting, on
        self.texts = CellTexts(request.day_order)
        self.form = pages.form(acting=acting, on=on)
        self.links = Links(self.form)
        self.reading = SheetReading()
        self.own = units_recorded_by(acting, on)
        leads = acting.acts_as(Role.LEAD_OFFICER)
        self.branch = units_seen_by(acting, on) if leads else set()
        self.names: dict[str, tuple[int | None, str]] = {}
        self.places = {name: place for place, name in request.columns.items()}
        self.first: dict[Identity, int] = {}

    def read(self) -> SheetReading:
        rows = self.request.rows
        if not rows:
            return self.reading
        top = heading_row(rows, self.sheet)
        self._missing_columns(rows[top])
        for row in rows[top + 1 :]:
            if not self._is_total(row):
                self.reading.found += 1
                self._row(row)
        self._leave_out_known()
        return self.reading

    def _missing_columns(self, heading: GridRow) -> None:
        for column in self.sheet.columns:
            if column.required and column.field not in self.places:
                self._fault(
                    heading.number,
                    column,
                    "",
                    _("một cột “%(heading)s”") % {"heading": column.heading},
                    _("Chưa có cột nào được chọn làm “%(heading)s”. Hãy chọn cột ở bảng trên.")
                    % {"heading": column.heading},
                )

    def _is_total(self, row: GridRow) -> bool:
        words = [fold(str(cell)) for cell in row.cells if isinstance(cell, str) and cell]
        day = self.places.get(self.pages.kind.day_field, -1)
        has_day = 0 <= day < len(row.cells) and row.cells[day] not in (None, "")
        return bool(words) and not has_day and words[0].rstrip(":") in _TOTALS

    def _row(self, row: GridRow) -> None:
        said, faulty = self._texts(row)
        unit_id = self._unit(row, said)
        if unit_id is None:
            faulty.add(UNIT)
            unit_id = self.acting.unit_id or 0
        content = self._content(row, said, unit_id, faulty)
        if content is None or faulty:
            return
        shown = self.sheet.shown(unit_id, content)
        identity = self._identity(unit_id, shown)
        before = self.first.setdefault(identity, row.number)
        if before != row.number:
            title = self.sheet.column("title")
            self._fault(
                row.number,
                title,
                self._found(row, "title"),
                _("mỗi việc một dòng"),
                _("Dòng này trùng với dòng %(row)s (cùng đơn vị, tên, ngày, nơi). Hãy bỏ một dòng.")
                % {"row": before},
            )
            return
        key = f"{self.request.key}-{row.number}"
        self.reading.entries.append(SheetEntry(key, unit_id, content))
        self.reading.shown[key] = (row.number, shown)

    def _texts(self, row: GridRow) -> tuple[dict[str, str | list[str]], set[str]]:
        said: dict[str, str | list[str]] = {}
        faulty: set[str] = set()
        for place, name in self.request.columns.items():
            column = self.sheet.column(name)
            if column is None or place >= len(row.cells):
                continue
            try:
                text = self.texts.text(column, row.cells[place])
                if text and column.kind is CellKind.LINK:
                    text = self.links.key_of(column, str(text))
                if text:
                    said[name] = text
            except UnfitCellError as error:
                faulty.add(name)
                found = self._found(row, name)
                self._fault(row.number, column, found, error.expected, error.message)
        return said, faulty | self._total(row, said, faulty)

    def _total(self, row: GridRow, said: dict[str, str | list[str]], faulty: set[str]) -> set[str]:
        """Everybody present must be men and women together; alone, it is people not told apart."""
        total = said.pop(TOTAL, "")
        if not isinstance(total, str) or not total or faulty & set(_HEADS):
            return set()
        parts = [int(text) for name in _HEADS if isinstance(text := said.get(name), str) and text]
        if not parts:
            said["unknown_sex"] = total
        elif sum(parts) != int(total):
            self._fault(
                row.number,
                self.sheet.column(TOTAL),
                total,
                str(sum(parts)),
                _("Tổng số %(total)s không bằng nam, nữ và chưa tách cộng lại (%(sum)s).")
                % {"total": total, "sum": sum(parts)},
            )
            return {TOTAL}
        return set()

    def _unit(self, row: GridRow, said: dict[str, str | list[str]]) -> int | None:
        text = str(said.pop(UNIT, "") or "")
        if not text:
            return self.acting.unit_id
        if text not in self.names:
            self.names[text] = self._resolved(text)
        unit_id, message = self.names[text]
        if unit_id is None:
            column = self.sheet.column(UNIT)
            self._fault(row.number, column, text, _("tên hoặc mã một đơn vị của bạn"), message)
        return unit_id

    def _resolved(self, text: str) -> tuple[int | None, str]:
        by_code = unit_by_code(text, self.on)
        if by_code is not None:
            unit_id: int | None = by_code.pk
        else:
            resolution = resolve_name(text, self.on, self.acting.unit_id)
            unit_id = resolution.unit_id
            if unit_id is None:
                self.reading.unknown_units.append(text)
                return None, resolution.message
        if unit_id in self.own or self.branch is None or unit_id in self.branch:
            return unit_id, ""
        return None, _("“%(text)s” không thuộc phạm vi ghi của bạn.") % {"text": text}

    def _content(
        self, row: GridRow, said: dict[str, str | list[str]], unit_id: int, faulty: set[str]
    ) -> Any:
        """What the kind's form makes of the row; its errors become faults of their columns."""
        form = self.form
        form.fields["unit"].choices = [(unit_id, "")]
        form.data = MultiValueDict(
            {one.field: [one.default] for one in self.sheet.columns if one.default}
            | {name: text if isinstance(text, list) else [text] for name, text in said.items()}
            | {"unit": [str(unit_id)], "key": [self.request.key]}
        )
        form.is_bound = True
        form.full_clean()
        for name, errors in form.errors.items():
            if name in faulty:
                continue
            faulty.add(name)
            column = self.sheet.column(name)
            if column is not None and column.required and name not in self.places:
                continue  # said once, of the heading
            expected = _("một giá trị hợp lệ")
            if column is not None and column.required and not said.get(name):
                expected = _("một giá trị")
            self._fault(
                row.number, column, self._found(row, name), expected, " ".join(map(str, errors))
            )
        return None if form.errors else form.content()

    def _identity(self, unit_id: int, shown: Any) -> Identity:
        rest = [getattr(shown, name) for name in self.sheet.identity if name != UNIT]
        return (unit_id, *(fold(one) if isinstance(one, str) else one for one in rest))

    def _leave_out_known(self) -> None:
        """Rows that are here already, from an earlier file or typed in, are not stored again."""
        entries = self.reading.entries
        if not entries:
            return
        kind, shown = self.pages.kind, self.reading.shown
        days = [getattr(shown[one.key][1], kind.day_field) for one in entries]
        on = Q(**{f"{kind.day_field}__in": set(days) - {None}})
        if None in days:
            on |= Q(**{f"{kind.day_field}__isnull": True})
        here = kind.records().filter(on, revises=None)
        here = here.filter(unit_id__in={one.unit_id for one in entries})
        here = here.exclude(standing=RecordStanding.CANCELLED)
        known = {self._identity(record.unit_id, record) for record in here.iterator()}
        self.reading.entries = [
            one for one in entries if self._identity(one.unit_id, shown[one.key][1]) not in known
        ]
        self.reading.same = len(entries) - len(self.reading.entries)

    def _found(self, row: GridRow, name: str) -> str:
        place = self.places.get(name, -1)
        cell = row.cells[place] if 0 <= place < len(row.cells) else ""
        return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell or "")

    def _fault(
        self, row: int, column: SheetColumn | None, found: str, expected: str, message: str
    ) -> None:
        place = self.places.get(column.field, -1) if column is not None else -1
        letter = f"{column_name(place)} – " if place >= 0 else ""
        name = f"{letter}{column.heading}" if column is not None else ""
        self.reading.findings.append(
            ImportFinding(self.request.file, row, name, found, expected, message)
        )
