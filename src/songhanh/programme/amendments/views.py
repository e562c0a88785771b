"""The amendments of a plan, one amendment with its differences, and entering its changes."""

from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.foundation.lib import filestore
from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.programme.amendments.actions import (
    Words,
    add_by,
    change_by,
    record_amendment,
    take_out_by,
    undo_amendment,
)
from songhanh.programme.amendments.enums import AMENDABLE
from songhanh.programme.amendments.forms import DecisionForm, KindForm, ParentForm
from songhanh.programme.amendments.models import Amendment
from songhanh.programme.amendments.queries import (
    amendable,
    amendment_seen_by,
    amendments_of,
    differences_of,
)
from songhanh.programme.amendments.rules import can_amend
from songhanh.programme.elements.enums import ElementKind
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.forms.base import ElementForm
from songhanh.programme.plans.forms.elements import FORMS
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.plans.queries.outlines import sections_of
from songhanh.programme.plans.queries.reviewing import parents_for


@signed_in
def plan_amendments(request: ActingRequest, pk: int) -> HttpResponse:
    """The decisions that amended a plan; the lead officer records the next one here."""
    plan = get_object_or_404(plans_visible_to(request.acting, today()), pk=pk)
    may_amend = can_amend(request.acting, plan, today())
    posted = request.method == "POST"
    form = DecisionForm(request.POST if posted else None, request.FILES if posted else None)
    if posted:
        require(may_amend)
        if form.is_valid():
            try:
                one = record_amendment(plan, form.paper(), acting=request.acting, at=now())
            except RefusedError as refused:
                form.add_error(None, refused.message)
            else:
                messages.success(
                    request, _("Đã ghi quyết định. Hãy nhập từng nội dung sửa đổi, bổ sung.")
                )
                return redirect("amendments:show", pk=one.pk)
    context = {
        "plan": plan,
        "amendments": amendments_of(plan),
        "form": form,
        "may_amend": may_amend,
    }
    return render(request, "amendments/list.html", context, status=400 if form.errors else 200)


@signed_in
def show(request: ActingRequest, pk: int) -> HttpResponse:
    """One decision: each change before and after, and what may be changed next."""
    return _page(request, _seen(request, pk))


@signed_in
def file(request: ActingRequest, pk: int) -> FileResponse:
    """The decision's file as it came."""
    one = _seen(request, pk)
    if not one.file_key:
        raise Http404
    return FileResponse(
        BytesIO(filestore.open_file(one.file_key)),
        as_attachment=True,
        filename=one.filename,
        content_type="application/octet-stream",
    )


@require_POST
@signed_in
def undo(request: ActingRequest, pk: int) -> HttpResponse:
    """Take everything back by a counter-decision."""
    one = _seen(request, pk)
    require(can_amend(request.acting, one.plan, today()))
    form = DecisionForm(request.POST, request.FILES, prefix="undo")
    if form.is_valid():
        try:
            counter = undo_amendment(one, form.paper(), acting=request.acting, at=now())
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã hoàn lại sửa đổi bằng quyết định mới."))
            return redirect("amendments:show", pk=counter.pk)
    return _page(request, one, form)


@signed_in
def change(request: ActingRequest, pk: int, element_pk: int) -> HttpResponse:
    """New words for one element."""
    one = _seen(request, pk)
    require(can_amend(request.acting, one.plan, today()))
    element = get_object_or_404(amendable(one.plan), pk=element_pk)
    form_class = FORMS[element.kind]
    form = form_class(
        request.POST if request.method == "POST" else None, initial=form_class.initial_of(element)
    )
    if request.method == "POST" and form.is_valid():
        version = request.POST.get("version", "")
        try:
            change_by(
                one,
                element,
                version=int(version) if version.isdecimal() else 0,
                words=_words(form),
                acting=request.acting,
                at=now(),
            )
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã ghi nội dung sửa đổi."))
            return redirect("amendments:show", pk=one.pk)
    context = {
        "amendment": one,
        "element": element,
        "form": form,
        "version": request.POST.get("version") or element.version,
    }
    return render(request, "amendments/change.html", context, status=400 if form.errors else 200)


@signed_in
def add(request: ActingRequest, pk: int, kind: str) -> HttpResponse:
    """A new element of the plan."""
    one = _seen(request, pk)
    require(can_amend(request.acting, one.plan, today()))
    if kind not in AMENDABLE:
        raise Http404
    wanted = ElementKind(kind)
    posted = request.POST if request.method == "POST" else None
    place = ParentForm(posted, parents=parents_for(one.plan, wanted))
    form = FORMS[wanted](posted)
    if request.method == "POST" and place.is_valid() and form.is_valid():
        parent: PlanElement | None = place.cleaned_data.get("parent")
        add_by(one, wanted, words=_words(form), parent=parent, acting=request.acting, at=now())
        messages.success(request, _("Đã ghi nội dung bổ sung."))
        return redirect("amendments:show", pk=one.pk)
    context = {"amendment": one, "kind": wanted, "form": form, "place": place}
    wrong = form.errors or place.errors
    return render(request, "amendments/add.html", context, status=400 if wrong else 200)


@require_POST
@signed_in
def take_out(request: ActingRequest, pk: int, element_pk: int) -> HttpResponse:
    """End one element with the decision's day."""
    one = _seen(request, pk)
    require(can_amend(request.acting, one.plan, today()))
    element = get_object_or_404(amendable(one.plan), pk=element_pk)
    version = request.POST.get("version", "")
    take_out_by(
        one,
        element,
        version=int(version) if version.isdecimal() else 0,
        acting=request.acting,
        at=now(),
    )
    messages.success(request, _("Đã ghi nội dung bãi bỏ."))
    return redirect("amendments:show", pk=one.pk)


def _seen(request: ActingRequest, pk: int) -> Amendment:
    one = amendment_seen_by(request.acting, pk, today())
    if one is None:
        raise Http404
    return one


def _page(
    request: ActingRequest, one: Amendment, undo_form: DecisionForm | None = None
) -> HttpResponse:
    may_amend = can_amend(request.acting, one.plan, today())
    kind_form = KindForm(request.GET or None)
    if may_amend and request.GET and kind_form.is_valid():
        return redirect("amendments:add", pk=one.pk, kind=kind_form.cleaned_data["kind"])
    context = {
        "amendment": one,
        "plan": one.plan,
        "differences": differences_of(one),
        "may_amend": may_amend,
        "sections": [s for s in sections_of(amendable(one.plan)) if s.branches]
        if may_amend
        else [],
        "kind_form": KindForm(),
        "undo_form": undo_form or DecisionForm(prefix="undo"),
        "undone": getattr(one, "undone_by", None),
    }
    return render(request, "amendments/show.html", context, status=400 if undo_form else 200)


def _words(form: ElementForm) -> Words:
    data = form.cleaned_data
    return Words(text=data["text"], ordinal=data["ordinal"], typed=form.typed())
