"""Publishing a draft, or taking it out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.programme.plans.actions import discard_draft, publish_plan
from songhanh.programme.plans.forms.plans import PublishForm, ReasonForm
from songhanh.programme.plans.queries import (
    Weight,
    blocking,
    plans_visible_to,
    progress_of,
    readiness_of,
)
from songhanh.programme.plans.queries.registry import replaceable_by
from songhanh.programme.plans.rules import can_review
from songhanh.programme.plans.views.common import posted, workable_plan


@signed_in
def publish(request: ActingRequest, pk: int) -> HttpResponse:
    """What stands in the way, what to confirm, and the button."""
    plan = workable_plan(request, pk)
    require(can_review(request.acting, plan, today()))
    checks = readiness_of(plan, today())
    replaceable = replaceable_by(plan, plans_visible_to(request.acting, today()))
    form = PublishForm(posted(request), plans=replaceable)
    blanks = [check for check in checks if check.weight == Weight.CONFIRM]
    if not blanks:
        del form.fields["blanks_confirmed"]
    if request.method == "POST" and form.is_valid():
        publish_plan(
            plan,
            acting=request.acting,
            at=now(),
            blanks_confirmed=form.cleaned_data.get("blanks_confirmed", False),
            supersedes=list(form.cleaned_data.get("supersedes", ())),
        )
        messages.success(
            request,
            _("Đã ban hành kế hoạch vào hệ thống. Nghĩa vụ báo cáo của các đơn vị có từ bây giờ."),
        )
        return redirect("plans:detail", pk=plan.pk)
    context = {
        "plan": plan,
        "form": form,
        "checks": checks,
        "blocked": bool(blocking(checks)),
        "progress": progress_of(plan),
    }
    return render(request, "plans/publish.html", context, status=400 if form.errors else 200)


@signed_in
def discard(request: ActingRequest, pk: int) -> HttpResponse:
    """Take a draft out of the registry, with the reason."""
    plan = workable_plan(request, pk)
    require(can_review(request.acting, plan, today()))
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        discard_draft(plan, reason=form.cleaned_data["reason"], acting=request.acting, at=now())
        messages.success(request, _("Đã bỏ bản nháp kế hoạch."))
        return redirect("plans:list")
    status = 400 if form.errors else 200
    return render(request, "plans/discard.html", {"plan": plan, "form": form}, status=status)
