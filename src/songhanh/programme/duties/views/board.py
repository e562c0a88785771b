"""The board of duties, its lists, and what is done to many at once."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.programme.duties import actions, queries
from songhanh.programme.duties.carried import CarriedDuty
from songhanh.programme.duties.enums import ALLOWED_STEPS
from songhanh.programme.duties.exports import duties_workbook
from songhanh.programme.duties.forms import (
    MARKED,
    BulkDueForm,
    BulkReasonForm,
    DutyFilter,
)
from songhanh.programme.duties.rules import may_follow_up
from songhanh.programme.duties.summaries import GROUPINGS, summed_up, totals
from songhanh.programme.duties.views.telling import tell_due

_ORDERS: dict[str, Callable[[CarriedDuty], Any]] = {
    "due": lambda one: (one.standing.due_on or date.max, one.unit_name),
    "unit": lambda one: one.unit_name,
    "state": lambda one: list(ALLOWED_STEPS).index(one.state),
    "duty": lambda one: (one.plan.name, one.duty.element.position),
}


@signed_in
def duty_list(request: ActingRequest) -> HttpResponse:
    """The duties of the branch with filters; the lead officer sets due days here."""
    form, carried = _found(request)
    if lists.wants_workbook(request):
        return duties_workbook(carried)
    context = _list_context(form, carried) | {
        "page": lists.page_of(request, carried),
        "due_form": BulkDueForm(prefix="due"),
        "close_form": BulkReasonForm(prefix="close", use_required_attribute=False),
        "may_follow_up": may_follow_up(request.acting),
        "query": request.GET.urlencode(),
    }
    return render(request, "duties/list.html", context)


@signed_in
def print_list(request: ActingRequest) -> HttpResponse:
    """The same list on paper, for the weekly briefing."""
    form, carried = _found(request)
    context = _list_context(form, carried) | {"day": today(), "query": request.GET.urlencode()}
    return render(request, "duties/print.html", context)


@signed_in
def board(request: ActingRequest) -> HttpResponse:
    """The duties summed up by unit, by item of the assignment, or by state."""
    form, carried = _found(request)
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
    found = queries.unresolved_words(request.acting, today())
    context = {
        "page": lists.page_of(request, found),
        "may_follow_up": may_follow_up(request.acting),
    }
    return render(request, "duties/unresolved.html", context)


@require_POST
@signed_in
def set_due(request: ActingRequest) -> HttpResponse:
    """A due day for the duties marked in the list, or for all the filters let through."""
    require(may_follow_up(request.acting))
    form = BulkDueForm(request.POST, prefix="due")
    back = f"{reverse('duties:list')}?{request.GET.urlencode()}"
    if not form.is_valid():
        for errors in form.errors.values():
            for error in errors:
                messages.error(request, str(error))
        return HttpResponseRedirect(back)
    _filter, carried = _found(request)
    if form.cleaned_data["scope"] == MARKED:
        marked = set(request.POST.getlist("chosen"))
        carried = [one for one in carried if one.name in marked]
    try:
        count = actions.set_due_days(carried, form.due, acting=request.acting, at=now())
    except RefusedError as refused:
        messages.error(request, refused.message)
    else:
        tell_due(request, count)
    return HttpResponseRedirect(back)


@require_POST
@signed_in
def close_marked(request: ActingRequest) -> HttpResponse:
    """Close the duties marked in the list, with one remark."""
    require(may_follow_up(request.acting))
    form = BulkReasonForm(request.POST, prefix="close")
    back = f"{reverse('duties:list')}?{request.GET.urlencode()}"
    if not form.is_valid():
        messages.error(request, _("Hãy ghi nhận xét để các đơn vị biết rồi kết thúc lại."))
        return HttpResponseRedirect(back)
    _filter, carried = _found(request)
    marked = set(request.POST.getlist("chosen"))
    chosen = [one for one in carried if one.name in marked]
    try:
        count = actions.close_duties(
            chosen, reason=form.cleaned_data["reason"], acting=request.acting, at=now()
        )
    except RefusedError as refused:
        messages.error(request, refused.message)
    else:
        sentence = ngettext(
            "Đã kết thúc %(count)s nhiệm vụ.", "Đã kết thúc %(count)s nhiệm vụ.", count
        )
        messages.success(request, sentence % {"count": count})
    return HttpResponseRedirect(back)


def _found(request: ActingRequest) -> tuple[DutyFilter, list[CarriedDuty]]:
    day = today()
    form = DutyFilter(request.GET, plans=queries.board_plans(request.acting, day))
    carried = queries.carried_duties(request.acting, day, plan=form.chosen_plan)
    found = [one for one in carried if form.admits(one)]
    key = lists.sort_key(request, dict.fromkeys(_ORDERS, ""), "duty")
    found.sort(key=_ORDERS[key.removeprefix("-")], reverse=key.startswith("-"))
    return form, found


def _list_context(form: DutyFilter, carried: Sequence[CarriedDuty]) -> dict[str, object]:
    return {
        "filter_form": form,
        "carried": carried,
        "totals": totals(carried),
        "filtered": form.is_narrowed,
    }
