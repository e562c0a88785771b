"""Choose the role to act in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from songhanh.foundation.accounts.models import User
from songhanh.foundation.lib import clock
from songhanh.registry.orgunits import queries as orgunits
from songhanh.registry.roles import actions, queries
from songhanh.registry.roles.middleware import acting_role_of


@login_required
def choose(request: HttpRequest) -> HttpResponse:
    """The roles held today, each with a button."""
    today = clock.today()
    user = request.user
    held = queries.roles_held(user, today) if isinstance(user, User) else []
    if request.method == "POST" and isinstance(user, User):
        text = request.POST.get("role", "")
        actions.choose_role(request.session, user, int(text) if text.isdecimal() else 0, on=today)
        return redirect(_onward(request))
    names = orgunits.names_on(
        [unit for role in held for unit in (role.unit_id, role.branch_id)], today
    )
    current = acting_role_of(request)
    context = {
        "roles": [
            {
                "held": role,
                "unit": names.get(role.unit_id, ""),
                "branch": names.get(role.branch_id, ""),
                "current": current is not None and current.pk == role.pk,
            }
            for role in held
        ],
        "next": _onward(request),
    }
    return render(request, "roles/choose.html", context)


def _onward(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else "/"
