"""One unit: all its targets and what it lacks; the entries behind one of its figures."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from songhanh.engines.counting import feeds_of, threshold_of
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.programme.targets.queries import target_spec
from songhanh.registry.orgunits.queries import names_on
from songhanh.results.values.comparing import relatives_of
from songhanh.results.values.explanation import explain_figure
from songhanh.results.values.forms import ResultFilter
from songhanh.results.values.own import own_plans
from songhanh.results.values.records import records_seen
from songhanh.results.values.sentences import known_words
from songhanh.results.values.tables import entry_groups
from songhanh.results.values.things import KEPT_IN, things_behind
from songhanh.results.values.views.common import (
    asked_results,
    require_seen,
    the_plan,
    the_target,
)
from songhanh.results.values.workbooks import unit_workbook


@signed_in
def own(request: ActingRequest, unit_pk: int) -> HttpResponse:
    """All targets a unit is counted in, of every plan in force, and what it lacks by when."""
    require_seen(request, unit_pk)
    today = clock.today()
    form = ResultFilter(request.GET, today=today)
    name = names_on([unit_pk], form.day).get(unit_pk)
    if name is None:
        raise Http404
    plans = own_plans(request.acting, unit_pk, form.reading, today)
    if lists.wants_workbook(request):
        return unit_workbook(name, plans, form)
    context = {
        "unit_pk": unit_pk,
        "unit_name": name,
        "plans": plans,
        "filter_form": form,
        "day": form.day,
        "standing": form.standing_label,
        "known": known_words(form.known_day),
    }
    return render(request, "values/own.html", context)


@signed_in
def entries(request: ActingRequest, pk: int, target_pk: int, unit_pk: int) -> HttpResponse:
    """The entries behind what one unit has of a target; each leads to its record and its proof."""
    document = the_plan(request, pk)
    require_seen(request, unit_pk)
    today = clock.today()
    form = ResultFilter(request.GET, today=today)
    one = the_target(document, target_pk, form.day)
    explanation = explain_figure(
        document,
        one.element.key,
        unit_id=unit_pk,
        as_of=form.day,
        known_on=form.known_day,
        standing=form.standing_name,
        map=form.map_name,
        map_day=form.map_on,
        period=form.period_within_year(request.GET.get("period", "")),
    )
    spec = target_spec(one)
    things = []
    if spec.kind in KEPT_IN:
        own_and_before = {
            row.unit_id for row in relatives_of(unit_pk, form.day) if row.role != "after"
        }
        outcomes = asked_results(document, form, spec, unit_pk)[-1].outcomes
        things = things_behind(spec.kind, own_and_before, outcomes, request.acting, form.day)
    names = names_on({unit_pk, *(entry.recorded_by for entry in explanation.entries)}, form.day)
    if unit_pk not in names:
        raise Http404
    records = records_seen({entry.key for entry in explanation.entries}, request.acting, today)
    context = {
        "plan": document,
        "target": one,
        "filter_form": form,
        "unit_pk": unit_pk,
        "unit_name": names[unit_pk],
        "groups": entry_groups(explanation, names, records) if feeds_of(spec) else [],
        "kept": spec.kind in KEPT_IN,
        "things": things,
        "period": explanation.period,
        "needed": threshold_of(explanation.target, form.day.year),
        "day": form.day,
        "standing": form.standing_label,
        "known": known_words(form.known_day),
    }
    return render(request, "values/unit.html", context)
