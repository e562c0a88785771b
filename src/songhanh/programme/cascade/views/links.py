"""The links of one plan: proposed, confirmed, made by hand."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.programme.cascade.actions.linking import confirm_link, dismiss_link, undo_link
from songhanh.programme.cascade.enums import LinkState
from songhanh.programme.cascade.forms.links import LinkForm
from songhanh.programme.cascade.models import PlanLink
from songhanh.programme.cascade.queries.links import links_of, proposals_of
from songhanh.programme.cascade.rules import can_link
from songhanh.programme.cascade.views.common import visible_plan
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import plans_visible_to


@signed_in
def show(request: ActingRequest, pk: int) -> HttpResponse:
    """What a plan stands under, beside and in place of; what its text proposes."""
    plan = visible_plan(request, pk)
    may_link = can_link(request.acting, plan, today())
    form = _form(request, plan)
    if request.method == "POST":
        require(may_link)
        if form.is_valid():
            try:
                confirm_link(plan, form.proposal(), acting=request.acting, at=now())
            except RefusedError as refused:
                form.add_error(None, refused.message)
            else:
                messages.success(request, _("Đã xác nhận liên kết."))
                return redirect("cascade:links", pk=plan.pk)
    context = {
        "plan": plan,
        "links": links_of(plan),
        "proposals": proposals_of(plan) if may_link else [],
        "superseded": list(plan.supersedes.all()),
        "may_link": may_link,
        "form": form,
    }
    return render(request, "cascade/links.html", context, status=400 if form.errors else 200)


@require_POST
@signed_in
def decide(request: ActingRequest, pk: int) -> HttpResponse:
    """Confirm or dismiss one proposal."""
    plan = visible_plan(request, pk)
    require(can_link(request.acting, plan, today()))
    wanted = request.POST.get("proposal", "")
    proposal = next((one for one in proposals_of(plan) if one.name == wanted), None)
    if proposal is None:
        raise RefusedError(_("Đề xuất này không còn nữa. Hãy tải lại trang để xem."))
    if request.POST.get("answer") == LinkState.DISMISSED:
        dismiss_link(plan, proposal, acting=request.acting, at=now())
        messages.success(request, _("Đã bỏ đề xuất."))
    else:
        confirm_link(plan, proposal, acting=request.acting, at=now())
        messages.success(request, _("Đã xác nhận liên kết."))
    return redirect("cascade:links", pk=plan.pk)


@require_POST
@signed_in
def undo(request: ActingRequest, pk: int, link_pk: int) -> HttpResponse:
    """Take a confirmed link back."""
    plan = visible_plan(request, pk)
    require(can_link(request.acting, plan, today()))
    link = get_object_or_404(PlanLink, pk=link_pk, child=plan)
    undo_link(link, acting=request.acting, at=now())
    messages.success(request, _("Đã hoàn lại liên kết."))
    return redirect("cascade:links", pk=plan.pk)


def _form(request: ActingRequest, plan: PlanDocument) -> LinkForm:
    plans = plans_visible_to(request.acting, today()).exclude(pk=plan.pk).order_by("code")
    return LinkForm(request.POST if request.method == "POST" else None, plans=plans)
