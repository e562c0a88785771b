"""Lists of the cascade as Excel files."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from songhanh.engines.planreader.comparing import Alignment
from songhanh.engines.planreader.comparing.matching import text_of_item
from songhanh.foundation.lib.excel import Column, Kind, workbook_response
from songhanh.programme.cascade.phrases import VERDICTS
from songhanh.programme.cascade.queries.needs import Need


def needs_workbook(needs: Iterable[Need]) -> HttpResponse:
    """One row a unit and plan owed; what is not there is an empty cell."""
    columns = [
        Column(_("Mã đơn vị"), width=14),
        Column(_("Đơn vị"), width=40),
        Column(_("Loại kế hoạch"), width=28),
        Column(_("Năm"), Kind.TEXT, 8),
        Column(_("Hạn"), Kind.DAY, 12),
        Column(_("Số ký hiệu"), width=18),
        Column(_("Ngày ban hành"), Kind.DAY, 14),
        Column(_("Trích yếu"), width=60),
        Column(_("Chỉ tiêu chính"), width=40),
        Column(_("Tình trạng"), width=18),
        Column(_("Lý do"), width=40),
    ]
    rows = (
        (
            need.unit_code,
            need.unit_name,
            need.kind.label,
            str(need.year or ""),
            need.due_on,
            need.local.number if need.local else "",
            need.local.issued_on if need.local else None,
            need.local.title if need.local else "",
            need.local.key_targets if need.local else "",
            need.state.label,
            need.decision.reason if need.decision else "",
        )
        for need in needs
    )
    return workbook_response("ke-hoach-cua-don-vi.xlsx", columns, rows)


def alignment_workbook(table: Alignment) -> HttpResponse:
    """One row a target and task group of the upper plan, then what the lower plan adds."""
    columns = [
        Column(_("Phần"), width=18),
        Column(_("Mục của kế hoạch trên"), width=10),
        Column(_("Kế hoạch trên"), width=60),
        Column(_("Mục của kế hoạch dưới"), width=10),
        Column(_("Kế hoạch dưới"), width=60),
        Column(_("So sánh"), width=22),
        Column(_("Khác ở đâu"), width=60),
    ]
    rows: list[tuple[str, ...]] = []
    target, group = pgettext("alignment", "chỉ tiêu"), pgettext("alignment", "nhóm nhiệm vụ")
    for one in table.targets:
        reasons = " ".join(each.message for each in one.departures)
        rows.append((target, *_side(one.parent), *_side(one.child), _said(one.verdict), reasons))
    for pair in table.groups:
        verdict = "missing" if pair.is_missing else "counterpart"
        rows.append((group, *_side(pair.parent), *_side(pair.child), _said(verdict), ""))
    rows += [(target, "", "", *_side(one), _said("own"), "") for one in table.own_targets]
    return workbook_response("so-voi-ke-hoach-tren.xlsx", columns, rows)


def _said(verdict: str) -> str:
    return str(VERDICTS[verdict])


def _side(item: object) -> tuple[str, str]:
    if not isinstance(item, dict):
        return "", ""
    return str(item.get("ordinal") or ""), text_of_item(item)
