"""The review: original and structure side by side, and what an officer does with each element."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.programme.elements.enums import ElementKind
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.actions import (
    add_element,
    change_element,
    change_header,
    confirm_certain,
    confirm_element,
    decide_anomaly,
    remove_element,
    undo_decision,
)
from songhanh.programme.plans.enums import Decision
from songhanh.programme.plans.forms.elements import FORMS
from songhanh.programme.plans.forms.plans import (
    AddElementForm,
    DecisionForm,
    HeaderForm,
    KindForm,
)
from songhanh.programme.plans.models import Anomaly, PlanDocument
from songhanh.programme.plans.queries import (
    elements_of,
    next_proposed,
    parents_for,
    plans_visible_to,
    progress_of,
)
from songhanh.programme.plans.queries.outlines import sections_of
from songhanh.programme.plans.queries.sources import lines_of, source_lines, text_of
from songhanh.programme.plans.rules import can_review
from songhanh.programme.plans.views.common import element_of, posted, visible_plan, workable_plan

_ONE = {"confirm": confirm_element, "remove": remove_element, "undo": undo_decision}
"""What can be done to one element, by the word in front of its id: ``confirm:12:3``."""


@signed_in
def review(request: ActingRequest, pk: int) -> HttpResponse:
    """Original and structure side by side; decisions are posted here."""
    if request.method == "POST":
        plan = workable_plan(request, pk)
        return _decide(request, plan)
    plan = visible_plan(request, pk)
    elements = list(elements_of(plan))
    findings = list(Anomaly.objects.filter(plan=plan).select_related("decided_by"))
    text = text_of(plan)
    context = {
        "plan": plan,
        "sections": sections_of(elements),
        "lines": source_lines(text, elements, findings) if text else [],
        "findings": findings,
        "decisions": [one for one in Decision if one != Decision.OPEN],
        "progress": progress_of(plan),
        "next": next_proposed(plan),
        "may_review": can_review(request.acting, plan, today()),
    }
    return render(request, "plans/review.html", context)


def _decide(request: ActingRequest, plan: PlanDocument) -> HttpResponse:
    word, _colon, rest = request.POST.get("do", "").partition(":")
    if word == "confirm_certain":
        count = confirm_certain(plan, acting=request.acting, at=now())
        messages.success(
            request,
            ngettext(
                "Đã xác nhận %(count)d mục chắc chắn.",
                "Đã xác nhận %(count)d mục chắc chắn.",
                count,
            )
            % {"count": count},
        )
        return _back(plan, next_proposed(plan))
    element_id, _colon, version = rest.partition(":")
    action: Callable[..., None] | None = _ONE.get(word)
    if action is None or not (element_id.isdecimal() and version.isdecimal()):
        raise RefusedError(
            _("Yêu cầu chưa rõ. Hãy mở lại trang xác nhận và bấm nút cạnh mục cần xử lý.")
        )
    element = element_of(plan, int(element_id))
    action(element, version=int(version), acting=request.acting, at=now())
    onward = next_proposed(plan, element.position) if word == "confirm" else element
    return _back(plan, onward or element)


def _back(plan: PlanDocument, element: PlanElement | None) -> HttpResponse:
    anchor = f"#{element.anchor}" if element else ""
    return redirect(reverse("plans:review", args=[plan.pk]) + anchor)


@signed_in
def edit_element(request: ActingRequest, pk: int, element_pk: int) -> HttpResponse:
    """Correct one element beside its lines of the original."""
    plan = workable_plan(request, pk)
    element = element_of(plan, element_pk)
    require(can_review(request.acting, plan, today()))
    form_class = FORMS[element.kind]
    form = form_class(posted(request), initial=form_class.initial_of(element))
    if request.method == "POST" and form.is_valid():
        version = request.POST.get("version", "")
        change_element(
            element,
            version=int(version) if version.isdecimal() else 0,
            text=form.cleaned_data["text"],
            ordinal=form.cleaned_data["ordinal"],
            typed=form.typed(),
            acting=request.acting,
            at=now(),
        )
        messages.success(request, _("Đã lưu và xác nhận mục này."))
        return _back(plan, element)
    context = {
        "plan": plan,
        "element": element,
        "form": form,
        "version": request.POST.get("version") or element.version,
        "original": lines_of(plan, element),
    }
    return render(request, "plans/element.html", context, status=_status(form.errors))


@signed_in
def choose_kind(request: ActingRequest, pk: int) -> HttpResponse:
    """Which kind of element to add; the fields follow on the next page."""
    plan = workable_plan(request, pk)
    require(can_review(request.acting, plan, today()))
    form = KindForm(request.GET or None)
    if form.is_bound and form.is_valid():
        return redirect("plans:add_element", pk=plan.pk, kind=form.cleaned_data["kind"])
    return render(request, "plans/choose_kind.html", {"plan": plan, "form": form})


@signed_in
def new_element(request: ActingRequest, pk: int, kind: str) -> HttpResponse:
    """Add by hand what the reader did not find, with its lines in the text."""
    plan = workable_plan(request, pk)
    require(can_review(request.acting, plan, today()))
    wanted = _kind(kind)
    text = text_of(plan)
    parents = parents_for(plan, wanted)
    place = AddElementForm(posted(request), line_count=text.count("\n") + 1, parents=parents)
    form = FORMS[wanted](posted(request))
    if request.method == "POST" and place.is_valid() and form.is_valid():
        element = add_element(
            plan,
            wanted,
            text=form.cleaned_data["text"],
            ordinal=form.cleaned_data["ordinal"],
            lines=place.lines(),
            parent=place.cleaned_data.get("parent"),
            typed=form.typed(),
            acting=request.acting,
            at=now(),
        )
        messages.success(request, _("Đã thêm mục mới vào kế hoạch."))
        return _back(plan, element)
    context = {"plan": plan, "kind": wanted, "form": form, "place": place}
    status = _status(form.errors or place.errors)
    return render(request, "plans/new_element.html", context, status=status)


@signed_in
def header(request: ActingRequest, pk: int) -> HttpResponse:
    """Correct number, date, issuer, years and signature."""
    plan = workable_plan(request, pk)
    require(can_review(request.acting, plan, today()))
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
    return render(request, "plans/header.html", context, status=_status(form.errors))


@require_POST
@signed_in
def decide_finding(request: ActingRequest, pk: int, finding_pk: int) -> HttpResponse:
    """Accept, mark as corrected or dismiss a finding."""
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
    return redirect(reverse("plans:review", args=[plan.pk]) + f"#{finding.anchor}")


def _kind(code: str) -> ElementKind:
    if code not in ElementKind.values:
        raise Http404
    return ElementKind(code)


def _status(errors: object) -> int:
    return 400 if errors else 200
