"""The calendar of a month and of a year; on paper, for a calendar program, as an Excel file."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.registry.calendar.exports import ical_response, lines_workbook
from songhanh.registry.calendar.forms import CalendarFilter
from songhanh.registry.calendar.lines import (
    Asked,
    Line,
    lines_of_year,
    running_in,
    specials_of,
    weeks_of,
)
from songhanh.registry.calendar.rules import can_keep_calendar


@signed_in
def month(request: ActingRequest) -> HttpResponse:
    """One month as a grid of weeks, this one unless the address asks for another."""
    today = clock.today()
    first = _month_asked(request.GET.get("month", ""), today)
    lines = _lines_around(request, first)
    context = {
        "first": first,
        "weeks": weeks_of(first, lines, specials_of(request.acting, today, first.year), today),
        "running": running_in(first, lines),
        "previous": f"?month={first - timedelta(days=1):%Y-%m}",
        "next": f"?month={first + timedelta(days=31):%Y-%m}",
        "keeping": can_keep_calendar(request.acting),
    }
    return render(request, "calendar/month.html", context)


@signed_in
def year_list(request: ActingRequest) -> HttpResponse:
    """The year as a list."""
    form, asked, lines = _found(request)
    if lists.wants_workbook(request):
        return lines_workbook(lines, asked.year)
    context = {
        "filter_form": form,
        "year": asked.year,
        "page": lists.page_of(request, lines),
        "query": request.GET.urlencode(),
        "keeping": can_keep_calendar(request.acting),
    }
    return render(request, "calendar/list.html", context)


@signed_in
def print_list(request: ActingRequest) -> HttpResponse:
    """The same list on paper."""
    _form, asked, lines = _found(request)
    context = {"year": asked.year, "lines": lines, "query": request.GET.urlencode()}
    return render(request, "calendar/print.html", context)


@signed_in
def ical(request: ActingRequest) -> HttpResponse:
    """The same list for a calendar program."""
    _form, _asked, lines = _found(request)
    return ical_response(lines, host=request.get_host(), at=clock.now())


def _found(request: ActingRequest) -> tuple[CalendarFilter, Asked, list[Line]]:
    today = clock.today()
    form = CalendarFilter(request.GET or None)
    data = form.cleaned_data if form.is_valid() else {}
    asked = Asked(
        year=data.get("year") or today.year, text=data.get("q", ""), group=data.get("group", "")
    )
    return form, asked, lines_of_year(request.acting, asked, today)


def _lines_around(request: ActingRequest, month: date) -> list[Line]:
    """What begins in the year of a month, and in January what runs on from the year before."""
    years = {month.year, (month - timedelta(days=1)).year}
    today = clock.today()
    return [
        line for year in sorted(years) for line in lines_of_year(request.acting, Asked(year), today)
    ]


def _month_asked(text: str, today: date) -> date:
    try:
        asked = date.fromisoformat(f"{text}-01")
    except ValueError:
        asked = today
    in_reach = 2000 <= asked.year <= 2100
    return (asked if in_reach else today).replace(day=1)
