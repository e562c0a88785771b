"""Sessions end in time, one-time passwords are changed first, and typed text is not lost."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _

from songhanh.foundation.accounts import sessions
from songhanh.foundation.accounts.models import User
from songhanh.foundation.accounts.views import sign_in_page
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.web import is_for_signed_in


class SessionLimitsMiddleware:
    """End a session that has lasted too long. A form sent afterwards is kept, not carried out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; when that is "sign in first" to a form, keep what was typed."""
        whose: int | None = None
        if isinstance(request.user, User):
            if sessions.is_over(request.session, at=clock.now()):
                whose = sessions.close_session(request)
                if request.method != "POST":
                    messages.info(request, _("Phiên làm việc đã hết hạn. Hãy đăng nhập lại."))
            else:
                sessions.touch(request, request.user, at=clock.now())
        signed_out = not request.user.is_authenticated
        response = self.get_response(request)
        if signed_out and request.method == "POST" and _asks_to_sign_in(request, response):
            return sign_in_page(request, keep_for=whose)
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],  # noqa: ARG002 - Django calls it so
        kwargs: dict[str, Any],  # noqa: ARG002 - Django calls it so
    ) -> HttpResponseBase | None:
        """Ask for a password of one's own before any work."""
        user = request.user
        if isinstance(user, User) and user.must_change_password and is_for_signed_in(view):
            messages.info(
                request,
                _("Mật khẩu đang dùng là mật khẩu dùng một lần. Hãy đặt mật khẩu của riêng bạn."),
            )
            return redirect("accounts:password")
        return None


def _asks_to_sign_in(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether a page sent somebody to sign in and come back to it.

    Signing out only sends there; choosing a language on the sign-in page leads back to that page,
    whose address names another page to come back to.
    """
    address = urlsplit(response.headers.get("Location", ""))
    to_sign_in = address.path == resolve_url(settings.LOGIN_URL)
    comes_back = parse_qs(address.query).get("next") == [request.get_full_path()]
    return response.status_code == 302 and to_sign_in and comes_back
