"""Somebody between the two steps of signing in: the first is passed, the code is to come."""

from datetime import datetime

from django.http import HttpRequest

from songhanh.foundation.accounts.models import User

_KEY = "second_step"
_SECONDS = 600


def begin(request: HttpRequest, user: User, *, at: datetime) -> None:
    """Remember who passed the first step, under a new session key, for ten minutes."""
    request.session.cycle_key()
    request.session[_KEY] = {"user": user.pk, "until": int(at.timestamp()) + _SECONDS}


def waiting(request: HttpRequest, *, at: datetime) -> User | None:
    """Who is waited for; None for nobody, or when it has taken too long."""
    held = request.session.get(_KEY)
    if not isinstance(held, dict) or held["until"] < at.timestamp():
        return None
    return User.objects.filter(pk=held["user"], is_active=True).first()


def end(request: HttpRequest) -> None:
    """Nobody is waited for any more."""
    request.session.pop(_KEY, None)
