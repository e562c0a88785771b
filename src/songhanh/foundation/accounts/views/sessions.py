"""The sessions somebody is signed in with."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from songhanh.foundation.accounts import actions
from songhanh.foundation.accounts.models import OpenSession
from songhanh.foundation.accounts.queries import sessions_of
from songhanh.foundation.accounts.views.security import user_of
from songhanh.foundation.accounts.views.signing import oneself
from songhanh.foundation.lib import clock


@never_cache
@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    """The sessions, this one marked."""
    context = {"sessions": sessions_of(user_of(request)), "key": request.session.session_key}
    return render(request, "accounts/sessions.html", context)


@require_POST
@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own sessions."""
    user = user_of(request)
    session = get_object_or_404(OpenSession, pk=pk, user=user)
    actions.end_session(session, acting=oneself(request, user), at=clock.now())
    messages.success(request, _("Phiên đăng nhập đã kết thúc."))
    return redirect("accounts:sessions")


@require_POST
@login_required
def end_others(request: HttpRequest) -> HttpResponse:
    """End every session of one's own but this one."""
    user = user_of(request)
    key = request.session.session_key or ""
    actions.end_sessions(user, keep=key, acting=oneself(request, user), at=clock.now())
    messages.success(request, _("Các phiên đăng nhập khác đã kết thúc."))
    return redirect("accounts:sessions")
