"""One duty in one unit, and what can be done there."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.handedin import kept_file
from songhanh.foundation.lib.rules import Answer, require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.programme.duties import actions, queries
from songhanh.programme.duties.carried import CarriedDuty
from songhanh.programme.duties.enums import ALLOWED_STEPS, StepKind, UrgingChannel
from songhanh.programme.duties.forms import (
    DueForm,
    ProgressForm,
    ProofFilter,
    ReasonForm,
    UrgingForm,
)
from songhanh.programme.duties.models import DutyFile
from songhanh.programme.duties.proving import OwnRecord, offered_records
from songhanh.programme.duties.rules import can_carry, can_follow_up, may_follow_up
from songhanh.programme.duties.summaries import reminder
from songhanh.programme.duties.views.telling import tell_due
from songhanh.programme.plans.queries.sources import lines_of


@signed_in
def show(request: ActingRequest, duty_pk: int, unit_pk: int) -> HttpResponse:
    """One duty in one unit: its sentence in the plan, what happened, what can be done.

    A duty that was merged into another leads there.
    """
    one = queries.carried_duty(request.acting, today(), (duty_pk, unit_pk))
    if one is None:
        into = queries.absorbing(request.acting, today(), duty_pk)
        if into is None:
            raise Http404
        return redirect("duties:show", into.pk, unit_pk)
    return _page(request, one)


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
    form = ProgressForm(
        request.POST, request.FILES, prefix="progress", offered=_offered(request, one)
    )
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
    tell_due(request, count)
    return _back_to(one)


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
        "steps": queries.steps_of(one, request.acting),
        "lines": lines_of(one.plan, one.duty.element),
        "carries": bool(carries),
        "follows": bool(follows),
        "may": {kind.value: kind in possible for kind in StepKind},
        "progress_form": ProgressForm(prefix="progress", offered=_offered(request, one)),
        "proof_form": ProofFilter(request.GET),
        "last": queries.last_shaping(one.plan) if follows else None,
        "close_form": ReasonForm(prefix="close"),
        "return_form": ReasonForm(prefix="return"),
        "urging_form": UrgingForm(prefix="urge", initial={"text": reminder(one)}),
        "due_form": DueForm(prefix="due", initial={k: v for k, v in due.items() if v}),
    }
    status = 400 if bound else 200
    return render(request, "duties/show.html", context | bound, status=status)


def _offered(request: ActingRequest, one: CarriedDuty) -> list[OwnRecord]:
    """Records of the own unit to name as proof, narrowed by the words of the address."""
    if not can_carry(request.acting, one) or StepKind.PROGRESS not in ALLOWED_STEPS[one.state]:
        return []
    narrowing = ProofFilter(request.GET)
    return offered_records(request.acting, today(), narrowing.words)


def _back_to(one: CarriedDuty) -> HttpResponseRedirect:
    return redirect("duties:show", one.duty.pk, one.unit_id)
