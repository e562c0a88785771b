"""The board as an Excel file."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from songhanh.foundation.lib.excel import Column, Kind, workbook_response
from songhanh.programme.duties.carried import CarriedDuty


def duties_workbook(carried: Iterable[CarriedDuty]) -> HttpResponse:
    """One row a duty and unit. What is not known is an empty cell."""
    columns = [
        Column(_("Kế hoạch"), width=18),
        Column(_("Mục"), width=10),
        Column(pgettext("duty", "Nhiệm vụ"), width=80),
        Column(_("Mã đơn vị"), width=14),
        Column(_("Đơn vị"), width=40),
        Column(_("Vai trò"), width=12),
        Column(_("Tình trạng"), width=18),
        Column(_("Tiến độ (%)"), Kind.INTEGER, 12),
        Column(_("Hạn"), Kind.DAY, 12),
        Column(_("Nguồn của hạn"), width=22),
        Column(_("Quá hạn"), width=10),
        Column(_("Chuyển tiếp từ"), width=18),
    ]
    rows = (
        (
            one.plan.name,
            one.duty.element.ordinal,
            one.text,
            one.unit_code,
            one.unit_name,
            one.role_label,
            one.state.label,
            one.standing.percent,
            one.standing.due_on,
            one.standing.due_origin.label if one.standing.due_origin else "",
            _("quá hạn") if one.is_late else "",
            _origin(one),
        )
        for one in carried
    )
    return workbook_response("nhiem-vu.xlsx", columns, rows)


def _origin(one: CarriedDuty) -> str:
    """The replaced plan the duty goes on from."""
    origin = one.came_from or (one.continues.plan if one.continues else None)
    return origin.name if origin else ""
