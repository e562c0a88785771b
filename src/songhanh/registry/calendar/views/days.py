"""Public holidays, days off in lieu and days worked in exchange, year by year."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.registry.calendar import actions
from songhanh.registry.calendar.exports import days_workbook
from songhanh.registry.calendar.forms import FIRST_YEAR, LAST_YEAR, SpecialDayForm
from songhanh.registry.calendar.lines import specials_of
from songhanh.registry.calendar.models import SpecialDay
from songhanh.registry.calendar.queries import special_days_seen_by, working_days_of
from songhanh.registry.calendar.rules import can_change, can_keep_calendar
from songhanh.registry.orgunits import queries as orgunits


@signed_in
def days(request: ActingRequest) -> HttpResponse:
    """The days of a year that are not what their weekday says."""
    today = clock.today()
    year = _year_asked(request, today.year)
    rows = specials_of(request.acting, today, year)
    scopes = orgunits.names_on({row.branch_id for row in rows if row.branch_id}, today)
    if lists.wants_workbook(request):
        return days_workbook(rows, scopes, year)
    working = working_days_of(request.acting.unit_id, today)
    context = {
        "year": year,
        "previous": f"?year={year - 1}",
        "next": f"?year={year + 1}",
        "workbook": f"?year={year}&{lists.FORMAT}={lists.WORKBOOK}",
        "working_days": working.between(date(year, 1, 1), date(year, 12, 31)),
        "rows": [
            {
                "row": row,
                "scope": scopes.get(row.branch_id or 0, "") or _("cả nước"),
                "changing": can_change(request.acting, row, today),
            }
            for row in rows
        ],
        "keeping": can_keep_calendar(request.acting),
    }
    return render(request, "calendar/days.html", context)


@signed_in
def new(request: ActingRequest) -> HttpResponse:
    """One more day of the own branch; one entered before for that day is corrected."""
    require(can_keep_calendar(request.acting))
    return _form(request, SpecialDayForm(request.POST or None))


@signed_in
def edit(request: ActingRequest, pk: int) -> HttpResponse:
    """Correct a day of the own branch."""
    row = _seen(request, pk)
    require(can_change(request.acting, row, clock.today()))
    initial = {name: getattr(row, name) for name in SpecialDayForm.base_fields}
    return _form(request, SpecialDayForm(request.POST or None, initial=initial))


@require_POST
@signed_in
def remove(request: ActingRequest, pk: int) -> HttpResponse:
    """Take a day of the own branch out."""
    row = _seen(request, pk)
    actions.remove_special_day(row, acting=request.acting, at=clock.now())
    messages.success(request, _("Đã bỏ ngày này; ngày làm việc lại theo lịch chung."))
    return redirect(f"{reverse('calendar:days')}?year={row.day.year}")


def _form(request: ActingRequest, form: SpecialDayForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        row = actions.set_special_day(form.content(), acting=request.acting, at=clock.now())
        messages.success(request, _("Đã lưu."))
        return redirect(f"{reverse('calendar:days')}?year={row.day.year}")
    context = {"form": form, "title": _("Ngày nghỉ, ngày làm bù"), "days": True}
    return render(request, "calendar/form.html", context, status=400 if form.errors else 200)


def _seen(request: ActingRequest, pk: int) -> SpecialDay:
    row = get_object_or_404(SpecialDay, pk=pk)
    seen = special_days_seen_by(request.acting, clock.today(), row.day.year)
    return get_object_or_404(seen, pk=pk)


def _year_asked(request: ActingRequest, this_year: int) -> int:
    text = request.GET.get("year", "")
    asked = int(text) if text.isdecimal() and len(text) == 4 else this_year
    return asked if FIRST_YEAR <= asked <= LAST_YEAR else this_year
