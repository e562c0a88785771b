"""Rows of roadmaps from outside: of an Excel file, or of a preview that somebody confirms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from songhanh.engines import counting
from songhanh.engines.counting import RoadmapFault
from songhanh.engines.vntext import read_number
from songhanh.foundation.lib.sheets import SheetRow, read_sheet
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.targets.models import Target
from songhanh.programme.targets.queries import plan_spec, target_spec, targets_of

COLUMNS = {
    "key": ("muc",),
    "text": ("chi tieu",),
    "year": ("nam",),
    "value": ("phai dat",),
    "threshold": ("so luong moi don vi",),
}
_LARGEST = Decimal(10) ** 14


@dataclass(frozen=True)
class RawRow:
    """A row as it came: its number in the file, and its cells as text."""

    number: int
    key: str
    year: str
    value: str
    threshold: str


@dataclass(frozen=True)
class RowFault:
    """What is wrong with a row: where, what was found, what to do."""

    number: int
    found: str
    message: str


@dataclass(frozen=True)
class YearChange:
    """A year whose row would change; None is no row."""

    target: Target
    year: int
    before: counting.RoadmapRow | None
    after: counting.RoadmapRow | None

    @property
    def hidden(self) -> str:
        """The row as a preview carries it to its confirmation."""
        numbers = (self.after.value, self.after.threshold) if self.after else (None, None)
        words = ["" if number is None else f"{number:f}" for number in numbers]
        return "|".join((self.target.element.key, str(self.year), *words))


@dataclass
class RoadmapReading:
    """What rows from outside would change, and every fault among them."""

    changes: list[YearChange] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)

    @property
    def wanted(self) -> dict[Target, list[counting.RoadmapRow]]:
        """The whole new roadmap of each target that changes: years not named stay."""
        found: dict[Target, dict[int, counting.RoadmapRow]] = {}
        for one in self.changes:
            rows = found.setdefault(one.target, dict(_standing(one.target)))
            rows.pop(one.year, None)
            if one.after is not None:
                rows[one.year] = one.after
        return {target: list(rows.values()) for target, rows in found.items()}


def rows_of_file(data: bytes) -> list[RawRow]:
    """The rows of an Excel file in the form of the template.

    Raises:
        RefusedError: it is no Excel file, or has none of the headings.
    """
    return [
        RawRow(
            row.number,
            row.text("key"),
            row.text("year"),
            _cell(row, "value"),
            _cell(row, "threshold"),
        )
        for row in read_sheet(data, COLUMNS)
    ]


def rows_of_preview(hidden: Iterable[str]) -> list[RawRow]:
    """The rows a preview carried along."""
    parts = (one.split("|") for one in hidden)
    return [RawRow(number, *one) for number, one in enumerate(parts, start=1) if len(one) == 4]


def read_rows(plan: PlanDocument, rows: Iterable[RawRow]) -> RoadmapReading:
    """Hold rows against the plan: which years they change, and what is wrong with them."""
    targets = {target.element.key: target for target in targets_of(plan)}
    reading, seen = RoadmapReading(), dict[tuple[str, str], int]()
    for raw in rows:
        faults = list(_faults(plan, targets, raw, seen))
        reading.faults += faults
        if faults:
            continue
        target, after = targets[raw.key], _row(raw)
        before = _standing(target).get(after.year)
        says = after if after.value is not None or after.threshold is not None else None
        if says != before:
            reading.changes.append(YearChange(target, after.year, before, says))
    return reading


def fault_words(fault: RoadmapFault) -> str:
    """What is wrong with a row, and what to do."""
    return {
        RoadmapFault.YEAR: _(
            "Năm nằm ngoài thời gian của kế hoạch hoặc của chỉ tiêu. Hãy ghi một năm trong thời"
            " gian đó."
        ),
        RoadmapFault.NEGATIVE: _("Số nhỏ hơn 0. Hãy ghi số từ 0 trở lên."),
        RoadmapFault.ABOVE_ALL: _("Tỷ lệ lớn hơn 100. Hãy ghi tỷ lệ từ 0 đến 100."),
        RoadmapFault.NO_THRESHOLD: _(
            "Chỉ tiêu này không tính theo số lượng của mỗi đơn vị. Hãy để trống cột đó."
        ),
    }[fault]


def _faults(
    plan: PlanDocument,
    targets: Mapping[str, Target],
    raw: RawRow,
    seen: dict[tuple[str, str], int],
) -> Iterable[RowFault]:
    if raw.key not in targets:
        yield RowFault(
            raw.number,
            raw.key,
            _("Kế hoạch không có chỉ tiêu ở mục này. Hãy giữ cột “Mục” như trong mẫu."),
        )
        return
    if not (raw.year.isdigit() and len(raw.year) == 4):
        yield RowFault(raw.number, raw.year, _("Chưa đọc được năm. Hãy ghi năm gồm bốn chữ số."))
        return
    for text in (raw.value, raw.threshold):
        if text and _number(text) is None:
            message = _("Chưa đọc được thành số. Hãy ghi một số, ví dụ 97,5.")
            yield RowFault(raw.number, text, message)
            return
    first = seen.setdefault((raw.key, raw.year), raw.number)
    if first != raw.number:
        yield RowFault(
            raw.number,
            f"{raw.key}, {raw.year}",
            _("Chỉ tiêu và năm này đã có ở dòng %(row)s. Hãy giữ một dòng.") % {"row": first},
        )
    for fault in counting.row_faults(plan_spec(plan), target_spec(targets[raw.key]), _row(raw)):
        found = raw.year if fault == RoadmapFault.YEAR else f"{raw.value} {raw.threshold}".strip()
        yield RowFault(raw.number, found, fault_words(fault))


def _row(raw: RawRow) -> counting.RoadmapRow:
    return counting.RoadmapRow(int(raw.year), _number(raw.value), _number(raw.threshold))


def _standing(target: Target) -> Mapping[int, counting.RoadmapRow]:
    return {row.year: row for row in target_spec(target).roadmap}


def _cell(row: SheetRow, column: str) -> str:
    """A number as plain digits: of Excel, or typed as Vietnamese write it; else what was typed."""
    value = row.cells.get(column)
    text = row.text(column)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{Decimal(str(value)):f}"
    number = read_number(text.rstrip(" %")) if text else None
    return text if number is None else f"{number:f}"


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) >= _LARGEST:
        return None
    return round(number, 4)
