"""The pages of signing in, in one step or two, signing out and the password."""

from urllib.parse import quote, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from songhanh.foundation.accounts import actions, doors, provider, second, sessions
from songhanh.foundation.accounts.addresses import address_of
from songhanh.foundation.accounts.errors import SignInRefusedError
from songhanh.foundation.accounts.forms import PasswordForm, SecondStepForm, SignInForm
from songhanh.foundation.accounts.keeping import FIELD, KeptForm
from songhanh.foundation.accounts.models import User
from songhanh.foundation.accounts.queries import has_second_factor, second_factors_of
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.errors import RefusedError


@never_cache
@sensitive_post_parameters()
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Name and password; afterwards the page one came for, or the form that was not carried out."""
    onward = onward_of(request)
    if request.method != "POST":
        if request.user.is_authenticated:
            return redirect(onward)
        return _show(request, SignInForm(), onward=onward)
    form = SignInForm(request.POST)
    kept_text = request.POST.get(FIELD, "")
    if not form.is_valid():
        return _show(request, form, onward=onward, kept=kept_text, status=400)
    now = clock.now()
    try:
        user = actions.sign_in(**form.cleaned_data, address=address_of(request), at=now)
    except SignInRefusedError as refused:
        form.add_error(None, refused.message)
        return _show(request, form, onward=onward, kept=kept_text, status=400)
    if has_second_factor(user):
        second.begin(request, user, at=now)
        return _show_second(request, SecondStepForm(), onward=onward, kept=kept_text)
    sessions.open_session(request, user, at=now)
    return go_on(request, KeptForm.read(kept_text), user, onward)


@never_cache
@sensitive_post_parameters()
def second_step(request: HttpRequest) -> HttpResponseBase:
    """The code of the app, or a recovery code, by somebody whose password was right just now."""
    now = clock.now()
    user = second.waiting(request, at=now)
    onward = onward_of(request)
    if user is None:
        if request.method == "POST":
            messages.info(request, _("Bước xác nhận đã quá thời gian. Hãy đăng nhập lại."))
        return redirect("accounts:sign_in")
    form = SecondStepForm(request.POST or None)
    kept_text = request.POST.get(FIELD, "")
    if request.method != "POST" or not form.is_valid():
        status = 400 if form.errors else 200
        return _show_second(request, form, onward=onward, kept=kept_text, status=status)
    try:
        actions.pass_second_step(
            user,
            form.cleaned_data["code"],
            address=address_of(request),
            acting=Acting(user_id=user.pk, username=user.username, role=""),
            at=now,
        )
    except SignInRefusedError as refused:
        form.add_error("code", refused.message)
        return _show_second(request, form, onward=onward, kept=kept_text, status=400)
    second.end(request)
    sessions.open_session(request, user, at=now, strong=True)
    return go_on(request, KeptForm.read(kept_text), user, onward)


def sign_in_page(request: HttpRequest, *, keep_for: int | None) -> HttpResponse:
    """The sign-in page in answer to a form that came too late, with 403.

    What was typed is kept in the page where it can be; where it cannot, one comes back to the page
    the form stood on.
    """
    kept = KeptForm.of(request, keep_for)
    if kept is None:
        messages.warning(
            request, _("Phiên làm việc đã hết hạn nên biểu mẫu vừa gửi chưa được lưu.")
        )
    return _show(
        request,
        SignInForm(),
        onward=_page_of_the_form(request),
        kept=kept.signed() if kept else "",
        status=403,
    )


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    if isinstance(request.user, User):
        actions.sign_out(request.user, acting=oneself(request, request.user), at=clock.now())
        sessions.close_session(request)
        messages.success(request, _("Bạn đã đăng xuất."))
    return redirect("accounts:sign_in")


@never_cache
@sensitive_post_parameters()
@login_required
def password(request: HttpRequest) -> HttpResponse:
    """Set a password of one's own."""
    form = PasswordForm(request.POST or None)
    now = clock.now()
    key = request.session.session_key or ""
    if request.method == "POST" and form.is_valid() and isinstance(request.user, User):
        try:
            actions.change_password(
                request.user,
                actions.PasswordChange(
                    form.cleaned_data["present_password"],
                    form.cleaned_data["new_password"],
                    keep_session=key,
                ),
                address=address_of(request),
                acting=oneself(request, request.user),
                at=now,
            )
        except SignInRefusedError as refused:
            form.add_error("present_password", refused.message)
        except RefusedError as refused:
            form.add_error("new_password", refused.message)
        else:
            update_session_auth_hash(request, request.user)
            sessions.renew_session(request, request.user, key, at=now)
            messages.success(
                request, _("Mật khẩu mới đã có hiệu lực; các phiên đăng nhập khác đã kết thúc.")
            )
            return redirect("/")
    status = 400 if form.errors else 200
    return render(request, "accounts/password.html", {"form": form}, status=status)


def _show(
    request: HttpRequest,
    form: SignInForm,
    *,
    onward: str,
    kept: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "next": onward,
        "next_quoted": quote(onward),
        "kept": kept,
        "kept_field": FIELD,
        "provider": provider.is_on(),
        "provider_name": settings.OIDC_NAME,
        "doors": [] if kept else doors.doors(),
    }
    return render(request, "accounts/sign_in.html", context, status=status)


def _show_second(
    request: HttpRequest,
    form: SecondStepForm,
    *,
    onward: str,
    kept: str = "",
    status: int = 200,
) -> HttpResponse:
    user = second.waiting(request, at=clock.now())
    context = {
        "form": form,
        "next": onward,
        "kept": kept,
        "kept_field": FIELD,
        "factors": second_factors_of(user) if user else None,
    }
    return render(request, "accounts/second_step.html", context, status=status)


def go_on(request: HttpRequest, kept: KeptForm | None, user: User, onward: str) -> HttpResponseBase:
    """To the page one came for, or to the form that was sent too late, if it was one's own."""
    if kept is None:
        return redirect(onward)
    if kept.user_id in {None, user.pk}:
        return render(request, "accounts/kept_form.html", {"kept": kept})
    messages.warning(
        request, _("Nội dung chưa gửi trước đó thuộc một tài khoản khác nên không được giữ lại.")
    )
    return redirect("/")


def onward_of(request: HttpRequest) -> str:
    """Where to go after signing in: an address of this site, never of another."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else "/"


def _page_of_the_form(request: HttpRequest) -> str:
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host() or not came_from.path:
        return "/"
    return came_from.path + (f"?{came_from.query}" if came_from.query else "")


def oneself(request: HttpRequest, user: User) -> Acting:
    """The user acting for themselves, in their role when they have one."""
    acting: Acting | None = getattr(request, "acting", None)
    return acting or Acting(user_id=user.pk, username=user.username, role="")
