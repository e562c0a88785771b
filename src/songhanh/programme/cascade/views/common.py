"""What the pages of the cascade share."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from songhanh.foundation.lib.clock import today
from songhanh.foundation.lib.web import ActingRequest
from songhanh.programme.cascade.queries.needs import Need, need_of
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import plans_visible_to

ONCE = 0
"""The year in the address of a plan that is owed once."""


def visible_plan(request: ActingRequest, pk: int) -> PlanDocument:
    """The plan, where the acting person may read it; otherwise it is not found."""
    plans = plans_visible_to(request.acting, today())
    return get_object_or_404(plans.select_related("source", "parent", "superseded_by"), pk=pk)


def seen_need(request: ActingRequest, pk: int, unit_pk: int, kind: str, year: int) -> Need:
    """One need by its name in the address; otherwise it is not found."""
    plan = visible_plan(request, pk)
    key = (unit_pk, kind, None if year == ONCE else year)
    need = need_of(plan, request.acting, key, on=today())
    if need is None:
        raise Http404
    return need
