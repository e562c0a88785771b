"""Versions of a plan's file: listed, compared element by element, taken over."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.programme.plans.actions.versions import apply_version, set_version_aside
from songhanh.programme.plans.enums import VersionState
from songhanh.programme.plans.models import PlanVersion
from songhanh.programme.plans.queries.reviewing import last_step
from songhanh.programme.plans.rules import can_review
from songhanh.programme.plans.versions import DifferenceState, differences_of, reading_of
from songhanh.programme.plans.views.common import back_to, workable_plan


@signed_in
def versions(request: ActingRequest, pk: int) -> HttpResponse:
    """The files a plan was read from, the newest first."""
    plan = workable_plan(request, pk)
    rows = plan.versions.select_related("received_by", "decided_by").order_by("-number")
    return render(request, "plans/versions.html", {"plan": plan, "rows": rows})


@signed_in
def version(request: ActingRequest, pk: int, number: int) -> HttpResponse:
    """A version beside the plan as it stands: what is new, changed, gone; what to take over."""
    plan = workable_plan(request, pk)
    one = get_object_or_404(PlanVersion.objects.select_related("plan"), plan=plan, number=number)
    if request.method == "POST":
        return _decide(request, one)
    last = last_step(plan)
    rows = list(enumerate(differences_of(plan, reading_of(one)), start=1))
    context = {
        "plan": plan,
        "version": one,
        "rows": [(place, each) for place, each in rows if each.state != DifferenceState.SAME],
        "same": sum(each.state == DifferenceState.SAME for _place, each in rows),
        "step_seen": last.number if last else 0,
        "waiting": one.state == VersionState.WAITING,
        "may_review": can_review(request.acting, plan, today()),
    }
    return render(request, "plans/version.html", context)


def _decide(request: ActingRequest, version: PlanVersion) -> HttpResponse:
    if request.POST.get("do") == "set_aside":
        set_version_aside(version, acting=request.acting, at=now())
        messages.success(request, _("Kế hoạch giữ nguyên; tệp vẫn được lưu trong các phiên bản."))
        return redirect("plans:versions", pk=version.plan_id)
    seen = request.POST.get("step_seen", "")
    changed = apply_version(
        version,
        {int(place) for place in request.POST.getlist("take") if place.isdecimal()},
        step_seen=int(seen) if seen.isdecimal() else -1,
        acting=request.acting,
        at=now(),
    )
    said = _("Đã nhận tệp mới: %(count)d mục theo tệp mới, các mục khác giữ như đã xác nhận.")
    messages.success(request, said % {"count": changed})
    return back_to(version.plan)
