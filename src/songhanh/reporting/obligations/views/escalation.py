"""Who is behind and how often they were reminded; on which days people are reminded."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.excel import Column, Kind, workbook_response
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.reporting.obligations import queries
from songhanh.reporting.obligations.actions import set_reminder_days
from songhanh.reporting.obligations.forms.reminders import OverdueFilter, ReminderDaysForm
from songhanh.reporting.obligations.queries import Overdue, OverdueRow
from songhanh.reporting.obligations.rules import may_decide

_SORTS: dict[str, Callable[[Overdue], object]] = {
    "late": lambda one: one.days_late,
    "unit": lambda one: one.obligation.unit_name,
    "reminded": lambda one: one.reminded,
}
_SORT_NAMES = {name: name for name in _SORTS}


@signed_in
def escalation(request: ActingRequest) -> HttpResponse:
    """The missing reports of the branch: late by how many days, reminded how often, who answers."""
    require(may_decide(request.acting))
    today = clock.today()
    form = OverdueFilter(request.GET, plans=queries.plans_with_obligations(request.acting, today))
    found = [one for one in queries.overdue_seen_by(request.acting, as_of=today) if form.keeps(one)]
    key = lists.sort_key(request, _SORT_NAMES, "-late")
    found.sort(key=_SORTS[key.removeprefix("-")], reverse=key.startswith("-"))  # type: ignore[arg-type]  # numbers or names, never both
    if lists.wants_workbook(request):
        return _workbook(queries.rows_of_overdue(found, today))
    page = lists.page_of(request, found)
    context = {
        "filter_form": form,
        "page": page,
        "rows": queries.rows_of_overdue(page, today),
        "filtered": form.narrows,
    }
    return render(request, "obligations/escalation.html", context)


@signed_in
def reminder_days(request: ActingRequest) -> HttpResponse:
    """On which days before and after a last day the units of the branch are reminded."""
    require(may_decide(request.acting))
    now = queries.rhythm_for(request.acting.branch_id, clock.today())
    data = request.POST if request.method == "POST" else None
    form = ReminderDaysForm(data, initial=ReminderDaysForm.shown(now))
    if request.method == "POST" and form.is_valid():
        set_reminder_days(form.days(), acting=request.acting, at=clock.now())
        messages.success(request, _("Đã lưu lịch nhắc."))
        return redirect("obligations:reminder_days")
    status = 400 if form.errors else 200
    return render(request, "obligations/reminder_days.html", {"form": form}, status=status)


def _workbook(rows: list[OverdueRow]) -> HttpResponse:
    columns = [
        Column(_("Mã đơn vị")),
        Column(_("Đơn vị"), width=40),
        Column(_("Báo cáo"), width=40),
        Column(_("Kế hoạch"), width=24),
        Column(_("Ngày cuối"), Kind.DAY),
        Column(_("Muộn (ngày)"), Kind.INTEGER),
        Column(_("Đã nhắc (lần)"), Kind.INTEGER),
        Column(_("Nhắc gần nhất"), Kind.DAY),
        Column(_("Người phụ trách"), width=40),
    ]
    cells = (
        (
            row.overdue.obligation.unit_code,
            row.overdue.obligation.unit_name,
            row.overdue.obligation.name,
            row.overdue.obligation.plan.number or row.overdue.obligation.plan.code,
            row.overdue.obligation.last_day,
            row.overdue.days_late,
            row.overdue.reminded,
            row.overdue.last_reminded,
            "; ".join(row.people),
        )
        for row in rows
    )
    return workbook_response("bao-cao-qua-han.xlsx", columns, cells)
