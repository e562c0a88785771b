"""What the views of plans share: finding a plan the person may see, and saying what was done."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from songhanh.foundation.lib.clock import today
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import elements_of, plans_visible_to
from songhanh.programme.plans.rules import can_receive, can_review


def visible_plan(request: ActingRequest, pk: int) -> PlanDocument:
    """The plan, where the acting person may read it; otherwise it is not found."""
    plans = plans_visible_to(request.acting, today())
    return get_object_or_404(plans.select_related("source", "parent", "superseded_by"), pk=pk)


def workable_plan(request: ActingRequest, pk: int) -> PlanDocument:
    """The plan, for the lead officer of its branch: the door of every page that changes it."""
    plan = visible_plan(request, pk)
    require(can_receive(request.acting, plan.issuer_id, today()))
    return plan


def reviewable_plan(request: ActingRequest, pk: int) -> PlanDocument:
    """The plan, while its lead officer may still confirm and correct what it says."""
    plan = workable_plan(request, pk)
    require(can_review(request.acting, plan, today()))
    return plan


def back_to(plan: PlanDocument, anchor: str = "") -> HttpResponse:
    """The review again, at an element or a finding."""
    return redirect(reverse("plans:review", args=[plan.pk]) + (f"#{anchor}" if anchor else ""))


def status_of(errors: object) -> int:
    """400 for a form with errors, else 200."""
    return 400 if errors else 200


def posted(request: ActingRequest) -> QueryDict | None:
    """What a form was sent with; None on the way to it, so that an empty form counts as sent."""
    return request.POST if request.method == "POST" else None


def element_of(plan: PlanDocument, pk: int) -> PlanElement:
    """An element of the plan."""
    return get_object_or_404(elements_of(plan), pk=pk)
