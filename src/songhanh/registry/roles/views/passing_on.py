"""Deputies for a period, and the hand-over when a person leaves."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.registry.orgunits import queries as orgunits
from songhanh.registry.roles import actions, queries
from songhanh.registry.roles.actions.handovers import what_passes
from songhanh.registry.roles.forms import DeputyForm, HandOverForm
from songhanh.registry.roles.models import UserRole
from songhanh.registry.roles.rules import can_grant, can_manage
from songhanh.registry.roles.views.users import visible_user


@signed_in
def deputy(request: ActingRequest, pk: int) -> HttpResponse:
    """Name a deputy for somebody's role."""
    held = get_object_or_404(UserRole.objects.select_related("user"), pk=pk)
    person = visible_user(request, held.user_id)
    today = clock.today()
    require(
        can_grant(request.acting, person, unit_id=held.unit_id, branch_id=held.branch_id, on=today)
    )
    form = DeputyForm(
        request.POST or None, acting=request.acting, today=today, initial={"first": today}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.appoint_deputy(
                held,
                data["username"],
                (data["first"], data["last"]),
                acting=request.acting,
                at=clock.now(),
            )
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã cử người làm thay."))
            return redirect("roles:user", pk=held.user_id)
    unit = orgunits.names_on([held.unit_id], today).get(held.unit_id, "")
    context = {"form": form, "person": person, "held": held, "unit": unit}
    return render(request, "roles/deputy.html", context, status=400 if form.errors else 200)


@signed_in
def hand_over(request: ActingRequest, pk: int) -> HttpResponse:
    """Who goes on when a person leaves, and what passes."""
    person = visible_user(request, pk)
    today = clock.today()
    require(can_manage(request.acting, person, today))
    form = HandOverForm(
        request.POST or None, acting=request.acting, today=today, initial={"last_day": today}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            done = actions.hand_over(
                person,
                data["username"],
                last_day=data["last_day"],
                acting=request.acting,
                at=clock.now(),
            )
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã bàn giao."))
            return redirect("roles:hand_over_done", pk=done.pk)
    context = {
        "form": form,
        "person": person,
        "items": what_passes(person, queries.roles_held(person, today), today),
    }
    return render(request, "roles/hand_over.html", context, status=400 if form.errors else 200)


@signed_in
def hand_overs(request: ActingRequest) -> HttpResponse:
    """The hand-overs somebody may see: an administrator's branch, or those to oneself."""
    found = queries.hand_overs_visible_to(request.acting, clock.today())
    return render(request, "roles/hand_overs.html", {"page": lists.page_of(request, found)})


@signed_in
def show(request: ActingRequest, pk: int) -> HttpResponse:
    """What passed from one person to another."""
    done = get_object_or_404(queries.hand_overs_visible_to(request.acting, clock.today()), pk=pk)
    return render(request, "roles/hand_over_done.html", {"done": done, "items": done.items.all()})
