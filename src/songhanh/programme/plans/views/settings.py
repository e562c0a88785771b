"""How a target is counted, and who owes a report: with what it counts now shown beside."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.programme.plans.actions import settle_rule, settle_target
from songhanh.programme.plans.examples import rule_in_words, target_in_words
from songhanh.programme.plans.forms.settings import RuleSettingsForm, TargetSettingsForm
from songhanh.programme.plans.queries import units_of_rule, units_of_target, units_under_choice
from songhanh.programme.plans.queries.defaults import defaults_of
from songhanh.programme.plans.queries.sources import lines_of
from songhanh.programme.plans.rules import can_set
from songhanh.programme.plans.views.common import posted, workable_plan
from songhanh.programme.rules.queries import every_reporting_rule
from songhanh.programme.targets.queries import setting_of, target_spec, targets_of

PREVIEW = "preview"
"""The button that shows what a choice would count, and saves nothing."""


@signed_in
def target_settings(request: ActingRequest, pk: int, target_pk: int) -> HttpResponse:
    """The settings of a target; the defaults and the units counted stand beside."""
    plan = workable_plan(request, pk)
    require(can_set(request.acting, plan, today()))
    target = get_object_or_404(targets_of(plan), pk=target_pk)
    counted = units_of_target(target, today())
    spec = target_spec(target)
    form = TargetSettingsForm(posted(request), target=target, on=counted.day)
    if request.method == "POST" and form.is_valid():
        if PREVIEW not in request.POST:
            settle_target(
                target,
                version=form.cleaned_data["version"],
                values=form.values(),
                choice=form.choice(),
                acting=request.acting,
                at=now(),
            )
            messages.success(request, _("Đã lưu thiết lập của chỉ tiêu."))
            return redirect(reverse("plans:target_settings", args=[plan.pk, target.pk]))
        counted = units_under_choice(plan, form.choice(), counted.words, counted.day)
        spec = form.spec()
    context = {
        "plan": plan,
        "target": target,
        "form": form,
        "counted": counted,
        "words": target_in_words(spec, len(counted.units), counted.day),
        "original": lines_of(plan, target.element),
        "is_settled": setting_of(target).version > 0,
        "preview": PREVIEW in request.POST,
        "defaults": defaults_of(target, today()),
    }
    status = 400 if form.errors else 200
    return render(request, "plans/target_settings.html", context, status=status)


@signed_in
def rule_settings(request: ActingRequest, pk: int, rule_pk: int) -> HttpResponse:
    """Who owes the report, and how its day is read."""
    plan = workable_plan(request, pk)
    require(can_set(request.acting, plan, today()))
    rule = get_object_or_404(every_reporting_rule(plan), pk=rule_pk)
    counted = units_of_rule(rule, today())
    form = RuleSettingsForm(posted(request), rule=rule, on=today())
    strict = rule.before_is_strict
    if request.method == "POST" and form.is_valid():
        if PREVIEW not in request.POST:
            settle_rule(
                rule,
                version=form.cleaned_data["version"],
                before_is_strict=form.cleaned_data["before_is_strict"],
                choice=form.choice(),
                acting=request.acting,
                at=now(),
            )
            messages.success(request, _("Đã lưu thiết lập của chế độ báo cáo."))
            return redirect(reverse("plans:rule_settings", args=[plan.pk, rule.pk]))
        counted = units_under_choice(plan, form.choice(), counted.words, counted.day)
        strict = form.cleaned_data["before_is_strict"]
    context = {
        "plan": plan,
        "rule": rule,
        "form": form,
        "counted": counted,
        "words": rule_in_words(rule, strict=strict, year=counted.day.year),
        "original": lines_of(plan, rule.element),
        "preview": PREVIEW in request.POST,
    }
    status = 400 if form.errors else 200
    return render(request, "plans/rule_settings.html", context, status=status)
