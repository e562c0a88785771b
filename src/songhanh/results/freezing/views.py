"""Freezing results, the list of what was frozen, a frozen page beside today, what moved it."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from songhanh.engines.vntext import fold
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.records.recording.queries import units_seen_by
from songhanh.registry.orgunits.queries import names_on
from songhanh.results.freezing.actions import freeze_results
from songhanh.results.freezing.corrections import corrections_of
from songhanh.results.freezing.forms import FreezeForm, FrozenFilter, UnitFilter, days_of
from songhanh.results.freezing.models import FrozenFigure, FrozenResults
from songhanh.results.freezing.queries import frozen_visible_to, is_intact, named
from songhanh.results.freezing.revisions import (
    UnitRevision,
    revision_of,
    revisions_of,
    unit_revisions,
)
from songhanh.results.freezing.rules import can_freeze
from songhanh.results.freezing.workbooks import figure_workbook, frozen_workbook, list_workbook
from songhanh.results.values.queries import plans_with_results
from songhanh.results.values.records import records_seen

_ORDERS = {
    "taken": "taken_at",
    "as_of": "as_of",
    "plan": "plan__code",
    "purpose": "folded",
}


@signed_in
def frozen_list(request: ActingRequest) -> HttpResponse:
    """What was frozen, the newest first."""
    today = clock.today()
    visible = frozen_visible_to(request.acting, today)
    form = FrozenFilter(
        request.GET, plans=list(plans_visible_to(request.acting, today).order_by("code"))
    )
    chosen = form.chosen
    found = named(visible, chosen.get("q", "")).filter(**days_of(chosen))
    if "plan" in chosen:
        found = found.filter(plan__code=chosen["plan"])
    found = lists.sort(request, found, _ORDERS, "-taken")
    if lists.wants_workbook(request):
        return list_workbook(found)
    to_freeze = [
        one
        for one in plans_with_results(request.acting, today)
        if chosen.get("plan", one.code) == one.code and can_freeze(request.acting, one, today)
    ]
    context = {
        "filter_form": form,
        "page": lists.page_of(request, found),
        "narrowed": bool(chosen),
        "to_freeze": to_freeze,
    }
    return render(request, "freezing/list.html", context)


@signed_in
def new(request: ActingRequest, pk: int) -> HttpResponse:
    """Freeze the results of a plan as they are now."""
    today = clock.today()
    plan = get_object_or_404(plans_visible_to(request.acting, today), pk=pk)
    require(can_freeze(request.acting, plan, today))
    sent = request.POST if request.method == "POST" else None
    form = FreezeForm(sent if sent is not None else _first(request), today=today)
    if sent is None:
        form.errors.clear()
    elif form.is_valid():
        try:
            frozen = freeze_results(
                plan,
                form.reading,
                purpose=form.cleaned_data["purpose"],
                map_choice=form.map_choice,
                acting=request.acting,
                at=clock.now(),
            )
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã chốt kết quả. Bản chốt giữ nguyên mãi mãi."))
            return redirect("freezing:show", pk=frozen.pk)
    status = 400 if sent is not None else 200
    return render(request, "freezing/new.html", {"plan": plan, "form": form}, status=status)


@signed_in
def show(request: ActingRequest, pk: int) -> HttpResponse:
    """All frozen figures, each beside its value now and why it moved."""
    frozen = _visible(request, pk)
    rows = revisions_of(frozen)
    definitions = list(frozen.definitions.all())
    if lists.wants_workbook(request):
        return frozen_workbook(frozen, {one.ordinal: one.said for one in definitions}, rows)
    context = {
        "frozen": frozen,
        "rows": rows,
        "moved": sum(one.moved for one in rows),
        "definitions": definitions,
        "intact": is_intact(frozen) if "check" in request.GET else None,
    }
    return render(request, "freezing/show.html", context)


@signed_in
def figure(request: ActingRequest, pk: int, figure_pk: int) -> HttpResponse:
    """One frozen figure: its units then and now."""
    one = _figure(request, pk, figure_pk)
    revision = revision_of(one)
    form = UnitFilter(request.GET)
    visible = units_seen_by(request.acting, clock.today())
    units = unit_revisions(revision, visible)
    listed = list(_narrowed(units, form.chosen))
    if lists.wants_workbook(request):
        return figure_workbook(one, listed)
    context = {
        "frozen": one.frozen,
        "figure": one,
        "revision": revision,
        "filter_form": form,
        "page": lists.page_of(request, listed),
        "any": bool(units),
        "limited": visible is not None,
        "definitions": one.frozen.definitions.filter(ordinal=one.ordinal),
    }
    return render(request, "freezing/figure.html", context)


@signed_in
def unit(request: ActingRequest, pk: int, figure_pk: int, unit_pk: int) -> HttpResponse:
    """What was corrected since in one unit's part of a frozen figure; each leads to its record."""
    one = _figure(request, pk, figure_pk)
    today = clock.today()
    visible = units_seen_by(request.acting, today)
    own = [row for row in unit_revisions(revision_of(one), visible) if row.unit_id == unit_pk]
    if not own:
        raise Http404
    found = corrections_of(one, unit_pk)
    keys = {correction.entry.key for correction in found or ()}
    records = records_seen(keys, request.acting, today)
    recorders = {correction.entry.recorded_by for correction in found or ()}
    names = names_on(recorders, one.frozen.as_of)
    context = {
        "frozen": one.frozen,
        "figure": one,
        "own": own,
        "unit_name": own[0].name,
        "counted": found is not None,
        "rows": [
            (each, records.get(each.entry.key), names.get(each.entry.recorded_by, ""))
            for each in found or ()
        ],
    }
    return render(request, "freezing/unit.html", context)


def _visible(request: ActingRequest, pk: int) -> FrozenResults:
    return get_object_or_404(frozen_visible_to(request.acting, clock.today()), pk=pk)


def _figure(request: ActingRequest, pk: int, figure_pk: int) -> FrozenFigure:
    figures = FrozenFigure.objects.select_related("frozen__plan", "frozen__acting_user")
    return get_object_or_404(figures, pk=figure_pk, frozen=_visible(request, pk))


def _first(request: ActingRequest) -> dict[str, Any]:
    """What the results page was asked, as the first answer to what is to be frozen."""
    return {"as_of": clock.today(), **request.GET.dict()}


def _narrowed(units: Iterable[UnitRevision], chosen: dict[str, Any]) -> Iterable[UnitRevision]:
    sought, verdict = chosen.get("q", ""), chosen.get("verdict", "")
    for one in units:
        if sought and fold(sought) not in fold(one.name) and sought != one.code:
            continue
        if verdict and (one.then is None or one.then.verdict != verdict):
            continue
        if chosen.get("moved") and not one.moved:
            continue
        yield one
