"""How somebody signs in beside the password: the app, passkeys, recovery codes, a provider."""

from collections.abc import Callable

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from songhanh.foundation.accounts import actions, codes, provider, sessions
from songhanh.foundation.accounts.addresses import address_of
from songhanh.foundation.accounts.errors import SignInRefusedError
from songhanh.foundation.accounts.forms import AuthenticatorForm, ConfirmForm
from songhanh.foundation.accounts.models import User
from songhanh.foundation.accounts.queries import second_factors_of
from songhanh.foundation.accounts.sealing import UnreadableSecretError, seal, unseal
from songhanh.foundation.accounts.views.signing import oneself
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import RefusedError

_SEED = "new_seed"
_CODES = "new_recovery_codes"


@never_cache
@login_required
def security(request: HttpRequest) -> HttpResponse:
    """What somebody has, and what may be added."""
    context = {
        "factors": second_factors_of(user_of(request)),
        "provider": provider.is_on(),
        "provider_name": settings.OIDC_NAME,
    }
    return render(request, "accounts/security.html", context)


@never_cache
@sensitive_post_parameters()
@login_required
def set_authenticator(request: HttpRequest) -> HttpResponse:
    """The QR code for the app, and the first code it shows."""
    user = user_of(request)
    if second_factors_of(user).authenticator is not None:
        messages.info(request, _("Tài khoản đã có ứng dụng tạo mã."))
        return redirect("accounts:security")
    seed = _seed_of(request)
    form = AuthenticatorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data, now = form.cleaned_data, clock.now()
        try:
            actions.confirm_password(user, data["password"], address=address_of(request), at=now)
            fresh = actions.confirm_authenticator(
                user, seed, data["code"], acting=oneself(request, user), at=now
            )
        except SignInRefusedError as refused:
            form.add_error("password", refused.message)
        except RefusedError as refused:
            form.add_error("code", refused.message)
        else:
            request.session.pop(_SEED, None)
            sessions.become_strong(request.session)
            messages.success(request, _("Từ lần sau, đăng nhập cần thêm mã của ứng dụng."))
            return show_codes_next(request, fresh)
    context = {
        "form": form,
        "seed": " ".join(seed[place : place + 4] for place in range(0, len(seed), 4)),
        "qr": qr_code(codes.enrolment_address(seed, user.username)),
    }
    return render(
        request, "accounts/set_authenticator.html", context, status=400 if form.errors else 200
    )


@never_cache
@sensitive_post_parameters()
@login_required
def remove_authenticator(request: HttpRequest) -> HttpResponse:
    """Take the app away, with the password once more."""
    title = _("Bỏ ứng dụng tạo mã")

    def carry_out(user: User) -> HttpResponse:
        actions.remove_authenticator(user, acting=oneself(request, user), at=clock.now())
        messages.success(request, _("Đã bỏ ứng dụng tạo mã."))
        return redirect("accounts:security")

    return with_password(request, title, carry_out)


@never_cache
@sensitive_post_parameters()
@login_required
def renew_codes(request: HttpRequest) -> HttpResponse:
    """Ten new recovery codes, with the password once more."""

    def carry_out(user: User) -> HttpResponse:
        fresh = actions.renew_recovery_codes(user, acting=oneself(request, user), at=clock.now())
        return show_codes_next(request, fresh)

    return with_password(request, _("Cấp mã khôi phục mới"), carry_out)


@never_cache
@login_required
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """The new recovery codes, shown this once and kept nowhere."""
    try:
        fresh = unseal(request.session.pop(_CODES, "")).split()
    except UnreadableSecretError:
        return redirect("accounts:security")
    return render(request, "accounts/recovery_codes.html", {"codes": fresh})


def show_codes_next(request: HttpRequest, fresh: list[str]) -> HttpResponse:
    """To the page that shows new recovery codes once; without any, back to the overview."""
    if not fresh:
        return redirect("accounts:security")
    keep_codes(request, fresh)
    return redirect("accounts:recovery_codes")


def keep_codes(request: HttpRequest, fresh: list[str]) -> None:
    """Carry new recovery codes, sealed, to the next page."""
    request.session[_CODES] = seal(" ".join(fresh))


def with_password(
    request: HttpRequest, title: str, carry_out: Callable[[User], HttpResponse]
) -> HttpResponse:
    """Ask for the password once more, then carry something out."""
    user = user_of(request)
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.confirm_password(
                user, form.cleaned_data["password"], address=address_of(request), at=clock.now()
            )
        except SignInRefusedError as refused:
            form.add_error("password", refused.message)
        else:
            return carry_out(user)
    context = {"form": form, "title": title}
    return render(request, "accounts/confirm.html", context, status=400 if form.errors else 200)


def qr_code(text: str) -> SafeString:
    """A QR code as a drawing inside the page; it needs no style and no other file."""
    drawing = segno.make(text, error="m").svg_inline(
        scale=5, border=4, dark="#000", light="#fff", svgclass="qr", lineclass=None, omitsize=True
    )
    return mark_safe(drawing)  # noqa: S308 - a drawing of our own library, holding no text


def _seed_of(request: HttpRequest) -> str:
    """The seed that is being set up: the same until it is confirmed, sealed in the session."""
    try:
        return unseal(request.session.get(_SEED, ""))
    except UnreadableSecretError:
        seed = codes.new_seed()
        request.session[_SEED] = seal(seed)
        return seed


def user_of(request: HttpRequest) -> User:
    """The user a signed-in page is for."""
    user = request.user
    if not isinstance(user, User):
        raise TypeError("the door lets only users in")
    return user
