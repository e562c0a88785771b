"""One element of a plan: corrected, split, merged, put under another, or added by hand."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.engines.vntext import normal
from songhanh.foundation.lib.clock import now
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.programme.elements.enums import ElementKind
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.actions import (
    add_element,
    change_element,
    merge_elements,
    place_under,
    split_element,
)
from songhanh.programme.plans.forms.elements import FORMS
from songhanh.programme.plans.forms.plans import AddElementForm, KindForm
from songhanh.programme.plans.forms.shaping import MergeForm, SplitForm
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import parents_for
from songhanh.programme.plans.queries.reviewing import mergeable_with
from songhanh.programme.plans.queries.sources import lines_of, parent_near, text_of
from songhanh.programme.plans.views.common import (
    back_to,
    element_of,
    posted,
    reviewable_plan,
    status_of,
    workable_plan,
)


@signed_in
def edit_element(request: ActingRequest, pk: int, element_pk: int) -> HttpResponse:
    """Correct one element beside its lines of the original."""
    plan = reviewable_plan(request, pk)
    element = element_of(plan, element_pk)
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
        return back_to(plan, element.anchor)
    context = {
        "plan": plan,
        "element": element,
        "form": form,
        "version": request.POST.get("version") or element.version,
        "original": lines_of(plan, element),
        "parents": parents_for(plan, element.kind),
    }
    return render(request, "plans/element.html", context, status=status_of(form.errors))


@signed_in
def split(request: ActingRequest, pk: int, element_pk: int) -> HttpResponse:
    """Cut an element where somebody puts a line break."""
    plan = reviewable_plan(request, pk)
    element = element_of(plan, element_pk)
    form = SplitForm(posted(request), element=element)
    if request.method == "POST" and form.is_valid():
        try:
            pieces = split_element(
                element,
                form.cleaned_data["pieces"].split("\n"),
                version=form.cleaned_data["version"],
                acting=request.acting,
                at=now(),
            )
        except RefusedError as error:
            form.add_error("pieces", error.message)
        else:
            said = _("Đã tách thành %(count)d mục. Hãy xem lại từng mục rồi xác nhận.")
            messages.success(request, said % {"count": len(pieces)})
            return back_to(plan, element.anchor)
    context = _with_original(plan, element) | {"form": form}
    return render(request, "plans/split.html", context, status=status_of(form.errors))


@signed_in
def merge(request: ActingRequest, pk: int, element_pk: int) -> HttpResponse:
    """Put the words of another element of the same place behind this one's."""
    plan = reviewable_plan(request, pk)
    element = element_of(plan, element_pk)
    others = mergeable_with(element)
    form = MergeForm(posted(request), element=element, others=others)
    if request.method == "POST" and form.is_valid():
        merge_elements(
            element,
            form.cleaned_data["other"],
            version=form.cleaned_data["version"],
            acting=request.acting,
            at=now(),
        )
        messages.success(request, _("Đã gộp hai mục. Hãy xem lại rồi xác nhận."))
        return back_to(plan, element.anchor)
    context = _with_original(plan, element) | {"form": form, "others": others.exists()}
    return render(request, "plans/merge.html", context, status=status_of(form.errors))


@require_POST
@signed_in
def under(request: ActingRequest, pk: int, element_pk: int) -> HttpResponse:
    """Put a task under another group, a duty under another agency."""
    plan = workable_plan(request, pk)
    element = element_of(plan, element_pk)
    wanted, version = request.POST.get("parent", ""), request.POST.get("version", "")
    parent = parents_for(plan, element.kind).filter(pk=wanted if wanted.isdecimal() else 0).first()
    if parent is None:
        raise RefusedError(_("Hãy chọn mục mà mục này sẽ nằm dưới."))
    place_under(
        element,
        parent,
        version=int(version) if version.isdecimal() else 0,
        acting=request.acting,
        at=now(),
    )
    return back_to(plan, element.anchor)


@signed_in
def choose_kind(request: ActingRequest, pk: int) -> HttpResponse:
    """Which kind of element to add; the fields follow on the next page.

    Characters selected in the original (``from``, ``to``) go along.
    """
    plan = reviewable_plan(request, pk)
    form = KindForm(request.GET if "kind" in request.GET else None)
    selected = {name: request.GET[name] for name in ("from", "to") if name in request.GET}
    if form.is_bound and form.is_valid():
        address = reverse("plans:add_element", args=[plan.pk, form.cleaned_data["kind"]])
        return redirect(f"{address}?{urlencode(selected)}" if selected else address)
    context = {"plan": plan, "form": form, "selected": selected}
    return render(request, "plans/choose_kind.html", context, status=status_of(form.errors))


@signed_in
def new_element(request: ActingRequest, pk: int, kind: str) -> HttpResponse:
    """Add by hand what the reader did not find, with its place in the text."""
    plan = reviewable_plan(request, pk)
    wanted = _kind(kind)
    text = text_of(plan)
    parents = parents_for(plan, wanted)
    selected = _selected(request, text)
    first = _from_selection(plan, wanted, text, selected)
    place = AddElementForm(posted(request), text=text, parents=parents, initial=first)
    form = FORMS[wanted](posted(request), initial=first)
    if request.method == "POST" and place.is_valid() and form.is_valid():
        element = add_element(
            plan,
            wanted,
            text=form.cleaned_data["text"],
            ordinal=form.cleaned_data["ordinal"],
            lines=place.lines(),
            characters=place.characters(),
            parent=place.cleaned_data.get("parent"),
            typed=form.typed(),
            acting=request.acting,
            at=now(),
        )
        messages.success(request, _("Đã thêm mục mới vào kế hoạch."))
        return back_to(plan, element.anchor)
    context = {
        "plan": plan,
        "kind": wanted,
        "form": form,
        "place": place,
        "selected": text[slice(*selected)] if selected else "",
    }
    status = status_of(form.errors or place.errors)
    return render(request, "plans/new_element.html", context, status=status)


def _with_original(plan: PlanDocument, element: PlanElement) -> dict[str, object]:
    return {"plan": plan, "element": element, "original": lines_of(plan, element)}


def _selected(request: ActingRequest, text: str) -> tuple[int, int] | None:
    """The characters selected in the original; None when none, or none that the text has."""
    first, last = request.GET.get("from", ""), request.GET.get("to", "")
    if not (first.isdecimal() and last.isdecimal() and len(first) < 9 and len(last) < 9):
        return None
    return (int(first), int(last)) if int(first) < int(last) <= len(text) else None


def _from_selection(
    plan: PlanDocument, kind: ElementKind, text: str, selected: tuple[int, int] | None
) -> dict[str, object]:
    """What the forms show first for a selected passage: its words, its place, what is above it."""
    if selected is None:
        return {}
    first, last = selected
    line = text.count("\n", 0, first) + 1
    return {
        "text": normal(text[first:last]),
        "char_from": first,
        "char_to": last,
        "line_from": line,
        "line_to": text.count("\n", 0, last - 1) + 1,
        "parent": parent_near(plan, kind, line),
    }


def _kind(code: str) -> ElementKind:
    if code not in ElementKind.values:
        raise Http404
    return ElementKind(code)
