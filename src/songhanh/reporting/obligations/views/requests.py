"""Reports asked for beside the plans' regimes: the list, a new one, one with who has answered."""

from collections import Counter

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.excel import Column, Kind, workbook_response
from songhanh.foundation.lib.rules import Allowed, require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.foundation.ui.formats import period_text
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.rules import can_set
from songhanh.programme.rules.queries import addressees_of, form_of
from songhanh.records.recording.queries import units_seen_by
from songhanh.reporting.obligations import queries
from songhanh.reporting.obligations.actions import request_report, withdraw_request
from songhanh.reporting.obligations.enums import ObligationState
from songhanh.reporting.obligations.forms.board import ReasonForm
from songhanh.reporting.obligations.forms.requests import RequestFilter, RequestForm
from songhanh.reporting.obligations.models import ReportRequest
from songhanh.reporting.obligations.rules import may_decide


@signed_in
def request_list(request: ActingRequest) -> HttpResponse:
    """The reports the branch has been asked for, the newest first."""
    require(may_decide(request.acting))
    form = RequestFilter(request.GET)
    kept = queries.requests_kept_by(request.acting, clock.today())
    found = [one for one in kept if form.keeps(one)]
    if lists.wants_workbook(request):
        return _workbook(found)
    context = {
        "filter_form": form,
        "page": lists.page_of(request, found),
        "filtered": form.narrows,
    }
    return render(request, "obligations/requests.html", context)


@signed_in
def new(request: ActingRequest) -> HttpResponse:
    """Ask for a report under one of the plans; where there are several, that is chosen first."""
    require(may_decide(request.acting))
    today = clock.today()
    plans = [one.plan for one in queries.regimes_kept_by(request.acting, today)]
    plan = _plan_named(plans, request.GET.get("plan", ""))
    if plan is None:
        return render(request, "obligations/request_plans.html", {"plans": plans})
    data = request.POST if request.method == "POST" else None
    form = RequestForm(data, plan=plan, acting=request.acting, on=today)
    if request.method == "POST" and form.is_valid():
        try:
            made = request_report(plan, form.asked(), acting=request.acting, at=clock.now())
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã gửi yêu cầu; các đơn vị thấy báo cáo phải nộp ngay."))
            return redirect("obligations:request", pk=made.pk)
    status = 400 if form.errors else 200
    return render(
        request, "obligations/request_new.html", {"form": form, "plan": plan}, status=status
    )


@signed_in
def show(request: ActingRequest, pk: int) -> HttpResponse:
    """One request: what is asked for, and how far the units within reach are with it."""
    today = clock.today()
    asked = get_object_or_404(queries.requests_seen_by(request.acting, today), pk=pk)
    plan = asked.rule.element.plan
    units = units_seen_by(request.acting, today)
    owed = [
        one
        for one in queries.obligations(plan=plan, as_of=today, unit_ids=units)
        if one.rule.pk == asked.rule_id
    ]
    keeps = isinstance(can_set(request.acting, plan, today), Allowed)
    if not (owed or keeps or asked.withdrawn_at):
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw_request(
            asked, reason=form.cleaned_data["reason"], acting=request.acting, at=clock.now()
        )
        messages.success(request, _("Đã rút lại yêu cầu; không đơn vị nào còn nợ báo cáo này."))
        return redirect("obligations:request", pk=asked.pk)
    counted = Counter(one.state for one in owed)
    context = {
        "asked": asked,
        "plan": plan,
        "page": lists.page_of(request, owed),
        "totals": [(state, counted[state]) for state in ObligationState if counted[state]],
        "keeps": keeps and asked.withdrawn_at is None,
        "form": form,
        "asks": _form_in_words(asked, plan),
        "addressees": addressees_of(asked.rule),
    }
    status = 400 if form.errors else 200
    return render(request, "obligations/request.html", context, status=status)


def _plan_named(plans: list[PlanDocument], named: str) -> PlanDocument | None:
    if len(plans) == 1 and not named:
        return plans[0]
    return next((one for one in plans if str(one.pk) == named), None)


def _form_in_words(asked: ReportRequest, plan: PlanDocument) -> list[str]:
    """The figures and texts asked for; empty where all are."""
    form = form_of(asked.rule)
    if form.figures is None or form.texts is None:
        return []
    figures = [name for key, name in queries.figures_offered(plan) if key in form.figures]
    return [*figures, *(form.heading(section) for section in form.texts)]


def _workbook(found: list[ReportRequest]) -> HttpResponse:
    columns = [
        Column(_("Báo cáo"), width=50),
        Column(_("Kế hoạch"), width=24),
        Column(_("Kỳ"), width=20),
        Column(_("Nộp đến hết ngày"), Kind.DAY),
        Column(_("Rút lại ngày"), Kind.DAY),
    ]
    cells = (
        (
            one.title,
            one.rule.element.plan.number or one.rule.element.plan.code,
            period_text(one.period),
            one.last_day,
            clock.day_of(one.withdrawn_at) if one.withdrawn_at else None,
        )
        for one in found
    )
    return workbook_response("yeu-cau-bao-cao.xlsx", columns, cells)
