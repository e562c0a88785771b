"""Passkeys: the browser's script asks for options and sends answers; pages list and remove."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from songhanh.engines.vntext import normal
from songhanh.foundation.accounts import actions, passkeys, second, sessions
from songhanh.foundation.accounts.actions.passkeys import NamedCredential
from songhanh.foundation.accounts.devices import device_words
from songhanh.foundation.accounts.models import Passkey, User
from songhanh.foundation.accounts.views.security import keep_codes, user_of, with_password
from songhanh.foundation.accounts.views.signing import oneself, onward_of
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import RefusedError

_CHALLENGE = "passkey_challenge"
_NAME_AT_MOST = 80


@require_POST
@login_required
def new_options(request: HttpRequest) -> HttpResponse:
    """What the browser is asked for a new passkey."""
    options, challenge = passkeys.options_for_new(user_of(request), request)
    request.session[_CHALLENGE] = challenge
    return HttpResponse(options, content_type="application/json")


@require_POST
@login_required
def add(request: HttpRequest) -> HttpResponse:
    """Keep the new passkey of the browser's answer; the next page is told."""
    user = user_of(request)
    name = normal(request.POST.get("name", ""))[:_NAME_AT_MOST]
    given = NamedCredential(
        request.POST.get("answer", ""),
        name or device_words(request.headers.get("User-Agent", "")),
    )
    try:
        fresh = actions.add_passkey(
            user, given, _asked(request), acting=oneself(request, user), at=clock.now()
        )
    except RefusedError as refused:
        return JsonResponse({"error": refused.message}, status=400)
    sessions.become_strong(request.session)
    messages.success(request, _("Đã thêm khóa truy cập. Từ lần sau có thể đăng nhập bằng khóa."))
    if fresh:
        keep_codes(request, fresh)
    return JsonResponse(
        {"next": reverse("accounts:recovery_codes" if fresh else "accounts:security")}
    )


@never_cache
@sensitive_post_parameters()
@login_required
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one of one's own passkeys away, with the password once more."""
    held = get_object_or_404(Passkey, pk=pk, user=user_of(request))

    def carry_out(user: User) -> HttpResponse:
        actions.remove_passkey(held, acting=oneself(request, user), at=clock.now())
        messages.success(request, _("Đã bỏ khóa truy cập."))
        return redirect("accounts:security")

    title = _("Bỏ khóa truy cập “%(name)s”") % {"name": held.name}
    return with_password(request, title, carry_out)


@require_POST
def sign_in_options(request: HttpRequest) -> HttpResponse:
    """What the browser is asked to sign in."""
    options, challenge = passkeys.options_for_signing_in(request)
    request.session[_CHALLENGE] = challenge
    return HttpResponse(options, content_type="application/json")


@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in by the browser's answer; the next page is told."""
    now = clock.now()
    onward = onward_of(request)
    try:
        user = actions.sign_in_by_passkey(request.POST.get("answer", ""), _asked(request), at=now)
    except RefusedError as refused:
        return JsonResponse({"error": refused.message}, status=400)
    second.end(request)
    sessions.open_session(request, user, at=now, strong=True)
    return JsonResponse({"next": onward})


def _asked(request: HttpRequest) -> passkeys.Asked:
    """The question asked before; each is answered once."""
    return passkeys.asked_by(request, request.session.pop(_CHALLENGE, ""))
