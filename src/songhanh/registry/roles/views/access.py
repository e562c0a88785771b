"""How a user of the branch gets in: sessions to end, second factors to take away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.foundation.accounts.models import OpenSession
from songhanh.foundation.accounts.queries import sessions_of
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.registry.roles import actions
from songhanh.registry.roles.rules import can_manage
from songhanh.registry.roles.views.users import visible_user


@signed_in
def sessions(request: ActingRequest, pk: int) -> HttpResponse:
    """The sessions a user is signed in with."""
    person = visible_user(request, pk)
    context = {
        "person": person,
        "sessions": sessions_of(person),
        "managing": can_manage(request.acting, person, clock.today()),
    }
    return render(request, "roles/sessions.html", context)


@require_POST
@signed_in
def end_sessions(request: ActingRequest, pk: int) -> HttpResponse:
    """End all of them."""
    person = visible_user(request, pk)
    actions.end_sessions(person, acting=request.acting, at=clock.now())
    messages.success(request, _("Mọi phiên đăng nhập của người này đã kết thúc."))
    return redirect("roles:sessions", pk=pk)


@require_POST
@signed_in
def end_session(request: ActingRequest, pk: int) -> HttpResponse:
    """End one of them."""
    session = get_object_or_404(OpenSession.objects.select_related("user"), pk=pk)
    visible_user(request, session.user_id)
    actions.end_session(session, acting=request.acting, at=clock.now())
    messages.success(request, _("Phiên đăng nhập đã kết thúc."))
    return redirect("roles:sessions", pk=session.user_id)


@require_POST
@signed_in
def remove_second_factors(request: ActingRequest, pk: int) -> HttpResponse:
    """Take app, passkeys and codes away from somebody who lost them."""
    person = visible_user(request, pk)
    actions.remove_second_factors(person, acting=request.acting, at=clock.now())
    messages.success(request, _("Đã gỡ bước xác nhận; lần đăng nhập tới chỉ cần mật khẩu."))
    return redirect("roles:user", pk=pk)
