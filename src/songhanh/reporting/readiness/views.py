"""Which units that owe a report have nobody who can send it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from songhanh.engines.vntext import fold
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.excel import Column, Kind, workbook_response
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.registry.roles.rules import can_manage_users
from songhanh.reporting.readiness.forms import ReadinessFilter
from songhanh.reporting.readiness.queries import ReadyUnit, units_ready
from songhanh.reporting.readiness.rules import can_see_readiness


@signed_in
def units(request: ActingRequest) -> HttpResponse:
    """The obliged units of the branch with their people; those without anybody first."""
    require(can_see_readiness(request.acting))
    form = ReadinessFilter(request.GET or None)
    data = form.cleaned_data if form.is_valid() else {}
    every = units_ready(request.acting, clock.today())
    wanted = fold(data.get("q", ""))
    state = data.get("state", "")
    found = [
        one
        for one in every
        if (not wanted or wanted in fold(f"{one.name} {one.code}"))
        and (not state or one.is_ready == (state == "with"))
    ]
    if lists.wants_workbook(request):
        return _workbook(found)
    context = {
        "filter_form": form,
        "page": lists.page_of(request, found),
        "total": len(every),
        "ready": sum(one.is_ready for one in every),
        "inviting": can_manage_users(request.acting),
    }
    return render(request, "readiness/units.html", context)


def _workbook(found: list[ReadyUnit]) -> HttpResponse:
    columns = [
        Column(_("Mã")),
        Column(_("Đơn vị"), width=50),
        Column(_("Loại"), width=24),
        Column(_("Số báo cáo trong năm"), Kind.INTEGER),
        Column(_("Hạn tới"), Kind.DAY),
        Column(_("Người nộp được"), width=50),
    ]
    rows = (
        (one.code, one.name, str(one.kind.label), one.owed, one.next_day, "; ".join(one.people))
        for one in found
    )
    return workbook_response("don-vi-va-nguoi-nop.xlsx", columns, rows)
