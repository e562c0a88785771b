"""The list of difficulties as an Excel file."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.excel import Column, Kind, workbook_response
from songhanh.reporting.difficulties.queries import Row

_COLUMNS = [
    Column(_("Đơn vị"), width=34),
    Column(_("Kế hoạch")),
    Column(_("Chỉ tiêu, nhiệm vụ"), width=30),
    Column(_("Về việc")),
    Column(_("Khó khăn, vướng mắc"), width=60),
    Column(_("Kiến nghị, đề xuất"), width=50),
    Column(_("Vượt thẩm quyền")),
    Column(_("Mức độ")),
    Column(_("Nơi đang giải quyết"), width=30),
    Column(_("Tình trạng")),
    Column(_("Gửi ngày"), Kind.DAY),
    Column(_("Trả lời ngày"), Kind.DAY),
    Column(_("Số ngày"), Kind.INTEGER),
]


def difficulties_workbook(rows: Iterable[Row]) -> HttpResponse:
    """One line a difficulty."""
    cells = (
        (
            row.unit_name,
            row.one.plan.name,
            row.one.element.text if row.one.element else None,
            row.one.get_subject_display(),
            row.one.text,
            row.one.proposal or None,
            _("có") if row.one.beyond_authority else None,
            row.one.get_urgency_display(),
            row.holder_name,
            row.one.get_state_display(),
            day_of(row.one.sent_at),
            day_of(row.one.answered_at) if row.one.answered_at else None,
            row.days,
        )
        for row in rows
    )
    return workbook_response("kho-khan-vuong-mac.xlsx", _COLUMNS, cells)
