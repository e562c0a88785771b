"""Obligations: the lead officer's board, everybody else's own, and the waiver."""

from collections import Counter

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from songhanh.engines.vntext import fold
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.excel import Column, Kind, workbook_response
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.rules.models import ReportingRule
from songhanh.registry.roles.queries import visible_unit_ids
from songhanh.reporting.obligations import actions, queries
from songhanh.reporting.obligations.enums import ObligationState
from songhanh.reporting.obligations.forms import ObligationFilter, WaiverForm
from songhanh.reporting.obligations.queries import Obligation
from songhanh.reporting.obligations.rules import can_waive, may_waive


@signed_in
def obligation_list(request: ActingRequest) -> HttpResponse:
    """Who of the branch owes what by when, with what was met and what is missing."""
    form = ObligationFilter(request.GET, today=clock.today())
    everything = _owed(request, form.of_year)
    found = [one for one in everything if _matches(one, form)]
    if lists.wants_workbook(request):
        return _workbook(found, form.of_year)
    counted = Counter(one.state for one in everything)
    context = {
        "filter_form": form,
        "page": lists.page_of(request, found),
        "totals": [(state.label, counted[state]) for state in ObligationState if counted[state]],
        "year": form.of_year,
        "filtered": bool(form.words or form.state_name),
        "acting": request.acting,
    }
    return render(request, "obligations/list.html", context)


@signed_in
def waive(request: ActingRequest, rule_pk: int, unit_pk: int, period: str) -> HttpResponse:
    """Waive one obligation, or take the waiver back; a reason is asked for either."""
    require(may_waive(request.acting))
    one = _obligation(request, rule_pk, unit_pk, period)
    require(can_waive(request.acting, unit_pk, clock.today()))
    standing = queries.standing_waivers([rule_pk]).get(one.key)
    form = WaiverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if standing:
            actions.withdraw_waiver(standing, reason=reason, acting=request.acting, at=clock.now())
            messages.success(request, _("Đã rút lại quyết định miễn báo cáo."))
        else:
            actions.waive_obligation(one, reason=reason, acting=request.acting, at=clock.now())
            messages.success(request, _("Đã miễn báo cáo kỳ này cho đơn vị."))
        return redirect("obligations:list")
    context = {"obligation": one, "standing": standing, "form": form}
    return render(request, "obligations/waive.html", context)


def _owed(request: ActingRequest, year: int) -> list[Obligation]:
    today = clock.today()
    visible = visible_unit_ids(request.acting, today)
    found: list[Obligation] = []
    for plan in plans_visible_to(request.acting, today):
        if plan.in_force:
            found += queries.obligations(plan=plan, as_of=today, unit_ids=visible, years={year})
    return sorted(found, key=lambda one: (one.last_day is None, one.last_day, one.unit_name))


def _matches(one: Obligation, form: ObligationFilter) -> bool:
    if form.state_name and one.state.value != form.state_name:
        return False
    return fold(form.words) in fold(f"{one.unit_name} {one.unit_code}")


def _obligation(request: ActingRequest, rule_pk: int, unit_pk: int, period: str) -> Obligation:
    today = clock.today()
    visible = visible_unit_ids(request.acting, today)
    plans = plans_visible_to(request.acting, today)
    rule = get_object_or_404(ReportingRule, pk=rule_pk, element__plan__in=plans)
    if visible is not None and unit_pk not in visible:
        raise Http404
    found = queries.obligation_of(rule, unit_id=unit_pk, period=period, as_of=today)
    if found is None:
        raise Http404
    return found


def _workbook(found: list[Obligation], year: int) -> HttpResponse:
    columns = [
        Column(_("Mã đơn vị")),
        Column(_("Đơn vị"), width=40),
        Column(_("Kế hoạch")),
        Column(_("Kỳ")),
        Column(_("Ngày cuối"), Kind.DAY),
        Column(_("Nộp lần đầu"), Kind.DAY),
        Column(_("Tình trạng")),
    ]
    cells = (
        (
            one.unit_code,
            one.unit_name,
            one.plan.code,
            one.period,
            one.last_day,
            one.submitted_on,
            one.state.label,
        )
        for one in found
    )
    return workbook_response(f"nghia-vu-bao-cao-{year}.xlsx", columns, cells)
