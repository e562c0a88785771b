"""The coverage matrix: one page, the same as an Excel file."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.excel import Column, Kind, workbook_response
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.records.recording.queries import units_seen_by
from songhanh.registry.audiences.models import AudienceGroup
from songhanh.registry.orgunits.enums import AreaKind
from songhanh.results.coverage.forms import CoverageFilter
from songhanh.results.coverage.queries import ANYWHERE, COLUMNS, Cell, Coverage, coverage


@dataclass(frozen=True)
class _Row:
    """A group with its cells, each with the name of its column and whether it was missed."""

    group: AudienceGroup
    cells: list[tuple[str, Cell, bool]]


@signed_in
def index(request: ActingRequest) -> HttpResponse:
    """Groups by areas in a period, within what the acting role may see."""
    today = clock.today()
    form = CoverageFilter(request.GET, today=today)
    seen = units_seen_by(request.acting, today)
    found = coverage(request.acting.branch_id, seen, form.first_day, form.last_day)
    rows = [
        _row(found, group)
        for group in found.groups
        if form.shows(priority=group.is_priority, reached=found.is_reached(group.code))
    ]
    if lists.wants_workbook(request):
        return _workbook(rows)
    context = {
        "filter_form": form,
        "rows": rows,
        "columns": [_name(area) for area in COLUMNS],
        "missed": [(group.label, _name(area)) for group, area in found.missed()],
        "found": found,
        "first": form.first_day,
        "last": form.last_day,
    }
    return render(request, "coverage/index.html", context)


def _name(column: str) -> str:
    return _("Mọi nơi") if column == ANYWHERE else str(AreaKind(column).label).capitalize()


def _row(found: Coverage, group: AudienceGroup) -> _Row:
    cells = [(column, found.cells[group.code, column]) for column in COLUMNS]
    return _Row(
        group,
        [
            (_name(column), cell, cell.is_missed(priority=group.is_priority))
            for column, cell in cells
        ],
    )


def _workbook(rows: list[_Row]) -> HttpResponse:
    columns = [
        Column(_("Nhóm đối tượng"), width=40),
        Column(_("Ưu tiên")),
        Column(_("Địa bàn"), width=40),
        Column(_("Hoạt động"), Kind.INTEGER),
        Column(_("Tin, bài"), Kind.INTEGER),
        Column(_("Sinh hoạt của mô hình"), Kind.INTEGER),
        Column(_("Hoạt động trong nhà trường"), Kind.INTEGER),
        Column(_("Lượt người"), Kind.INTEGER),
        Column(_("Xã đã đến"), Kind.INTEGER),
        Column(_("Xã của địa bàn"), Kind.INTEGER),
        Column(_("Quy mô nhóm"), Kind.INTEGER),
        Column(_("Chưa tiếp cận")),
    ]
    cells = (
        (
            row.group.label,
            _("có") if row.group.is_priority else "",
            name,
            cell.activities,
            cell.items,
            cell.meetings,
            cell.school_activities,
            cell.attendances,
            len(cell.communes),
            cell.to_reach,
            cell.size,
            _("chưa tiếp cận") if missed else "",
        )
        for row in rows
        for name, cell, missed in row.cells
    )
    return workbook_response("do-phu.xlsx", columns, cells)
