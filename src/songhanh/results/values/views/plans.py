"""The plans with results, and all targets of one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.programme.targets.queries import target_spec, targets_held
from songhanh.records.recording.queries import units_seen_by
from songhanh.results.values.forms import ResultFilter
from songhanh.results.values.outlooks import outlooks_for, pull_down
from songhanh.results.values.own import with_targets
from songhanh.results.values.queries import plans_with_results
from songhanh.results.values.sentences import known_words
from songhanh.results.values.tables import by_target, result_rows
from songhanh.results.values.views.common import asked_results, the_plan
from songhanh.results.values.workbooks import plan_workbook

UNITS_A_PAGE = 10


@signed_in
def index(request: ActingRequest) -> HttpResponse:
    """The results of the plan in force; where there are several, the plans to choose from."""
    plans = plans_with_results(request.acting, clock.today())
    if len(plans) == 1:
        return redirect("results:plan", plans[0].pk)
    return render(request, "values/index.html", {"plans": plans})


@signed_in
def plan(request: ActingRequest, pk: int) -> HttpResponse:
    """Every target of a plan with its value, what is required, its status, and who lacks what."""
    document = the_plan(request, pk)
    form = ResultFilter(request.GET, today=clock.today())
    targets = targets_held(document, form.day)
    specs = [target_spec(one) for one in targets]
    results = asked_results(document, form)
    rows = result_rows(results, targets, outlooks=outlooks_for(document, specs, results))
    if lists.wants_workbook(request):
        return plan_workbook(document, rows, form)
    visible = units_seen_by(request.acting, clock.today())
    found = pull_down(specs, results, visible, form.map_on or form.day)
    page = lists.page_of(request, found.units, UNITS_A_PAGE)
    context = {
        "plan": document,
        "filter_form": form,
        "groups": by_target(rows),
        "page": page,
        "holding_back": with_targets(page, targets),
        "beyond": found.beyond,
        "day": form.day,
        "standing": form.standing_label,
        "known": known_words(form.known_day),
    }
    return render(request, "values/plan.html", context)
