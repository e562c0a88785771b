"""Findings about the text of a plan: decided, corrected, told to whoever drafts it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.programme.elements.enums import ElementKind
from songhanh.programme.plans.actions import correct_element, decide_anomaly, note_correction
from songhanh.programme.plans.correcting import Correction, correction_of
from songhanh.programme.plans.enums import Decision
from songhanh.programme.plans.forms.elements import FORMS
from songhanh.programme.plans.forms.plans import DecisionForm, NotedForm
from songhanh.programme.plans.models import Anomaly, PlanDocument
from songhanh.programme.plans.notes import NOTE_TYPE, note_of, written_note
from songhanh.programme.plans.queries.sources import lines_of
from songhanh.programme.plans.views.common import (
    back_to,
    posted,
    reviewable_plan,
    status_of,
    visible_plan,
    workable_plan,
)


@require_POST
@signed_in
def decide_finding(request: ActingRequest, pk: int, finding_pk: int) -> HttpResponse:
    """Accept or dismiss a finding, or open it again."""
    plan = workable_plan(request, pk)
    finding = get_object_or_404(Anomaly.objects.filter(plan=plan), pk=finding_pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        sentences = [str(error) for errors in form.errors.values() for error in errors]
        raise RefusedError(" ".join(sentences))
    decide_anomaly(
        finding,
        decision=Decision(form.cleaned_data["decision"]),
        reason=form.cleaned_data["reason"],
        acting=request.acting,
        at=now(),
    )
    return back_to(plan, finding.anchor)


@signed_in
def correct(request: ActingRequest, pk: int, finding_pk: int) -> HttpResponse:
    """Correct what a finding says: in the element it speaks of, else noted in words."""
    plan = reviewable_plan(request, pk)
    findings = Anomaly.objects.filter(plan=plan).select_related("element")
    finding = get_object_or_404(findings, pk=finding_pk)
    correction = correction_of(finding)
    if correction.element is None:
        return _note(request, plan, finding)
    return _correct_element(request, finding, correction)


def _note(request: ActingRequest, plan: PlanDocument, finding: Anomaly) -> HttpResponse:
    form = NotedForm(posted(request))
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        note_correction(finding, words, acting=request.acting, at=now())
        messages.success(request, _("Đã ghi cách sửa điểm bất thường này."))
        return back_to(plan, finding.anchor)
    context = {"plan": plan, "finding": finding, "form": form}
    return render(request, "plans/note_correction.html", context, status=status_of(form.errors))


def _correct_element(
    request: ActingRequest, finding: Anomaly, correction: Correction
) -> HttpResponse:
    element = correction.element
    assert element is not None  # noqa: S101 - the caller asked
    plan = finding.plan
    form_class = FORMS[element.kind]
    initial: dict[str, Any] = form_class.initial_of(element) | {"text": correction.text}
    if correction.day and element.kind == ElementKind.LEGAL_REFERENCE:
        initial["corrected_on"] = correction.day
    form = form_class(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        version = request.POST.get("version", "")
        correct_element(
            finding,
            element,
            version=int(version) if version.isdecimal() else 0,
            text=form.cleaned_data["text"],
            ordinal=form.cleaned_data["ordinal"],
            typed=form.typed(),
            acting=request.acting,
            at=now(),
        )
        messages.success(request, _("Đã sửa mục và ghi điểm bất thường là đã sửa."))
        return back_to(plan, finding.anchor)
    context = {
        "plan": plan,
        "finding": finding,
        "element": element,
        "form": form,
        "version": request.POST.get("version") or element.version,
        "proposed": correction.text != element.text or correction.day is not None,
        "original": lines_of(plan, element),
    }
    return render(request, "plans/correct.html", context, status=status_of(form.errors))


@signed_in
def note(request: ActingRequest, pk: int) -> HttpResponse:
    """What whoever drafts the plan should look at, for print; as a Word file when asked for."""
    plan = visible_plan(request, pk)
    points = note_of(plan)
    if request.GET.get("format") == "docx":
        data = written_note(plan, points, acting=request.acting, on=today())
        answer = HttpResponse(data, content_type=NOTE_TYPE)
        answer["Content-Disposition"] = f'attachment; filename="gop-y-{plan.code}.docx"'
        return answer
    if not points:
        messages.info(request, _("Không có điểm bất thường nào để góp ý."))
        return redirect(reverse("plans:detail", args=[plan.pk]))
    context = {"plan": plan, "points": points, "on": today()}
    return render(request, "plans/note.html", context)
