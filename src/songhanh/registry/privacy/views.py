"""The register of requests, one request, and one's own data."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from songhanh.foundation.accounts.views.security import user_of
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.registry.privacy import actions, queries
from songhanh.registry.privacy.exports import person_file, register_workbook
from songhanh.registry.privacy.forms import (
    AnswerForm,
    ExtendForm,
    OwnRequestForm,
    RequestFilter,
    RequestForm,
)
from songhanh.registry.privacy.limits import limits
from songhanh.registry.privacy.models import DataRequest
from songhanh.registry.privacy.rules import (
    can_erase,
    can_extend,
    can_keep_register,
    can_work_on,
)


@signed_in
def register(request: ActingRequest) -> HttpResponse:
    """The requests of the branch, what is due first on top."""
    require(can_keep_register(request.acting))
    today = clock.today()
    form = RequestFilter(request.GET or None)
    data = form.cleaned_data if form.is_valid() else {}
    found = queries.requests_visible_to(request.acting, today)
    if data.get("kind"):
        found = found.filter(kind=data["kind"])
    rows = queries.with_clocks(found, request.acting.unit_id, today)
    late = sum(row.clock.state == "late" for row in rows)
    soon = sum(row.clock.is_soon for row in rows)
    rows = [row for row in rows if data.get("state", "") in {"", row.clock.state}]
    if lists.wants_workbook(request):
        return register_workbook(rows)
    context = {
        "filter_form": form,
        "page": lists.page_of(request, rows),
        "late": late,
        "soon": soon,
    }
    return render(request, "privacy/register.html", context)


@signed_in
def new(request: ActingRequest) -> HttpResponse:
    """Enter a request."""
    require(can_keep_register(request.acting))
    today = clock.today()
    form = RequestForm(
        request.POST or None,
        acting=request.acting,
        today=today,
        initial={"received_on": today},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.register_request(form.content(), acting=request.acting, at=clock.now())
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã ghi vào sổ. Hãy báo cho người yêu cầu biết đã nhận."))
            return redirect("privacy:show", pk=made.pk)
    return render(request, "privacy/new.html", {"form": form}, status=400 if form.errors else 200)


@signed_in
def show(request: ActingRequest, pk: int) -> HttpResponse:
    """One request with its clock and what may be done."""
    return _show(request, _found(request, pk))


@require_POST
@signed_in
def acknowledge(request: ActingRequest, pk: int) -> HttpResponse:
    """Note that the person was told."""
    actions.acknowledge(_found(request, pk), acting=request.acting, at=clock.now())
    messages.success(request, _("Đã ghi ngày xác nhận."))
    return redirect("privacy:show", pk=pk)


@require_POST
@signed_in
def extend(request: ActingRequest, pk: int) -> HttpResponse:
    """Extend the time for an answer."""
    found = _found(request, pk)
    form = ExtendForm(request.POST)
    if not form.is_valid():
        return _show(request, found, extending=form)
    actions.extend(found, form.cleaned_data["reason"], acting=request.acting, at=clock.now())
    messages.success(request, _("Đã gia hạn một lần."))
    return redirect("privacy:show", pk=pk)


@require_POST
@signed_in
def answer(request: ActingRequest, pk: int) -> HttpResponse:
    """Note the answer."""
    found = _found(request, pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.answer_request(
                found, data["outcome"], data["answer"], acting=request.acting, at=clock.now()
            )
        except RefusedError as refused:
            form.add_error("answer", refused.message)
        else:
            messages.success(request, _("Đã ghi câu trả lời."))
            return redirect("privacy:show", pk=pk)
    return _show(request, found, answering=form)


@require_POST
@signed_in
def erase(request: ActingRequest, pk: int) -> HttpResponse:
    """Erase the person of the request."""
    actions.erase_person(_found(request, pk), acting=request.acting, at=clock.now())
    messages.success(request, _("Đã xóa dữ liệu cá nhân của người này."))
    return redirect("privacy:show", pk=pk)


@never_cache
@signed_in
def download(request: ActingRequest, pk: int) -> HttpResponse:
    """Everything kept about the person of a request, to hand over."""
    found = _found(request, pk)
    require(can_work_on(request.acting, found, clock.today()))
    if found.person is None:
        raise RefusedError(_("Người yêu cầu không có tài khoản nên không có tệp dữ liệu."))
    return person_file(found.person)


@signed_in
def mine(request: ActingRequest) -> HttpResponse:
    """One's own data: what may be asked, what was asked."""
    user = user_of(request)
    form = OwnRequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.ask_about_oneself(
            user, data["kind"], data["wish"], acting=request.acting, at=clock.now()
        )
        messages.success(request, _("Đã gửi yêu cầu đến quản trị viên."))
        return redirect("privacy:mine")
    rows = queries.with_clocks(queries.requests_of(user), request.acting.unit_id, clock.today())
    context = {"form": form, "rows": rows}
    return render(request, "privacy/mine.html", context, status=400 if form.errors else 200)


@never_cache
@signed_in
def my_file(request: ActingRequest) -> HttpResponse:
    """Everything kept about oneself."""
    return person_file(user_of(request))


def _found(request: ActingRequest, pk: int) -> DataRequest:
    require(can_keep_register(request.acting))
    return get_object_or_404(queries.requests_visible_to(request.acting, clock.today()), pk=pk)


def _show(
    request: ActingRequest,
    found: DataRequest,
    *,
    answering: forms.Form | None = None,
    extending: forms.Form | None = None,
) -> HttpResponse:
    today = clock.today()
    (row,) = queries.with_clocks([found], request.acting.unit_id, today)
    context = {
        "row": row,
        "limit": limits()[found.kind],
        "working": can_work_on(request.acting, found, today),
        "extending": can_extend(request.acting, found, today),
        "erasing": can_erase(request.acting, found, today),
        "answer_form": answering or AnswerForm(),
        "extend_form": extending or ExtendForm(),
    }
    status = 400 if answering or extending else 200
    return render(request, "privacy/show.html", context, status=status)
