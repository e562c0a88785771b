"""The calendar for other programs: Excel and iCal."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from songhanh.foundation.lib.excel import Column, Kind, workbook_response
from songhanh.registry.calendar.lines import Line
from songhanh.registry.calendar.models import SpecialDay


def lines_workbook(lines: Iterable[Line], year: int) -> HttpResponse:
    """The list of a year as an Excel file."""
    columns = [
        Column(_("Tên"), width=60),
        Column(_("Loại")),
        Column(_("Từ ngày"), Kind.DAY, width=12),
        Column(_("Đến ngày"), Kind.DAY, width=12),
        Column(_("Chủ đề"), width=50),
        Column(_("Phạm vi"), width=24),
        Column(_("Ghi chú"), width=40),
        Column(_("Nguồn"), width=50),
    ]
    rows = (
        (one.name, one.kind, one.first, one.last, one.theme, one.scope, one.note, one.source)
        for one in lines
    )
    return workbook_response(f"lich-{year}.xlsx", columns, rows)


def days_workbook(rows: Iterable[SpecialDay], scopes: dict[int, str], year: int) -> HttpResponse:
    """The days off and days worked of a year as an Excel file."""
    columns = [
        Column(_("Ngày"), Kind.DAY, width=12),
        Column(_("Loại"), width=28),
        Column(_("Tên"), width=50),
        Column(_("Phạm vi"), width=24),
        Column(_("Tình trạng")),
        Column(_("Nguồn"), width=60),
    ]
    states = {True: _("đã thông báo"), False: _("dự kiến")}
    cells = (
        (
            row.day,
            row.get_kind_display(),
            row.name,
            scopes.get(row.branch_id or 0, "") or _("cả nước"),
            states[row.announced],
            row.source,
        )
        for row in rows
    )
    return workbook_response(f"ngay-nghi-{year}.xlsx", columns, cells)


def ical_response(lines: Sequence[Line], *, host: str, at: datetime) -> HttpResponse:
    """The dated lines as all-day events (RFC 5545); the end of a day is the day after it."""
    book = Calendar()
    book.add("prodid", "-//Song Hanh//calendar//VI")
    book.add("version", "2.0")
    book.add("x-wr-calname", _("Lịch Song Hành"))
    for line in lines:
        if line.first is None or line.last is None:
            continue
        event = Event()
        event.add("uid", f"{line.key}@{host}")
        event.add("dtstamp", at)
        event.add("dtstart", line.first)
        event.add("dtend", line.last + timedelta(days=1))
        event.add("summary", line.name)
        described = [part for part in (line.theme, line.note, line.source) if part]
        event.add("description", "\n".join(described))
        event.add("categories", [line.kind])
        event.add("transp", "TRANSPARENT")
        book.add_component(event)
    response = HttpResponse(book.to_ical(), content_type="text/calendar; charset=utf-8")
    disposition = content_disposition_header(as_attachment=True, filename="song-hanh.ics")
    response["Content-Disposition"] = disposition or "attachment"
    return response
