"""The same session in twelve hamlets, entered in one go; each is a record of its own."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.text import LineField
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.records.activities.actions import create_series
from songhanh.records.activities.content import ActivityContent, problems_of
from songhanh.records.activities.forms import ActivityForm, copied_from
from songhanh.records.activities.queries import last_activity_of
from songhanh.records.recording.forms import DayField
from songhanh.records.recording.rules import can_record

PLACES = 12
_OWN = ("place", "held_on", "male", "female")
_SHARED = ("unit", "title", "form", "on_law_policy", "integrated", "held_on", "mode", "co_hosts")


class PlaceForm(forms.Form):
    """One place of the series: where, perhaps another day, and who came."""

    place = LineField(label=gettext_lazy("Thôn, địa điểm"), required=False, max_length=200)
    held_on = DayField(label=gettext_lazy("Ngày khác, nếu có"), required=False)
    male = forms.IntegerField(label=gettext_lazy("Nam"), required=False, min_value=0, localize=True)
    female = forms.IntegerField(
        label=gettext_lazy("Nữ"), required=False, min_value=0, localize=True
    )

    def clean(self) -> dict[str, Any]:
        """People belong to a place.

        Raises:
            ValidationError: there are people, and no place.
        """
        cleaned = super().clean() or {}
        if not cleaned.get("place") and any(cleaned.get(name) is not None for name in _OWN[1:]):
            raise forms.ValidationError(_("Hãy ghi thôn, địa điểm của dòng này."))
        return cleaned


PlaceForms = forms.formset_factory(PlaceForm, extra=PLACES, max_num=PLACES)


@signed_in
def series(request: ActingRequest) -> HttpResponseBase:
    """What all share, then a line for each place; lines without a place are left out."""
    require(can_record(request.acting))
    today = clock.today()
    if request.method != "POST":
        last = last_activity_of(request.acting.unit_id) if request.acting.unit_id else None
        start = copied_from(last) if last and request.GET.get("copy") == "last" else {}
        form = ActivityForm(
            acting=request.acting, on=today, initial={"held_on": today, **start, "place": ""}
        )
        return _page(request, form, PlaceForms(prefix="places"))
    form = ActivityForm(request.POST, acting=request.acting, on=today)
    places = PlaceForms(request.POST, prefix="places")
    if not (form.is_valid() & places.is_valid()):
        return _page(request, form, places, status=400)
    contents = _contents(form.content(), places)
    if not contents:
        form.add_error(None, _("Hãy ghi ít nhất một thôn, địa điểm."))
    if not contents or any(one.errors for one in places):
        return _page(request, form, places, status=400)
    made = create_series(
        contents,
        unit_id=form.cleaned_data["unit"],
        key=form.cleaned_data["key"],
        acting=request.acting,
        at=clock.now(),
    )
    messages.success(
        request,
        ngettext("Đã gửi %(count)s hoạt động.", "Đã gửi %(count)s hoạt động.", len(made))
        % {"count": len(made)},
    )
    return redirect("activities:list")


def _contents(shared: ActivityContent, places: Any) -> list[ActivityContent]:
    found = []
    for one in places:
        typed = one.cleaned_data
        if not typed.get("place"):
            continue
        content = replace(
            shared,
            place=typed["place"],
            held_on=typed["held_on"] or shared.held_on,
            ended_on=None,
            male=typed["male"],
            female=typed["female"],
            unknown_sex=None,
            children=None,
            minority=None,
        )
        for problem in problems_of(content, today=clock.today()):
            one.add_error(problem.field if problem.field in one.fields else None, problem.message)
        found.append(content)
    return found


def _page(
    request: ActingRequest, form: ActivityForm, places: Any, status: int = 200
) -> HttpResponse:
    shared: Sequence[Any] = [form[name] for name in _SHARED if not form[name].is_hidden]
    context = {
        "form": form,
        "hidden": form.hidden_fields(),
        "shared": shared,
        "audiences": form["audiences"],
        "places": places,
    }
    return render(request, "activities/series.html", context, status=status)
