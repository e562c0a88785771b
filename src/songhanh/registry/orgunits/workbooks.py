"""Villages, schools, enterprises, stations from an Excel file: rows read, faults by row."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from songhanh.engines.vntext import fold
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.sheets import SheetRow
from songhanh.registry.orgunits.actions import UnitRow
from songhanh.registry.orgunits.enums import TERRITORIAL, UnitKind
from songhanh.registry.orgunits.queries import branch_ids, units_by_codes

COLUMNS = {
    "code": ("mã", "mã đơn vị"),
    "name": ("tên", "tên đơn vị"),
    "kind": ("loại", "loại đơn vị"),
    "parent": ("mã đơn vị cấp trên", "mã cấp trên", "trực thuộc"),
    "valid_from": ("hiệu lực từ", "từ ngày"),
    "valid_to": ("hiệu lực đến", "đến ngày"),
    "aliases": ("tên gọi khác", "viết tắt"),
}
"""The headings a column may have; marks and capitals do not matter."""

_KINDS = {
    **{fold(kind.value): kind for kind in UnitKind},
    **{fold(str(kind.label)): kind for kind in UnitKind},
    **dict.fromkeys(
        map(fold, ("thôn", "buôn", "làng", "bản", "khóm", "ấp", "tổ dân phố", "khu phố")),
        UnitKind.VILLAGE,
    ),
    **dict.fromkeys(map(fold, ("trường", "trường học", "cơ sở giáo dục")), UnitKind.SCHOOL),
    **dict.fromkeys(map(fold, ("doanh nghiệp", "công ty")), UnitKind.ENTERPRISE),
    **dict.fromkeys(map(fold, ("đài", "trạm truyền thanh")), UnitKind.STATION),
}


@dataclass
class UnitsRead:
    """What a file says: rows to store, and faults by row."""

    rows: list[UnitRow] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)


def read_units(rows: Sequence[SheetRow], *, acting: Acting, on: date) -> UnitsRead:
    """The units of a table, below units of the acting branch or of the table itself."""
    read = UnitsRead()
    codes = {row.text("code") for row in rows}
    bearers = units_by_codes(codes | {row.text("parent") for row in rows}, on)
    inside: set[int] | None = None
    if not acting.sees_everything:
        inside = branch_ids(acting.branch_id, on) if acting.branch_id is not None else set()
    known = {code for code, unit in bearers.items() if inside is None or unit.pk in inside}
    for row in rows:
        fault = _fault(row, codes, known, set(bearers))
        if fault:
            read.faults.append((row.number, fault))
        else:
            read.rows.append(_unit_row(row))
    return read


def _fault(row: SheetRow, codes: set[str], known: set[str], borne: set[str]) -> str:
    code, parent, kind = row.text("code"), row.text("parent"), _kind(row)
    if not code or not row.text("name"):
        return _("Mã và tên không được để trống.")
    if kind is None or kind in TERRITORIAL:
        return _(
            "Loại “%(kind)s” không nạp được ở đây. Dùng: thôn, trường học, doanh nghiệp, đài "
            "truyền thanh, sở, trung tâm, tổ chức chính trị - xã hội …"
        ) % {"kind": row.text("kind")}
    if code in borne and code not in known:
        return _("Mã “%(code)s” đang là mã của đơn vị ngoài phạm vi.") % {"code": code}
    if parent not in known and not (parent in codes and parent not in borne):
        return _("Chưa có đơn vị cấp trên mã “%(code)s” trong phạm vi của vai trò đang dùng.") % {
            "code": parent
        }
    for column in ("valid_from", "valid_to"):
        if row.text(column) and row.day(column) is None:
            return _("Ngày “%(text)s” cần viết dạng ngày/tháng/năm.") % {"text": row.text(column)}
    return ""


def _unit_row(row: SheetRow) -> UnitRow:
    words = row.text("aliases").replace(";", "|").split("|")
    return UnitRow(
        row.number,
        row.text("code"),
        row.text("name"),
        str(_kind(row)),
        row.text("parent"),
        row.day("valid_from"),
        row.day("valid_to"),
        tuple(sorted({word.strip() for word in words if word.strip()})),
    )


def _kind(row: SheetRow) -> UnitKind | None:
    return _KINDS.get(fold(row.text("kind")))
