"""What views share: a request that knows who is acting, and the door every signed-in page has."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.remembering import remembering

P = ParamSpec("P")

READING = ("GET", "HEAD")
"""Requests that only read."""


class ActingRequest(HttpRequest):
    """A request after the roles' middleware: ``acting`` is who asks, in which role."""

    acting: Acting


def signed_in(
    view: Callable[Concatenate[ActingRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Let the view be seen by signed-in people with a role to act in.

    Somebody not signed in is sent to sign in and comes back; somebody without a role is told, with
    status 403, whom to ask.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        acting: Acting | None = getattr(request, "acting", None)
        if acting is None or not acting.role:
            return _no_role(request)
        if request.method not in READING:
            return view(cast("ActingRequest", request), *args, **kwargs)
        with remembering():
            return view(cast("ActingRequest", request), *args, **kwargs)

    vars(guarded)["for_signed_in"] = True
    return guarded


def is_for_signed_in(view: Callable[..., HttpResponseBase]) -> bool:
    """Whether ``signed_in`` guards a view: middlewares then may ask for something first."""
    return getattr(view, "for_signed_in", False)


def _no_role(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/no_role.html", status=403)
