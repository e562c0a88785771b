"""Sizes from an Excel file: every row read, every fault named, nothing stored while one stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.sheets import SheetRow
from songhanh.registry.audiences.actions import EVERYBODY, NewSize, size_fault
from songhanh.registry.audiences.models import AudienceGroup
from songhanh.registry.audiences.queries import group_of, groups
from songhanh.registry.audiences.rules import can_set_size
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.registry.orgunits.queries import resolve_name, units_by_codes

COLUMNS = {
    "unit": ("ma xa", "xa", "don vi", "ma", "ma don vi", "xa phuong"),
    "group": ("nhom", "nhom doi tuong"),
    "number": ("so nguoi", "so luong"),
    "as_of": ("tinh den ngay", "ngay"),
    "source": ("nguon",),
}
"""The headings a column may have; marks and capitals do not matter."""


@dataclass
class SizesRead:
    """What a file says: the sizes, and the faults by row."""

    sizes: list[NewSize] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    """The row of each size."""
    faults: list[tuple[int, str]] = field(default_factory=list)


def read_sizes(rows: Sequence[SheetRow], *, acting: Acting, on: date) -> SizesRead:
    """The sizes of a table for communes of the acting branch."""
    read = SizesRead()
    codes = units_by_codes({row.text("unit") for row in rows}, on)
    ways = {group.code: group for group in groups(offered_only=False)}
    for row in rows:
        fault = _read_row(row, read, codes, ways, acting, on)
        if fault:
            read.faults.append((row.number, fault))
    people = {one.unit.pk: one.number for one in read.sizes if one.group.code == EVERYBODY}
    by_place = zip(read.numbers, read.sizes, strict=True)
    read.faults += [
        (place, fault)
        for place, one in by_place
        if (fault := size_fault(one, people.get(one.unit.pk)))
    ]
    return read


def _read_row(
    row: SheetRow,
    read: SizesRead,
    codes: dict[str, OrgUnit],
    ways: dict[str, AudienceGroup],
    acting: Acting,
    on: date,
) -> str:
    text = row.text("unit")
    unit = codes.get(text)
    if unit is None and text:
        meant = resolve_name(text, on, acting.branch_id)
        unit = OrgUnit.objects.get(pk=meant.unit_id) if meant.unit_id is not None else None
    group = _group(row.text("group"), ways)
    number, as_of, source = row.whole("number"), row.day("as_of"), row.text("source")
    if unit is None:
        return _("Chưa tìm thấy xã “%(text)s”. Hãy ghi mã hoặc tên đầy đủ.") % {"text": text}
    if group is None:
        return _("Chưa có nhóm “%(text)s”. Hãy xem danh mục nhóm đối tượng.") % {
            "text": row.text("group")
        }
    if number is None or number < 0:
        return _("Số người cần là số nguyên không âm.")
    if as_of is None:
        return _("Ngày cần viết dạng ngày/tháng/năm, ví dụ 31/12/2025.")
    answer = can_set_size(acting, unit, on)
    if not answer:
        return str(getattr(answer, "reason", ""))
    read.sizes.append(NewSize(unit, group, as_of, number, source))
    read.numbers.append(row.number)
    return ""


def _group(text: str, ways: dict[str, AudienceGroup]) -> AudienceGroup | None:
    return ways.get(text) or group_of(text)
