"""The list of plans."""

from django.http import HttpResponse
from django.shortcuts import render

from songhanh.foundation.lib.clock import today
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.programme.plans.aside import is_aside
from songhanh.programme.plans.exports import plans_workbook
from songhanh.programme.plans.forms.plans import PlanFilter
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.plans.queries.registry import filter_plans, passages_of
from songhanh.programme.plans.rules import can_receive
from songhanh.registry.orgunits.queries import names_on

SORTS = {"received": "received_at", "code": "code", "issued": "issued_on", "title": "title"}


@signed_in
def plan_list(request: ActingRequest) -> HttpResponse:
    """The plans a person may read; as an Excel file when asked for."""
    on = today()
    form = PlanFilter(request.GET)
    form.is_valid()
    visible = plans_visible_to(request.acting, on)
    plans = filter_plans(visible, form.cleaned_data)
    plans = lists.sort(request, plans, SORTS, "-received")
    if lists.wants_workbook(request):
        return plans_workbook(plans, on)
    page = lists.page_of(request, plans)
    names = names_on([plan.issuer_id for plan in page], on)
    wanted = form.cleaned_data.get("q")
    passages = passages_of(list(page), wanted) if wanted else {}
    may_receive = can_receive(request.acting, request.acting.branch_id or 0, on)
    filtered = any(form.cleaned_data.values())
    context = {
        "form": form,
        "aside": 0 if filtered else visible.filter(is_aside()).count(),
        "page": page,
        "rows": [(plan, names.get(plan.issuer_id, ""), passages.get(plan.pk)) for plan in page],
        "filtered": filtered,
        "may_receive": may_receive,
    }
    return render(request, "plans/list.html", context)
