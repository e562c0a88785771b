"""Who must issue an own plan under a plan, and what became of each."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.programme.cascade import phrases
from songhanh.programme.cascade.actions import registering
from songhanh.programme.cascade.enums import DecisionKind, LocalPlanState, OwnPlanKind
from songhanh.programme.cascade.exports import needs_workbook
from songhanh.programme.cascade.forms.needs import FileForm, HandForm, NeedFilter, ReasonForm
from songhanh.programme.cascade.queries import needs as queries
from songhanh.programme.cascade.queries.needs import Need
from songhanh.programme.cascade.rules import can_decide, can_register
from songhanh.programme.cascade.views.common import ONCE, seen_need, visible_plan
from songhanh.programme.plans.models import PlanDocument

_ORDERS: dict[str, Callable[[Need], Any]] = {
    "unit": lambda need: (need.unit_name, need.kind),
    "due": lambda need: (need.due_on or date.max, need.unit_name),
    "state": lambda need: (list(LocalPlanState).index(need.state), need.unit_name),
}


@signed_in
def need_list(request: ActingRequest, pk: int) -> HttpResponse:
    """The units that owe a plan, with number and day of those that have one, on any day."""
    plan, form, all_of_them = _found(request, pk)
    shown = [need for need in all_of_them if form.admits(need)]
    if lists.wants_workbook(request):
        return needs_workbook(shown)
    ended = queries.local_plans_of_ended_units(plan, request.acting, form.day)
    names = queries.names_of_ended(ended, form.day)
    context = _context(request, plan, form, shown) | {
        "page": lists.page_of(request, shown),
        "ended": [(one, names.get(one.unit_id, "")) for one in ended],
    }
    return render(request, "cascade/needs.html", context)


@signed_in
def print_list(request: ActingRequest, pk: int) -> HttpResponse:
    """The same list on paper, for a meeting."""
    plan, form, all_of_them = _found(request, pk)
    shown = [need for need in all_of_them if form.admits(need)]
    context = _context(request, plan, form, shown) | {"needs": shown}
    return render(request, "cascade/print_needs.html", context)


@signed_in
def reminder(request: ActingRequest, pk: int) -> HttpResponse:
    """The words of a reminder to the units without a plan, to be copied."""
    plan, form, all_of_them = _found(request, pk)
    require(can_decide(request.acting, plan, today()))
    missing = [need for need in all_of_them if need.state == LocalPlanState.MISSING]
    texts = []
    for kind in OwnPlanKind:
        units = [need for need in missing if need.kind == kind]
        if units:
            label = str(kind.label)
            words = phrases.reminder(
                plan.name,
                phrases.kind_of_year(label, form.its_year) if units[0].year else label,
                [need.unit_name for need in units],
                next((need.due_on for need in units if need.due_on), None),
            )
            texts.append((kind, len(units), words))
    context = {"plan": plan, "texts": texts, "form": form}
    return render(request, "cascade/reminder.html", context)


@require_POST
@signed_in
def accept_marked(request: ActingRequest, pk: int) -> HttpResponse:
    """Accept the plans marked in the list."""
    plan, form, all_of_them = _found(request, pk)
    require(can_decide(request.acting, plan, today()))
    marked = set(request.POST.getlist("chosen"))
    waiting = [
        need
        for need in all_of_them
        if form.admits(need) and need.state == LocalPlanState.WAITING and _name(need) in marked
    ]
    for need in waiting:
        registering.decide(need, DecisionKind.ACCEPTED, acting=request.acting, at=now())
    if waiting:
        sentence = ngettext(
            "Đã chấp nhận %(count)s kế hoạch.", "Đã chấp nhận %(count)s kế hoạch.", len(waiting)
        )
        messages.success(request, sentence % {"count": len(waiting)})
    else:
        messages.info(request, _("Chưa có kế hoạch nào chờ xem xét được chọn."))
    back = reverse("cascade:needs", args=[plan.pk])
    return HttpResponseRedirect(f"{back}?{request.GET.urlencode()}")


@signed_in
def show(request: ActingRequest, pk: int, unit_pk: int, kind: str, year: int) -> HttpResponse:
    """One own plan: what the sentence asks, what was registered, what can be done."""
    return _page(request, seen_need(request, pk, unit_pk, kind, year))


@require_POST
@signed_in
def register(request: ActingRequest, pk: int, unit_pk: int, kind: str, year: int) -> HttpResponse:
    """Register number and day by hand."""
    need = seen_need(request, pk, unit_pk, kind, year)
    require(can_register(request.acting, need.unit_id, today()))
    form = HandForm(request.POST, prefix="hand")
    if form.is_valid():
        try:
            registering.register_by_hand(need, form.entered(), acting=request.acting, at=now())
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã đăng ký kế hoạch; cơ quan thường trực sẽ xem xét."))
            return _back_to(need)
    return _page(request, need, hand_form=form)


@require_POST
@signed_in
def register_file(
    request: ActingRequest, pk: int, unit_pk: int, kind: str, year: int
) -> HttpResponse:
    """Register the file of a plan: it is read at once."""
    need = seen_need(request, pk, unit_pk, kind, year)
    require(can_register(request.acting, need.unit_id, today()))
    form = FileForm(request.POST, request.FILES, prefix="file")
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            registering.register_file(
                need,
                file.read(),
                file.name,
                entered=form.entered(),
                acting=request.acting,
                at=now(),
            )
        except RefusedError as refused:
            form.add_error("file", refused.message)
        else:
            messages.success(request, _("Đã đọc và đăng ký kế hoạch."))
            return _back_to(need)
    return _page(request, need, file_form=form)


@require_POST
@signed_in
def decide(
    request: ActingRequest, pk: int, unit_pk: int, kind: str, year: int, decision: str
) -> HttpResponse:
    """Accept, return, or take the decision back."""
    need = seen_need(request, pk, unit_pk, kind, year)
    require(can_decide(request.acting, need.plan, today()))
    if decision not in DecisionKind.values:
        raise Http404
    reason = ""
    if decision != DecisionKind.ACCEPTED:
        form = ReasonForm(request.POST, prefix="reason")
        if not form.is_valid():
            return _page(request, need, reason_form=form)
        reason = form.cleaned_data["reason"]
    registering.decide(need, DecisionKind(decision), reason=reason, acting=request.acting, at=now())
    messages.success(request, _("Đã ghi quyết định."))
    return _back_to(need)


def _found(request: ActingRequest, pk: int) -> tuple[PlanDocument, NeedFilter, list[Need]]:
    plan = visible_plan(request, pk)
    form = NeedFilter(request.GET, today=today())
    found = queries.needs_of(plan, request.acting, on=form.day, year=form.its_year)
    key = lists.sort_key(request, dict.fromkeys(_ORDERS, ""), "unit")
    found.sort(key=_ORDERS[key.removeprefix("-")], reverse=key.startswith("-"))
    return plan, form, found


def _context(
    request: ActingRequest, plan: PlanDocument, form: NeedFilter, shown: list[Need]
) -> dict[str, object]:
    return {
        "plan": plan,
        "form": form,
        "share": queries.share_of(shown),
        "asking": queries.planning_duties(plan),
        "may_decide": can_decide(request.acting, plan, today()),
        "query": request.GET.urlencode(),
        "day": form.day,
    }


def _page(request: ActingRequest, need: Need, **bound: forms.Form) -> HttpResponse:
    possible = registering.decisions_possible(need)
    context: dict[str, object] = {
        "need": need,
        "plan": need.plan,
        "year_word": need.year or ONCE,
        "rows": queries.registrations_of(need),
        "may_register": can_register(request.acting, need.unit_id, today()),
        "may_decide": can_decide(request.acting, need.plan, today()),
        "possible": {kind.value: kind in possible for kind in DecisionKind},
        "hand_form": HandForm(prefix="hand"),
        "file_form": FileForm(prefix="file"),
        "reason_form": ReasonForm(prefix="reason"),
    }
    return render(request, "cascade/need.html", context | bound, status=400 if bound else 200)


def _name(need: Need) -> str:
    return f"{need.unit_id}-{need.kind.value}-{need.year or ONCE}"


def _back_to(need: Need) -> HttpResponse:
    return redirect("cascade:need", need.plan.pk, need.unit_id, need.kind.value, need.year or ONCE)
