"""Accept an invitation: on any telephone, without script, without an account."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from songhanh.foundation.accounts import sessions
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import RefusedError
from songhanh.registry.orgunits import queries as orgunits
from songhanh.registry.roles import actions, queries
from songhanh.registry.roles.forms import AcceptForm, CodeForm


@never_cache
def enter_code(request: HttpRequest) -> HttpResponse:
    """The code of a printed slip, typed."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        try:
            queries.invitation_of(code, at=clock.now())
        except RefusedError as refused:
            form.add_error("code", refused.message)
        else:
            return redirect("roles:accept_invitation", code=code.replace(" ", "-"))
    return render(
        request, "roles/enter_code.html", {"form": form}, status=400 if form.errors else 200
    )


@never_cache
@sensitive_post_parameters()
def accept(request: HttpRequest, code: str) -> HttpResponse:
    """Name and password of one's own, then one is signed in. Opening the page spends nothing."""
    now = clock.now()
    try:
        invitation = queries.invitation_of(code, at=now)
    except RefusedError as refused:
        messages.error(request, refused.message)
        return redirect("roles:enter_code")
    form = AcceptForm(request.POST or None, initial={"full_name": invitation.full_name})
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.accept_invitation(code, form.account(), at=now)
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            sessions.open_session(request, user, at=now)
            messages.success(request, _("Tài khoản đã sẵn sàng. Chào mừng bạn đến với Song Hành."))
            return redirect("/")
    context = {
        "form": form,
        "invitation": invitation,
        "unit": orgunits.names_on([invitation.unit_id], clock.today()).get(invitation.unit_id, ""),
    }
    return render(request, "roles/accept.html", context, status=400 if form.errors else 200)
