"""The board of duties, one duty's page, and what can be done there."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.handedin import kept_file
from songhanh.foundation.lib.rules import Answer, require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.programme.duties import actions, queries
from songhanh.programme.duties.enums import ALLOWED_STEPS, StepKind, UrgingChannel
from songhanh.programme.duties.exports import duties_workbook
from songhanh.programme.duties.forms import (
    MARKED,
    BulkDueForm,
    BulkReasonForm,
    DueForm,
    DutyFilter,
    ProgressForm,
    ReasonForm,
    UrgingForm,
)
from songhanh.programme.duties.models import DutyFile
from songhanh.programme.duties.queries import CarriedDuty
from songhanh.programme.duties.rules import can_carry, can_follow_up, may_follow_up
from songhanh.programme.duties.summaries import GROUPINGS, reminder, summed_up, totals
from songhanh.programme.plans.queries.sources import lines_of

_ORDERS: dict[str, Callable[[CarriedDuty], Any]] = {
    "due": lambda one: (one.standing.due_on or date.max, one.unit_name),
    "unit": lambda one: one.unit_name,
    "state": lambda one: list(ALLOWED_STEPS).index(one.state),
    "duty": lambda one: (one.plan.name, one.duty.element.position),
}


# ------------------------------------------------------------------- lists ----


@signed_in
def duty_list(request: ActingRequest) -> HttpResponse:
    """The duties of the branch with filters; the lead officer sets due days here."""
    form, carried = _found(request)
    if lists.wants_workbook(request):
        return duties_workbook(carried)
    context = _list_context(form, carried) | {
        "page": lists.page_of(request, carried),
        "due_form": BulkDueForm(prefix="due"),
        "close_form": BulkReasonForm(prefix="close", use_required_attribute=False),
        "may_follow_up": may_follow_up(request.acting),
        "query": request.GET.urlencode(),
    }
    return render(request, "duties/list.html", context)


@signed_in
def print_list(request: ActingRequest) -> HttpResponse:
    """The same list on paper, for the weekly briefing."""
    form, carried = _found(request)
    context = _list_context(form, carried) | {"day": today(), "query": request.GET.urlencode()}
    return render(request, "duties/print.html", context)


@signed_in
def board(request: ActingRequest) -> HttpResponse:
    """The duties summed up by unit, by item of the assignment, or by state."""
    form, carried = _found(request)
    by = request.GET.get("by", "unit")
    by = by if by in GROUPINGS else "unit"
    context = _list_context(form, carried) | {
        "by": by,
        "page": lists.page_of(request, summed_up(carried, by)),
        "plan": form.chosen_plan,
        "may_follow_up": may_follow_up(request.acting),
    }
    return render(request, "duties/board.html", context)


@signed_in
def unresolved(request: ActingRequest) -> HttpResponse:
    """Words of the assignments that mean no unit, for the lead officer to settle."""
    require(may_follow_up(request.acting))
    found = queries.unresolved_words(request.acting, today())
    context = {
        "page": lists.page_of(request, found),
        "may_follow_up": may_follow_up(request.acting),
    }
    return render(request, "duties/unresolved.html", context)


@require_POST
@signed_in
def set_due(request: ActingRequest) -> HttpResponse:
    """A due day for the duties marked in the list, or for all the filters let through."""
    require(may_follow_up(request.acting))
    form = BulkDueForm(request.POST, prefix="due")
    back = f"{reverse('duties:list')}?{request.GET.urlencode()}"
    if not form.is_valid():
        for errors in form.errors.values():
            for error in errors:
                messages.error(request, str(error))
        return HttpResponseRedirect(back)
    _filter, carried = _found(request)
    if form.cleaned_data["scope"] == MARKED:
        marked = set(request.POST.getlist("chosen"))
        carried = [one for one in carried if one.name in marked]
    try:
        count = actions.set_due_days(carried, form.due, acting=request.acting, at=now())
    except RefusedError as refused:
        messages.error(request, refused.message)
    else:
        _tell_due(request, count)
    return HttpResponseRedirect(back)


@require_POST
@signed_in
def close_marked(request: ActingRequest) -> HttpResponse:
    """Close the duties marked in the list, with one remark."""
    require(may_follow_up(request.acting))
    form = BulkReasonForm(request.POST, prefix="close")
    back = f"{reverse('duties:list')}?{request.GET.urlencode()}"
    if not form.is_valid():
        messages.error(request, _("Hãy ghi nhận xét để các đơn vị biết rồi kết thúc lại."))
        return HttpResponseRedirect(back)
    _filter, carried = _found(request)
    marked = set(request.POST.getlist("chosen"))
    chosen = [one for one in carried if one.name in marked]
    try:
        count = actions.close_duties(
            chosen, reason=form.cleaned_data["reason"], acting=request.acting, at=now()
        )
    except RefusedError as refused:
        messages.error(request, refused.message)
    else:
        sentence = ngettext(
            "Đã kết thúc %(count)s nhiệm vụ.", "Đã kết thúc %(count)s nhiệm vụ.", count
        )
        messages.success(request, sentence % {"count": count})
    return HttpResponseRedirect(back)


# ---------------------------------------------------------------- one duty ----


@signed_in
def show(request: ActingRequest, duty_pk: int, unit_pk: int) -> HttpResponse:
    """One duty in one unit: its sentence in the plan, what happened, what can be done."""
    return _page(request, _carried(request, duty_pk, unit_pk))


@require_POST
@signed_in
def accept(request: ActingRequest, duty_pk: int, unit_pk: int) -> HttpResponse:
    """The unit takes the duty on."""
    one = _carried(request, duty_pk, unit_pk)
    actions.accept_duty(one, acting=request.acting, at=now())
    messages.success(request, _("Đơn vị đã nhận nhiệm vụ."))
    return _back_to(one)


@require_POST
@signed_in
def report(request: ActingRequest, duty_pk: int, unit_pk: int) -> HttpResponse:
    """The unit says how far it is."""
    one = _carried(request, duty_pk, unit_pk)
    require(can_carry(request.acting, one))
    form = ProgressForm(request.POST, request.FILES, prefix="progress")
    if not form.is_valid():
        return _page(request, one, progress_form=form)
    percent, note = form.cleaned_data["percent"], form.cleaned_data["note"]
    actions.report_progress(
        one, percent=percent, note=note, proofs=form.proofs, acting=request.acting, at=now()
    )
    messages.success(request, _("Đã ghi tiến độ nhiệm vụ."))
    return _back_to(one)


@signed_in
def file(request: ActingRequest, duty_pk: int, unit_pk: int, file_pk: int) -> HttpResponse:
    """A file handed in with a report."""
    kept = _file(request, duty_pk, unit_pk, file_pk)
    return kept_file(kept.file_key, kept.file_name, kept.media_type)


@signed_in
def thumbnail(request: ActingRequest, duty_pk: int, unit_pk: int, file_pk: int) -> HttpResponse:
    """A photo handed in with a report, small."""
    kept = _file(request, duty_pk, unit_pk, file_pk)
    return kept_file(kept.thumbnail_key, kept.file_name, kept.media_type)


@require_POST
@signed_in
def close(request: ActingRequest, duty_pk: int, unit_pk: int) -> HttpResponse:
    """The lead officer closes the duty."""
    one = _followed(request, duty_pk, unit_pk)
    form = ReasonForm(request.POST, prefix="close")
    if not form.is_valid():
        return _page(request, one, close_form=form)
    actions.close_duty(one, **form.cleaned_data, acting=request.acting, at=now())
    messages.success(request, _("Đã kết thúc nhiệm vụ."))
    return _back_to(one)


@require_POST
@signed_in
def return_view(request: ActingRequest, duty_pk: int, unit_pk: int) -> HttpResponse:
    """The lead officer gives the duty back."""
    one = _followed(request, duty_pk, unit_pk)
    form = ReasonForm(request.POST, prefix="return")
    if not form.is_valid():
        return _page(request, one, return_form=form)
    actions.return_duty(one, **form.cleaned_data, acting=request.acting, at=now())
    messages.success(request, _("Đã trả lại nhiệm vụ cho đơn vị."))
    return _back_to(one)


@require_POST
@signed_in
def urge_view(request: ActingRequest, duty_pk: int, unit_pk: int) -> HttpResponse:
    """The lead officer notes that the unit was urged."""
    one = _followed(request, duty_pk, unit_pk)
    form = UrgingForm(request.POST, prefix="urge")
    if not form.is_valid():
        return _page(request, one, urging_form=form)
    channel = UrgingChannel(form.cleaned_data["channel"])
    text = form.cleaned_data["text"]
    actions.urge(one, channel=channel, text=text, acting=request.acting, at=now())
    messages.success(request, _("Đã ghi việc đôn đốc."))
    return _back_to(one)


@require_POST
@signed_in
def set_one_due(request: ActingRequest, duty_pk: int, unit_pk: int) -> HttpResponse:
    """The lead officer gives this duty a due day."""
    one = _followed(request, duty_pk, unit_pk)
    form = DueForm(request.POST, prefix="due")
    if not form.is_valid():
        return _page(request, one, due_form=form)
    count = actions.set_due_days([one], form.due, acting=request.acting, at=now())
    _tell_due(request, count)
    return _back_to(one)


# ------------------------------------------------------------------ shared ----


def _found(request: ActingRequest) -> tuple[DutyFilter, list[CarriedDuty]]:
    day = today()
    form = DutyFilter(request.GET, plans=queries.board_plans(request.acting, day))
    carried = queries.carried_duties(request.acting, day, plan=form.chosen_plan)
    found = [one for one in carried if form.admits(one)]
    key = lists.sort_key(request, dict.fromkeys(_ORDERS, ""), "duty")
    found.sort(key=_ORDERS[key.removeprefix("-")], reverse=key.startswith("-"))
    return form, found


def _list_context(form: DutyFilter, carried: Sequence[CarriedDuty]) -> dict[str, object]:
    return {
        "filter_form": form,
        "carried": carried,
        "totals": totals(carried),
        "filtered": form.is_narrowed,
    }


def _carried(request: ActingRequest, duty_pk: int, unit_pk: int) -> CarriedDuty:
    one = queries.carried_duty(request.acting, today(), (duty_pk, unit_pk))
    if one is None:
        raise Http404
    return one


def _file(request: ActingRequest, duty_pk: int, unit_pk: int, file_pk: int) -> DutyFile:
    kept = queries.file_of(_carried(request, duty_pk, unit_pk), file_pk)
    if kept is None:
        raise Http404
    return kept


def _followed(request: ActingRequest, duty_pk: int, unit_pk: int) -> CarriedDuty:
    require(may_follow_up(request.acting))
    one = _carried(request, duty_pk, unit_pk)
    require(can_follow_up(request.acting, one.plan, today()))
    return one


def _page(request: ActingRequest, one: CarriedDuty, **bound: forms.Form) -> HttpResponse:
    carries: Answer = can_carry(request.acting, one)
    follows: Answer = can_follow_up(request.acting, one.plan, today())
    possible = ALLOWED_STEPS[one.state]
    due = {"due_on": one.standing.due_on, "origin": one.standing.due_origin}
    context: dict[str, object] = {
        "one": one,
        "steps": queries.steps_of(one),
        "lines": lines_of(one.plan, one.duty.element),
        "carries": bool(carries),
        "follows": bool(follows),
        "may": {kind.value: kind in possible for kind in StepKind},
        "progress_form": ProgressForm(prefix="progress"),
        "close_form": ReasonForm(prefix="close"),
        "return_form": ReasonForm(prefix="return"),
        "urging_form": UrgingForm(prefix="urge", initial={"text": reminder(one)}),
        "due_form": DueForm(prefix="due", initial={k: v for k, v in due.items() if v}),
    }
    status = 400 if bound else 200
    return render(request, "duties/show.html", context | bound, status=status)


def _tell_due(request: ActingRequest, count: int) -> None:
    if count:
        sentence = ngettext(
            "Đã đặt hạn cho %(count)s nhiệm vụ.", "Đã đặt hạn cho %(count)s nhiệm vụ.", count
        )
        messages.success(request, sentence % {"count": count})
    else:
        messages.info(request, _("Các nhiệm vụ đã chọn đều có hạn này hoặc đã kết thúc."))


def _back_to(one: CarriedDuty) -> HttpResponseRedirect:
    return redirect("duties:show", one.duty.pk, one.unit_id)
