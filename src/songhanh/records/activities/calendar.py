"""What happened when and where: a month as a calendar, and its activities by place."""

import calendar
from collections import Counter
from datetime import date, timedelta

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.records.activities.queries import activities_visible_to
from songhanh.records.recording.enums import RecordStanding
from songhanh.registry.orgunits.queries import names_on

_COUNTING = (RecordStanding.SUBMITTED, RecordStanding.ACCEPTED)


class MonthForm(forms.Form):
    """Which month."""

    month = forms.DateField(
        label=_("Tháng"),
        required=False,
        input_formats=["%m/%Y"],
        help_text=_("Tháng/năm, ví dụ 03/2026."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "7"}),
    )


@signed_in
def month(request: ActingRequest) -> HttpResponse:
    """The days of a month with what was held on each, and how much each place received."""
    today = clock.today()
    form = MonthForm(request.GET or None)
    chosen = form.cleaned_data["month"] if form.is_bound and form.is_valid() else None
    first = (chosen or today).replace(day=1)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    held = list(
        activities_visible_to(request.acting, today)
        .filter(held_on__range=(first, last), standing__in=_COUNTING, revises=None)
        .order_by("held_on", "pk")
        .only("pk", "title", "held_on", "unit_id", "received_by_id", "place")
    )
    by_day: dict[date, list[object]] = {}
    for one in held:
        by_day.setdefault(one.held_on, []).append(one)
    places = Counter(one.received_by_id or one.unit_id for one in held)
    names = names_on([*places, *(one.unit_id for one in held)], last)
    context = {
        "form": form if form.is_bound else MonthForm(),
        "first": first,
        "before": f"{first - timedelta(days=1):%m/%Y}",
        "after": f"{last + timedelta(days=1):%m/%Y}",
        "shown": f"{first:%m/%Y}",
        "weeks": [
            [(day, by_day.get(day, []) if day.month == first.month else None) for day in week]
            for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
        ],
        "places": sorted(
            ((names.get(unit_id, ""), count) for unit_id, count in places.items()),
            key=lambda row: (-row[1], row[0]),
        ),
        "held": [(one, names.get(one.unit_id, "")) for one in held],
    }
    return render(request, "activities/month.html", context)
