"""Every request knows who is acting: ``request.acting``, asked anew each time."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from songhanh.foundation.accounts import sessions
from songhanh.foundation.accounts.models import User
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.web import is_for_signed_in
from songhanh.registry.roles import queries
from songhanh.registry.roles.actions import CHOSEN_ROLE
from songhanh.registry.roles.models import UserRole


class ActingMiddleware:
    """Set ``request.acting`` from the role held today.

    A user with one role acts in it. With several, the chosen one is kept in the session and asked
    for when none is chosen or the chosen one has ended; a form sent meanwhile is not carried out.
    A user without any role acts in none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Give the request its acting person, role and unit."""
        if isinstance(request.user, User):
            held = queries.roles_held(request.user, clock.today())
            role = _role_to_act_in(request, held)
            vars(request).update(
                acting=_acting(request.user, role), acting_role=role, has_other_roles=len(held) > 1
            )
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],  # noqa: ARG002 - Django calls it so
        kwargs: dict[str, Any],  # noqa: ARG002 - Django calls it so
    ) -> HttpResponseBase | None:
        """Ask for the second factor the role needs, and for the role when none is chosen."""
        if is_for_signed_in(view) and _lacks_second_factor(request):
            messages.warning(
                request,
                _(
                    "Vai trò này chỉ dùng được khi đăng nhập có bước xác nhận. Hãy đặt ứng dụng"
                    " tạo mã hoặc khóa truy cập; nội dung vừa gửi, nếu có, chưa được lưu."
                ),
            )
            return redirect("accounts:security")
        undecided = getattr(request, "has_other_roles", False) and not acting_role_of(request)
        if not (undecided and is_for_signed_in(view)):
            return None
        if request.method == "POST":
            messages.warning(
                request, _("Nội dung vừa gửi chưa được lưu. Hãy chọn vai trò rồi gửi lại.")
            )
            back = "/"
        else:
            back = request.get_full_path()
        return redirect(f"{reverse('roles:choose')}?{urlencode({'next': back})}")


def _lacks_second_factor(request: HttpRequest) -> bool:
    role = acting_role_of(request)
    needs = role is not None and role.role in settings.SECOND_FACTOR_ROLES
    return needs and not sessions.is_strong(request.session)


def acting_role_of(request: HttpRequest) -> UserRole | None:
    """The role being acted in, as the middleware found it."""
    return getattr(request, "acting_role", None)


def _role_to_act_in(request: HttpRequest, held: list[UserRole]) -> UserRole | None:
    if len(held) == 1:
        return held[0]
    chosen = request.session.get(CHOSEN_ROLE)
    return next((role for role in held if role.pk == chosen), None)


def _acting(user: User, role: UserRole | None) -> Acting:
    if role is None:
        return Acting(user_id=user.pk, username=user.username, role="")
    role.user = user
    return queries.acting_in(role, clock.today())
