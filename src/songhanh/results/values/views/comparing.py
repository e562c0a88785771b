"""Results side by side: two plans, the years of a plan, a unit before and after a change."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.targets.queries import targets_of
from songhanh.records.recording.queries import units_seen_by
from songhanh.results.values.comparing import count_lines, pairs_of, relatives_of
from songhanh.results.values.forms import ComparisonFilter, ResultFilter
from songhanh.results.values.queries import plans_with_results
from songhanh.results.values.sentences import known_words
from songhanh.results.values.series import rows_by_year, year_table
from songhanh.results.values.tables import TargetRows, by_target, result_rows
from songhanh.results.values.views.common import asked_results, require_seen, the_plan
from songhanh.results.values.workbooks import pairs_workbook, relatives_workbook, years_workbook


@signed_in
def years(request: ActingRequest, pk: int) -> HttpResponse:
    """All targets of a plan by year; on one map the years are a comparable series."""
    document = the_plan(request, pk)
    form = ResultFilter(request.GET, today=clock.today())
    found = rows_by_year(document, form.reading)
    table = year_table(document, found, form.day)
    if lists.wants_workbook(request):
        return years_workbook(document, list(found), table, form)
    context = {
        "plan": document,
        "filter_form": form,
        "years": list(found),
        "table": table,
        "day": form.day,
        "standing": form.standing_label,
        "known": known_words(form.known_day),
    }
    return render(request, "values/years.html", context)


@signed_in
def plans(request: ActingRequest, pk: int) -> HttpResponse:
    """The targets of a plan beside those of another one that speak of the same."""
    document = the_plan(request, pk)
    today = clock.today()
    others = [one for one in plans_with_results(request.acting, today) if one.pk != document.pk]
    form = ComparisonFilter(request.GET, today=today, others=others)
    pairs = []
    if form.other is not None:
        pairs = pairs_of(_groups(document, form), _groups(form.other, form))
    if lists.wants_workbook(request) and form.other is not None:
        return pairs_workbook(document, form.other, pairs, form)
    context = {
        "plan": document,
        "other": form.other,
        "filter_form": form,
        "has_others": bool(others),
        "pairs": pairs,
        "day": form.day,
        "standing": form.standing_label,
        "known": known_words(form.known_day),
    }
    return render(request, "values/compare.html", context)


@signed_in
def predecessors(request: ActingRequest, unit_pk: int) -> HttpResponse:
    """What a unit and the units it continues each recorded, and the same on the new map."""
    require_seen(request, unit_pk)
    today = clock.today()
    form = ResultFilter(request.GET, today=today)
    seen = units_seen_by(request.acting, today)
    relatives = [
        one for one in relatives_of(unit_pk, form.day) if seen is None or one.unit_id in seen
    ]
    name = next(one.name for one in relatives if one.role == "self")
    if not name:
        raise Http404
    tables = []
    if len(relatives) > 1:
        tables = [
            (plan, count_lines(plan, relatives, form.reading))
            for plan in plans_with_results(request.acting, today)
        ]
    if lists.wants_workbook(request):
        return relatives_workbook(name, relatives, tables, form)
    context = {
        "unit_pk": unit_pk,
        "unit_name": name,
        "relatives": relatives,
        "tables": tables,
        "filter_form": form,
        "day": form.day,
        "standing": form.standing_label,
        "known": known_words(form.known_day),
    }
    return render(request, "values/predecessors.html", context)


def _groups(document: PlanDocument, form: ResultFilter) -> list[TargetRows]:
    return by_target(result_rows(asked_results(document, form), targets_of(document, form.day)))
