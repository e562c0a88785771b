"""End sessions: one, all of a person, those that are over."""

from datetime import datetime

from django.contrib.sessions.models import Session

from songhanh.foundation.accounts.models import OpenSession, User
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting


def end_session(session: OpenSession, *, acting: Acting, at: datetime) -> None:
    """End one session of a person: its next page asks to sign in."""
    with recorded("account.end_session", acting=acting, at=at, subject=session.user) as fact:
        fact.details = {"device": session.device}
        Session.objects.filter(session_key=session.key).delete()
        session.delete()


def end_sessions(user: User, *, keep: str = "", acting: Acting, at: datetime) -> int:
    """End every session of a person but the one of a key; how many there were."""
    with recorded("account.end_sessions", acting=acting, at=at, subject=user) as fact:
        count = end_every_session(user, keep=keep)
        fact.details = {"sessions": count}
    return count


def end_every_session(user: User, *, keep: str = "") -> int:
    """The writes of ``end_sessions``, for an action that has a fact of its own."""
    ending = OpenSession.objects.filter(user=user).exclude(key=keep)
    keys = list(ending.values_list("key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    ending.delete()
    return len(keys)


def clear_sessions(*, acting: Acting, at: datetime) -> int:
    """Take away the sessions that have expired; how many there were."""
    with recorded("account.clear_sessions", acting=acting, at=at) as fact:
        count, _by_model = Session.objects.filter(expire_date__lte=at).delete()
        OpenSession.objects.exclude(key__in=Session.objects.values("session_key")).delete()
        fact.details = {"sessions": count}
    return count
