"""How reports are run: the regimes of the plans, and one of them with its coming years."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.plans.rules import can_set
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.queries import rhythm_of
from songhanh.programme.rules.regimes import coming_reports, values_of
from songhanh.registry.calendar.queries import working_days_of
from songhanh.reporting.obligations import queries
from songhanh.reporting.obligations.actions import change_regime
from songhanh.reporting.obligations.forms.regimes import RegimeForm
from songhanh.reporting.obligations.rules import may_decide

PREVIEW = "preview"
"""The button that shows the coming years by what is typed, and saves nothing."""


@signed_in
def regime_list(request: ActingRequest) -> HttpResponse:
    """The reporting regimes of the plans in force, with how each is run."""
    require(may_decide(request.acting))
    kept = queries.regimes_kept_by(request.acting, clock.today())
    return render(request, "obligations/regimes.html", {"plans": kept})


@signed_in
def regime(request: ActingRequest, rule_pk: int) -> HttpResponse:
    """How one report is run, with the calendar of the coming years before it is saved."""
    require(may_decide(request.acting))
    today = clock.today()
    rules = ReportingRule.objects.select_related("element__plan", "regime")
    plans = plans_visible_to(request.acting, today)
    rule = get_object_or_404(rules, pk=rule_pk, element__plan__in=plans)
    require(can_set(request.acting, rule.element.plan, today))
    values = values_of(rule)
    preview = PREVIEW in request.POST
    form = RegimeForm(request.POST if request.method == "POST" else None, rule=rule)
    if request.method == "POST" and form.is_valid():
        values = form.values()
        if not preview and not form.cleaned_data["reason"]:
            form.add_error("reason", _("Cần ghi lý do thay đổi. Hãy viết một câu rồi gửi lại."))
        elif not preview:
            change_regime(
                rule,
                values,
                version=form.cleaned_data["version"],
                reason=form.cleaned_data["reason"],
                acting=request.acting,
                at=clock.now(),
            )
            messages.success(request, _("Đã lưu thiết lập của chế độ báo cáo."))
            return redirect("obligations:regime", rule_pk=rule.pk)
    working_days = working_days_of(rule.element.plan.issuer_id, today)
    context = {
        "rule": rule,
        "plan": rule.element.plan,
        "form": form,
        "preview": preview,
        "coming": coming_reports(rule, values, rhythm_of(rule), working_days, today),
        "changes": queries.regime_changes(rule),
    }
    return render(request, "obligations/regime.html", context, status=400 if form.errors else 200)
