"""The archive of documents sent out, and the recipients of one, as Excel files."""

from collections.abc import Iterator
from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.foundation.lib.excel import Cell, Column, Kind, workbook_response
from songhanh.registry.orgunits.queries import names_on
from songhanh.reporting.dispatch.models import Dispatch
from songhanh.reporting.dispatch.queries import counted_state_of
from songhanh.reporting.dispatch.recipients import compared

_ARCHIVE = (
    Column(gettext_lazy("Số, ký hiệu"), width=18),
    Column(gettext_lazy("Ngày ban hành"), Kind.DAY, width=14),
    Column(gettext_lazy("Loại văn bản"), width=14),
    Column(gettext_lazy("Trích yếu"), width=60),
    Column(gettext_lazy("Đơn vị ban hành"), width=30),
    Column(gettext_lazy("Tình trạng"), width=24),
    Column(gettext_lazy("Nơi nhận"), Kind.INTEGER, width=10),
    Column(gettext_lazy("Đã gửi"), Kind.INTEGER, width=10),
    Column(gettext_lazy("Đã xác nhận"), Kind.INTEGER, width=12),
    Column(gettext_lazy("Lưu"), width=14),
    Column(gettext_lazy("Mã hồ sơ"), width=14),
)
_RECIPIENTS = (
    Column(gettext_lazy("Nơi nhận"), width=40),
    Column(gettext_lazy("Như trong văn bản"), width=50),
    Column(gettext_lazy("Mục đích"), width=14),
    Column(gettext_lazy("Đã gửi"), Kind.DAY, width=12),
    Column(gettext_lazy("Cách gửi"), width=18),
    Column(gettext_lazy("Số lần gửi"), Kind.INTEGER, width=10),
    Column(gettext_lazy("Đã đọc"), Kind.MOMENT, width=18),
    Column(gettext_lazy("Đã xác nhận"), Kind.DAY, width=12),
    Column(gettext_lazy("Số ngày"), Kind.INTEGER, width=10),
)
_TASK = Column(gettext_lazy("Nhiệm vụ trong kế hoạch"), width=24)


def archive_workbook(found: list[Dispatch], on: date) -> HttpResponse:
    """Documents of ``dispatches_visible_to``, a line each."""
    return workbook_response("van-ban-di.xlsx", _ARCHIVE, _lines(found, on))


def recipients_workbook(dispatch: Dispatch, on: date) -> HttpResponse:
    """Who gets a document and what came back; of a plan also whether it gives them a task."""
    rows = list(dispatch.recipients.all())
    shown: list[list[Cell]] = [
        [
            one.name, one.words, one.purpose, one.sent_on, one.get_means_display(),
            one.times_sent, one.read_at, one.acknowledged_on, one.days_open(on),
        ]
        for one in rows
    ]  # fmt: skip
    if dispatch.plan is None:
        return workbook_response("noi-nhan.xlsx", _RECIPIENTS, shown)
    duties = compared(dispatch.plan, rows, on)
    said = {one.pk: _("được giao") for one in duties.tasked}
    said |= {one.pk: _("không được giao") for one in duties.idle}
    told = [[*line, said.get(one.pk, "")] for line, one in zip(shown, rows, strict=True)]
    return workbook_response("noi-nhan.xlsx", (*_RECIPIENTS, _TASK), told)


def _lines(found: list[Dispatch], on: date) -> Iterator[list[Cell]]:
    names = names_on({one.unit_id for one in found}, on)
    for one in found:
        counts = [getattr(one, name) for name in ("told", "sent", "confirmed")]
        yield [
            one.notation, one.issued_on, one.kind, one.title, names.get(one.unit_id, ""),
            counted_state_of(one).label, *counts, one.archive, one.record_code,
        ]  # fmt: skip
