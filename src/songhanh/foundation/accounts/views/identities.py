"""Sign in with an OpenID provider; tie one's account to it and untie it."""

from dataclasses import asdict

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from songhanh.foundation.accounts import actions, provider, second, sessions
from songhanh.foundation.accounts.errors import SignInRefusedError
from songhanh.foundation.accounts.models import User
from songhanh.foundation.accounts.views.security import with_password
from songhanh.foundation.accounts.views.signing import oneself, onward_of
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import RefusedError

_BEGUN = "provider_begun"


@never_cache
def begin(request: HttpRequest) -> HttpResponse:
    """To the provider, to sign in, or for somebody signed in to link their account."""
    if not provider.is_on():
        return _off(request)
    try:
        begun = provider.begin(_back(request))
    except SignInRefusedError as refused:
        messages.error(request, refused.message)
        return redirect("accounts:sign_in")
    link_for = request.user.pk if request.user.is_authenticated else None
    request.session[_BEGUN] = {
        "begun": asdict(begun),
        "link_for": link_for,
        "next": onward_of(request),
    }
    return redirect(begun.address)


@never_cache
def finish(request: HttpRequest) -> HttpResponseBase:
    """Back from the provider."""
    held = request.session.pop(_BEGUN, None)
    if not provider.is_on():
        return _off(request)
    if held is None or held["begun"]["state"] != request.GET.get("state"):
        messages.error(request, _("Chưa nhận được yêu cầu nào khớp. Hãy bắt đầu lại."))
        return redirect("accounts:sign_in")
    try:
        identity = provider.finish(
            provider.Begun(**held["begun"]), request.build_absolute_uri(), _back(request)
        )
        if held["link_for"] is not None:
            return _link(request, identity, held["link_for"])
        return _sign_in(request, identity, held["next"])
    except RefusedError as refused:
        messages.error(request, refused.message)
        signed_in = request.user.is_authenticated
        return redirect("accounts:security" if signed_in else "accounts:sign_in")


@never_cache
@sensitive_post_parameters()
@login_required
def unlink(request: HttpRequest) -> HttpResponse:
    """Untie the account, with the password once more."""

    def carry_out(user: User) -> HttpResponse:
        actions.unlink_identity(user, acting=oneself(request, user), at=clock.now())
        messages.success(request, _("Đã bỏ liên kết."))
        return redirect("accounts:security")

    return with_password(request, _("Bỏ liên kết định danh"), carry_out)


def _link(request: HttpRequest, identity: provider.Identity, user_id: int) -> HttpResponse:
    user = request.user
    if not isinstance(user, User) or user.pk != user_id:
        raise SignInRefusedError(
            _("Phiên làm việc đã đổi giữa chừng nên chưa liên kết. Hãy đăng nhập và làm lại.")
        )
    actions.link_identity(user, identity, acting=oneself(request, user), at=clock.now())
    messages.success(request, _("Đã liên kết. Từ lần sau có thể đăng nhập qua nơi định danh này."))
    return redirect("accounts:security")


def _sign_in(request: HttpRequest, identity: provider.Identity, onward: str) -> HttpResponse:
    now = clock.now()
    user, waits = actions.sign_in_by_identity(identity, at=now)
    if waits:
        second.begin(request, user, at=now)
        return redirect("accounts:second_step")
    sessions.open_session(request, user, at=now, strong=identity.several_factors)
    return redirect(onward)


def _off(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("Hệ thống này chưa bật đăng nhập bằng định danh của nơi khác."))
    return redirect("accounts:sign_in")


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("accounts:provider_finish"))
