"""How long somebody stays signed in: so long after the last page, and so long in all."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth import SESSION_KEY, login, logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from songhanh.foundation.accounts.devices import device_words
from songhanh.foundation.accounts.models import OpenSession, User

_SIGNED_IN = "signed_in_at"
_SEEN = "seen_at"
_STRONG = "second_factor"
_TOUCH_SECONDS = 60
_BACKEND = "django.contrib.auth.backends.ModelBackend"

_surviving: set[str] = set()


def let_survive(key: str) -> None:
    """Let a value of the session outlive its end, so that a form can be sent again as it was.

    It is read only together with what the person who then signs in may do.
    """
    _surviving.add(key)


def open_session(request: HttpRequest, user: User, *, at: datetime, strong: bool = False) -> None:
    """Begin a session under a new key, so that a key known before is worth nothing.

    ``strong`` says that more than a password was shown.
    """
    login(request, user, backend=_BACKEND)
    request.session[_SIGNED_IN] = request.session[_SEEN] = int(at.timestamp())
    request.session[_STRONG] = strong
    _note(request, user, at=at)


def renew_session(request: HttpRequest, user: User, former_key: str, *, at: datetime) -> None:
    """Follow a session to its new key, after its user changed the password."""
    OpenSession.objects.filter(key=former_key).delete()
    _note(request, user, at=at)


def is_strong(session: SessionBase) -> bool:
    """Whether more than a password was shown in this session."""
    return bool(session.get(_STRONG))


def become_strong(session: SessionBase) -> None:
    """Note that a second factor was shown in this session."""
    session[_STRONG] = True


def is_over(session: SessionBase, *, at: datetime) -> bool:
    """Whether the session has lasted too long, in all or without a page asked for."""
    moment = int(at.timestamp())
    signed_in: int = session.get(_SIGNED_IN, moment)
    seen: int = session.get(_SEEN, moment)
    return (
        moment - signed_in > settings.SESSION_HOURS * 3600
        or moment - seen > settings.SESSION_IDLE_MINUTES * 60
    )


def touch(request: HttpRequest, user: User, *, at: datetime) -> None:
    """Note that a page was asked for; at most once a minute, since it is written down."""
    session = request.session
    moment = int(at.timestamp())
    session.setdefault(_SIGNED_IN, moment)
    if abs(moment - session.get(_SEEN, 0)) >= _TOUCH_SECONDS:
        session[_SEEN] = moment
        _note(request, user, at=at)


def close_session(request: HttpRequest) -> int | None:
    """End a session that is over, or that its user ends; gives whose it was."""
    kept = {key: request.session[key] for key in _surviving if key in request.session}
    user_id = request.session.get(SESSION_KEY)
    OpenSession.objects.filter(key=request.session.session_key or "").delete()
    logout(request)
    request.session.update(kept)
    return int(user_id) if user_id is not None else None


def _note(request: HttpRequest, user: User, *, at: datetime) -> None:
    """Keep the session in the list its user sees."""
    key = request.session.session_key
    if key:
        OpenSession.objects.update_or_create(
            key=key,
            defaults={"user": user, "seen_at": at},
            create_defaults={
                "user": user,
                "seen_at": at,
                "opened_at": at,
                "device": device_words(request.headers.get("User-Agent", "")),
            },
        )
