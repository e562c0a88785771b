"""The board of duties and its lists."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from songhanh.foundation.lib.clock import today
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.programme.duties import queries
from songhanh.programme.duties.carried import CarriedDuty
from songhanh.programme.duties.enums import ALLOWED_STEPS
from songhanh.programme.duties.exports import duties_workbook
from songhanh.programme.duties.forms import (
    BulkDueForm,
    BulkProgressForm,
    BulkReasonForm,
    DutyFilter,
)
from songhanh.programme.duties.rules import may_carry, may_follow_up
from songhanh.programme.duties.summaries import GROUPINGS, summed_up, totals

_ORDERS: dict[str, Callable[[CarriedDuty], Any]] = {
    "due": lambda one: (one.standing.due_on or date.max, one.unit_name),
    "unit": lambda one: one.unit_name,
    "state": lambda one: list(ALLOWED_STEPS).index(one.state),
    "duty": lambda one: (one.plan.name, one.duty.element.position),
}


@signed_in
def duty_list(request: ActingRequest) -> HttpResponse:
    """The duties of the branch with filters; the lead officer sets due days here."""
    form, carried = found(request)
    if lists.wants_workbook(request):
        return duties_workbook(carried)
    own = request.acting.unit_id if may_carry(request.acting) else None
    carries = any(one.unit_id == own and not one.ended for one in carried)
    context = _list_context(form, carried) | {
        "page": lists.page_of(request, carried),
        "due_form": BulkDueForm(prefix="due"),
        "close_form": BulkReasonForm(prefix="close", use_required_attribute=False),
        "progress_form": BulkProgressForm(prefix="progress", use_required_attribute=False),
        "may_follow_up": may_follow_up(request.acting),
        "own_unit_id": own,
        "carries": carries,
        "marks": carries or bool(may_follow_up(request.acting)),
        "query": request.GET.urlencode(),
    }
    return render(request, "duties/list.html", context)


@signed_in
def print_list(request: ActingRequest) -> HttpResponse:
    """The same list on paper, for the weekly briefing."""
    form, carried = found(request)
    context = _list_context(form, carried) | {"day": today(), "query": request.GET.urlencode()}
    return render(request, "duties/print.html", context)


@signed_in
def board(request: ActingRequest) -> HttpResponse:
    """The duties summed up by unit, by item of the assignment, or by state."""
    form, carried = found(request)
    by = request.GET.get("by", "unit")
    by = by if by in GROUPINGS else "unit"
    context = _list_context(form, carried) | {
        "by": by,
        "page": lists.page_of(request, summed_up(carried, by)),
        "plan": form.chosen_plan,
        "may_follow_up": may_follow_up(request.acting),
    }
    return render(request, "duties/board.html", context)


@signed_in
def unresolved(request: ActingRequest) -> HttpResponse:
    """Words of the assignments that mean no unit, for the lead officer to settle."""
    require(may_follow_up(request.acting))
    words = queries.unresolved_words(request.acting, today())
    context = {
        "page": lists.page_of(request, words),
        "may_follow_up": may_follow_up(request.acting),
    }
    return render(request, "duties/unresolved.html", context)


def found(request: ActingRequest) -> tuple[DutyFilter, list[CarriedDuty]]:
    """The filters of the address, and the duties they let through, in the order asked for."""
    day = today()
    form = DutyFilter(request.GET, plans=queries.board_plans(request.acting, day))
    carried = queries.carried_duties(request.acting, day, plan=form.chosen_plan)
    admitted = [one for one in carried if form.admits(one)]
    key = lists.sort_key(request, dict.fromkeys(_ORDERS, ""), "duty")
    admitted.sort(key=_ORDERS[key.removeprefix("-")], reverse=key.startswith("-"))
    return form, admitted


def _list_context(form: DutyFilter, carried: Sequence[CarriedDuty]) -> dict[str, object]:
    return {
        "filter_form": form,
        "carried": carried,
        "totals": totals(carried),
        "filtered": form.is_narrowed,
    }
