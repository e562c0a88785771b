"""The review: original and structure side by side, and what an officer does with each element."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.programme.elements.enums import ElementKind
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.actions import (
    confirm_certain,
    confirm_element,
    move_element,
    remove_element,
    undo_decision,
    undo_step,
)
from songhanh.programme.plans.enums import DECIDING
from songhanh.programme.plans.models import Anomaly, PlanDocument, ReviewStep
from songhanh.programme.plans.queries import elements_of, next_proposed, progress_of
from songhanh.programme.plans.queries.outlines import sections_of
from songhanh.programme.plans.queries.reviewing import elements_touched, last_step, steps_of
from songhanh.programme.plans.queries.sources import pages_of, source_lines, text_of
from songhanh.programme.plans.rules import can_review
from songhanh.programme.plans.views.common import back_to, element_of, visible_plan, workable_plan

_ONE = {"confirm": confirm_element, "remove": remove_element, "undo": undo_decision}
"""What can be done to one element, by the word in front of its id: ``confirm:12:3``."""

_MOVES = {"up": True, "down": False}

QUICK = "X-Quick"
"""With this header the script of the page asks for what changed alone, not for the whole page."""


@signed_in
def review(request: ActingRequest, pk: int) -> HttpResponse:
    """Original and structure side by side; decisions are posted here."""
    if request.method == "POST":
        plan = workable_plan(request, pk)
        return _decide(request, plan)
    plan = visible_plan(request, pk)
    elements = list(elements_of(plan))
    findings = list(Anomaly.objects.filter(plan=plan).select_related("decided_by", "element"))
    text = text_of(plan)
    context = _standing(request, plan) | {
        "sections": sections_of(elements),
        "lines": source_lines(text, elements, findings, pages_of(plan)) if text else [],
        "findings": findings,
        "kinds": list(ElementKind),
    }
    return render(request, "plans/review.html", context)


def _standing(request: ActingRequest, plan: PlanDocument) -> dict[str, object]:
    """How far the review is, what comes next, what can be taken back."""
    return {
        "plan": plan,
        "progress": progress_of(plan),
        "next": next_proposed(plan),
        "last_step": last_step(plan),
        "may_review": can_review(request.acting, plan, today()),
    }


def _decide(request: ActingRequest, plan: PlanDocument) -> HttpResponse:
    word, _colon, rest = request.POST.get("do", "").partition(":")
    if word == "confirm_certain":
        return _confirm_certain(request, plan)
    if word == "undo_step":
        return _undo_step(request, plan, rest)
    element_id, _colon, version = rest.partition(":")
    known = word in _ONE or word in _MOVES
    if not (known and element_id.isdecimal() and version.isdecimal()):
        raise RefusedError(
            _("Yêu cầu chưa rõ. Hãy mở lại trang xác nhận và bấm nút cạnh mục cần xử lý.")
        )
    element = element_of(plan, int(element_id))
    if word in _MOVES:
        move_element(
            element,
            before=_MOVES[word],
            version=int(version),
            acting=request.acting,
            at=now(),
        )
        return back_to(plan, element.anchor)
    action: Callable[..., None] = _ONE[word]
    action(element, version=int(version), acting=request.acting, at=now())
    onward = next_proposed(plan, element.position) if word == "confirm" else element
    return _answer(request, plan, onward or element)


def _confirm_certain(request: ActingRequest, plan: PlanDocument) -> HttpResponse:
    count = confirm_certain(plan, acting=request.acting, at=now())
    said = ngettext(
        "Đã xác nhận %(count)d mục chắc chắn.", "Đã xác nhận %(count)d mục chắc chắn.", count
    )
    return _answer(request, plan, next_proposed(plan), said % {"count": count})


def _undo_step(request: ActingRequest, plan: PlanDocument, number: str) -> HttpResponse:
    step = undo_step(
        plan,
        number=int(number) if number.isdecimal() else 0,
        acting=request.acting,
        at=now(),
    )
    said = _("Đã hoàn lại: %(step)s – %(label)s") % {
        "step": step.get_kind_display(),
        "label": step.label[:120],
    }
    touched = elements_touched(step)
    return _answer(request, plan, touched[0] if touched else None, said, step)


def _answer(
    request: ActingRequest,
    plan: PlanDocument,
    onward: PlanElement | None,
    said: str = "",
    step: ReviewStep | None = None,
) -> HttpResponse:
    """What changed alone for the script; else the page again, at the element to go on with."""
    if QUICK not in request.headers:
        if said:
            messages.success(request, said)
        return back_to(plan, onward.anchor if onward else "")
    done = step or last_step(plan)
    if done is None or done.kind not in DECIDING:
        return HttpResponse(status=205)  # the order or the text changed: the page is asked for
    context = _standing(request, plan) | {
        "elements": elements_touched(done),
        "onward": onward,
        "said": said,
    }
    return render(request, "plans/_changed.html", context)


@signed_in
def steps(request: ActingRequest, pk: int) -> HttpResponse:
    """Who confirmed, changed and took back what, and when: the last step first."""
    plan = workable_plan(request, pk)
    context = _standing(request, plan) | {"page": lists.page_of(request, steps_of(plan))}
    return render(request, "plans/steps.html", context)
