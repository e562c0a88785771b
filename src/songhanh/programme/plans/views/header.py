"""What a plan says of itself: number, date, issuer, years, signature."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.programme.plans.actions import change_header
from songhanh.programme.plans.forms.plans import HeaderForm
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.plans.views.common import posted, reviewable_plan, status_of


@signed_in
def header(request: ActingRequest, pk: int) -> HttpResponse:
    """Correct number, date, issuer, years and signature."""
    plan = reviewable_plan(request, pk)
    parents = plans_visible_to(request.acting, today())
    form = HeaderForm(
        posted(request), instance=plan, acting=request.acting, on=today(), parents=parents
    )
    if request.method == "POST" and form.is_valid():
        change_header(
            plan,
            version=form.cleaned_data["version"],
            values=form.values(),
            acting=request.acting,
            at=now(),
        )
        messages.success(request, _("Đã lưu phần đầu của kế hoạch."))
        return redirect("plans:review", pk=plan.pk)
    context = {"plan": plan, "form": form}
    return render(request, "plans/header.html", context, status=status_of(form.errors))
