"""Where a duty of a published plan ends and the next begins."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.programme.duties import actions, queries
from songhanh.programme.duties.expanding import assignment_of
from songhanh.programme.duties.rules import may_follow_up
from songhanh.programme.plans.forms.shaping import MergeForm, SplitForm
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.plans.queries.reviewing import mergeable_with
from songhanh.programme.plans.queries.sources import lines_of
from songhanh.programme.plans.rules import can_reshape
from songhanh.programme.plans.views.common import posted, status_of
from songhanh.programme.tasks.models import Duty


@signed_in
def split(request: ActingRequest, duty_pk: int) -> HttpResponse:
    """Cut a duty where somebody puts a line break."""
    duty = _duty(request, duty_pk)
    form = SplitForm(posted(request), element=duty.element)
    if request.method == "POST" and form.is_valid():
        try:
            pieces = actions.split_duty(
                duty,
                form.cleaned_data["pieces"].split("\n"),
                version=form.cleaned_data["version"],
                acting=request.acting,
                at=now(),
            )
        except RefusedError as refused:
            form.add_error("pieces", refused.message)
        else:
            said = _("Đã tách thành %(count)d nhiệm vụ; diễn biến đã ghi ở lại với phần đầu.")
            messages.success(request, said % {"count": len(pieces)})
            return _to_item(duty)
    return _page(request, "duties/split.html", duty, {"form": form}, status_of(form.errors))


@signed_in
def merge(request: ActingRequest, duty_pk: int) -> HttpResponse:
    """Let another duty be part of this one."""
    duty = _duty(request, duty_pk)
    others = mergeable_with(duty.element)
    form = MergeForm(posted(request), element=duty.element, others=others)
    if request.method == "POST" and form.is_valid():
        try:
            actions.merge_duties(
                duty,
                form.cleaned_data["other"].duty,
                version=form.cleaned_data["version"],
                acting=request.acting,
                at=now(),
            )
        except RefusedError as refused:
            form.add_error("other", refused.message)
        else:
            messages.success(request, _("Đã gộp hai nhiệm vụ thành một."))
            return _to_item(duty)
    context = {"form": form, "others": others.exists()}
    return _page(request, "duties/merge.html", duty, context, status_of(form.errors))


@require_POST
@signed_in
def undo(request: ActingRequest, pk: int) -> HttpResponse:
    """Take the last split or merge of a plan back."""
    require(may_follow_up(request.acting))
    plan = get_object_or_404(plans_visible_to(request.acting, today()), pk=pk)
    require(can_reshape(request.acting, plan, today()))
    number = request.POST.get("step", "")
    try:
        last = actions.undo_shaping(
            plan, number=int(number) if number.isdecimal() else 0, acting=request.acting, at=now()
        )
    except RefusedError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(
            request,
            _("Đã hoàn lại: %(what)s.") % {"what": f"{last.get_kind_display()}, {last.label}"},
        )
    return redirect("duties:list")


def _duty(request: ActingRequest, pk: int) -> Duty:
    require(may_follow_up(request.acting))
    duty = queries.shapeable_duty(request.acting, today(), pk)
    if duty is None:
        raise Http404
    require(can_reshape(request.acting, duty.element.plan, today()))
    return duty


def _page(
    request: ActingRequest, template: str, duty: Duty, context: dict[str, object], status: int
) -> HttpResponse:
    plan = duty.element.plan
    shared = {
        "duty": duty,
        "plan": plan,
        "lines": lines_of(plan, duty.element),
        "last": queries.last_shaping(plan),
    }
    return render(request, template, shared | context, status=status)


def _to_item(duty: Duty) -> HttpResponse:
    """The list of the duties of the same assignment: both pieces, or the one that is left."""
    return redirect(f"{reverse('duties:list')}?item={assignment_of(duty).pk}")
