"""One occasion: its names, its days, the years; new ones, corrections."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.registry.calendar import actions
from songhanh.registry.calendar.forms import OccasionForm, YearForm
from songhanh.registry.calendar.models import Occasion, OccasionYear
from songhanh.registry.calendar.queries import (
    branches_above,
    occasions_seen_by,
    occurrence_of,
    occurrences,
)
from songhanh.registry.calendar.rules import can_change, can_keep_calendar
from songhanh.registry.orgunits import queries as orgunits


@signed_in
def occasion(request: ActingRequest, pk: int) -> HttpResponse:
    """An occasion with its years, this one and the next on top."""
    one = _seen(request, pk)
    today = clock.today()
    chain = branches_above(request.acting.unit_id, today)
    rows = list(one.years.all())
    names = orgunits.names_on({row.branch_id for row in rows if row.branch_id}, today)
    coming = [
        (occurrences(year, [one], chain) or [occurrence_of(one, year)])[0]
        for year in (today.year, today.year + 1)
    ]
    context = {
        "occasion": one,
        "scope": _scope(one),
        "coming": coming,
        "rows": [
            (row, names.get(row.branch_id or 0, "") or _("cả nước"))
            for row in rows
            if row.branch_id is None or row.branch_id in {*chain, request.acting.branch_id}
        ],
        "changing": can_change(request.acting, one, today),
        "keeping": can_keep_calendar(request.acting),
    }
    return render(request, "calendar/occasion.html", context)


@signed_in
def new(request: ActingRequest) -> HttpResponse:
    """A new occasion of the own branch."""
    require(can_keep_calendar(request.acting))
    form = OccasionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_occasion(form.content(), acting=request.acting, at=clock.now())
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã thêm vào lịch."))
            return redirect("calendar:occasion", pk=made.pk)
    return _form_page(request, form, title=_("Thêm dịp vào lịch"))


@signed_in
def edit(request: ActingRequest, pk: int) -> HttpResponse:
    """Correct an occasion of the own branch."""
    one = _seen(request, pk)
    require(can_change(request.acting, one, clock.today()))
    initial = {name: getattr(one, name) for name in OccasionForm.base_fields}
    form = OccasionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            actions.change_occasion(
                one, form.content(), version, acting=request.acting, at=clock.now()
            )
        except ConflictError:
            raise
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("calendar:occasion", pk=pk)
    return _form_page(request, form, title=_("Sửa dịp trong lịch"), occasion=one)


@require_POST
@signed_in
def remove(request: ActingRequest, pk: int) -> HttpResponse:
    """Take an occasion of the own branch out."""
    actions.remove_occasion(_seen(request, pk), acting=request.acting, at=clock.now())
    messages.success(request, _("Đã bỏ khỏi lịch."))
    return redirect("calendar:list")


@signed_in
def year(request: ActingRequest, pk: int, year: int) -> HttpResponse:
    """Days, theme and slogans of an occasion in a year, for the own branch."""
    one = _seen(request, pk)
    require(can_keep_calendar(request.acting))
    mine = OccasionYear.objects.filter(
        occasion=one, year=year, branch_id=request.acting.branch_id
    ).first()
    initial = {name: getattr(mine, name) for name in YearForm.base_fields} if mine else None
    form = YearForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_year(one, year, form.content(), acting=request.acting, at=clock.now())
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("calendar:occasion", pk=pk)
    title = _("%(name)s, năm %(year)s") % {"name": one.name, "year": year}
    return _form_page(request, form, title=title, occasion=one)


def _seen(request: ActingRequest, pk: int) -> Occasion:
    return get_object_or_404(occasions_seen_by(request.acting, clock.today()), pk=pk)


def _scope(one: Occasion) -> str:
    if one.branch_id is None:
        return _("cả nước")
    return orgunits.names_on([one.branch_id], clock.today()).get(one.branch_id, "")


def _form_page(
    request: ActingRequest,
    form: OccasionForm | YearForm,
    *,
    title: str,
    occasion: Occasion | None = None,
) -> HttpResponse:
    context = {"form": form, "title": title, "occasion": occasion}
    return render(request, "calendar/form.html", context, status=400 if form.errors else 200)
