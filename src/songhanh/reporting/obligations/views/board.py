"""Obligations: the lead officer's board, everybody else's own, and the waiver."""

from collections import Counter
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.excel import Column, Kind, workbook_response
from songhanh.foundation.lib.rules import Allowed, require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.foundation.ui.formats import period_text
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.rules.models import ReportingRule
from songhanh.records.recording.queries import units_recorded_by, units_seen_by
from songhanh.registry.roles.enums import RECORDING
from songhanh.reporting.obligations import actions, queries
from songhanh.reporting.obligations.enums import ObligationState
from songhanh.reporting.obligations.forms.board import ExtensionForm, ObligationFilter, ReasonForm
from songhanh.reporting.obligations.queries import Obligation
from songhanh.reporting.obligations.reminding import reminders_for
from songhanh.reporting.obligations.rules import can_decide, may_decide


@signed_in
def obligation_list(request: ActingRequest) -> HttpResponse:
    """Who of the branch owes what by when, with what was met and what is missing."""
    today = clock.today()
    plans = queries.plans_with_obligations(request.acting, today)
    form = ObligationFilter(request.GET, today=today, plans=plans)
    everything = queries.obligations_seen_by(request.acting, as_of=today, year=form.of_year)
    found = [one for one in everything if form.keeps(one)]
    if lists.wants_workbook(request):
        return _workbook(found, form.of_year)
    counted = Counter(one.state for one in everything)
    context = {
        "filter_form": form,
        "page": lists.page_of(request, found),
        "totals": [(state, counted[state]) for state in ObligationState if counted[state]],
        "year": form.of_year,
        "filtered": form.narrows,
        "own_units": _own_units(request, today),
        "may_decide": isinstance(may_decide(request.acting), Allowed),
    }
    return render(request, "obligations/list.html", context)


@signed_in
def waive(request: ActingRequest, rule_pk: int, unit_pk: int, period: str) -> HttpResponse:
    """Waive one obligation, or take the waiver back; a reason is asked for either."""
    require(may_decide(request.acting))
    one = _obligation(request, rule_pk, unit_pk, period)
    require(can_decide(request.acting, unit_pk, clock.today()))
    standing = queries.standing_waivers([one.rule], clock.today()).get(one.key)
    form = ReasonForm(request.POST or None)
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
    status = 400 if form.errors else 200
    return render(request, "obligations/waive.html", context, status=status)


@signed_in
def extend(request: ActingRequest, rule_pk: int, unit_pk: int, period: str) -> HttpResponse:
    """Give one report a later last day, or take that back; a reason is asked for either."""
    require(may_decide(request.acting))
    one = _obligation(request, rule_pk, unit_pk, period)
    require(can_decide(request.acting, unit_pk, clock.today()))
    standing = queries.standing_extensions([one.rule], clock.today()).get(one.key)
    withdrawing = "withdraw" in request.POST
    form = (ReasonForm if withdrawing else ExtensionForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        how: dict[str, Any] = {
            "reason": form.cleaned_data["reason"],
            "acting": request.acting,
            "at": clock.now(),
        }
        if withdrawing and standing:
            actions.withdraw_extension(standing, **how)
            messages.success(request, _("Đã rút lại quyết định gia hạn."))
        elif not withdrawing:
            actions.extend_obligation(one, until=form.cleaned_data["until"], **how)
            messages.success(request, _("Đã gia hạn báo cáo kỳ này cho đơn vị."))
        return redirect("obligations:list")
    context = {
        "obligation": one,
        "standing": standing,
        "form": form if isinstance(form, ExtensionForm) else ExtensionForm(),
        "withdrawal": form if withdrawing else ReasonForm(),
    }
    status = 400 if form.errors else 200
    return render(request, "obligations/extend.html", context, status=status)


@signed_in
def reminders(request: ActingRequest) -> HttpResponse:
    """Who still has to report, rule by rule, with a text ready to be pasted into a message."""
    require(may_decide(request.acting))
    today = clock.today()
    found = reminders_for(request.acting, as_of=today)
    return render(request, "obligations/reminders.html", {"reminders": found, "day": today})


def _own_units(request: ActingRequest, on: date) -> set[int]:
    """The units whose reports this person writes."""
    return units_recorded_by(request.acting, on) if request.acting.acts_as(*RECORDING) else set()


def _obligation(request: ActingRequest, rule_pk: int, unit_pk: int, period: str) -> Obligation:
    today = clock.today()
    seen = units_seen_by(request.acting, today)
    plans = plans_visible_to(request.acting, today)
    rule = get_object_or_404(ReportingRule, pk=rule_pk, element__plan__in=plans)
    if seen is not None and unit_pk not in seen:
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
        Column(_("Chế độ báo cáo"), width=24),
        Column(_("Kỳ"), width=20),
        Column(_("Ngày cuối"), Kind.DAY),
        Column(_("Nộp lần đầu"), Kind.DAY),
        Column(_("Tình trạng")),
        Column(_("Gửi đến"), width=40),
        Column(_("Thông qua"), width=24),
    ]
    cells = (
        (
            one.unit_code,
            one.unit_name,
            one.plan.number or one.plan.code,
            one.rule.get_kind_display(),
            period_text(one.period) if one.period else _("khi có yêu cầu"),
            one.last_day,
            one.submitted_on,
            one.state.label,
            "; ".join(one.addressees),
            one.via,
        )
        for one in found
    )
    return workbook_response(f"nghia-vu-bao-cao-{year}.xlsx", columns, cells)
