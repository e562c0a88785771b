"""How many attempts to sign in have failed lately, and until when the door therefore stays shut.

An attempt is counted before the password is looked at, so that a thousand attempts sent at once
are not all looked at before the first is counted. Attempts at a shut door are not counted: else
somebody else's stubbornness would keep it shut for ever.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from songhanh.foundation.accounts.models import SignInAttempt


@dataclass(frozen=True)
class Attempt:
    """A counted attempt.

    ``shut_until`` is when the door opens again, if it is shut already and the attempt goes no
    further; ``then_until`` is when it will open again if this attempt fails and shuts it.
    """

    shut_until: datetime | None
    then_until: datetime | None


def begin(username: str, address: str, *, at: datetime) -> Attempt:
    """Count an attempt; an unknown address (empty) is not counted by."""
    lock = timedelta(minutes=settings.SIGN_IN_LOCK_MINUTES)
    name = _digest("name", username)
    place = _digest("address", address)
    with transaction.atomic():
        SignInAttempt.objects.filter(at__lte=at - lock).delete()
        row = SignInAttempt.objects.create(name_digest=name, address_digest=place, at=at)
    counts = [(_moments(row, name_digest=name), settings.SIGN_IN_FAILURES_PER_NAME)]
    if address:
        by_address = _moments(row, address_digest=place)
        counts.append((by_address, settings.SIGN_IN_FAILURES_PER_ADDRESS))
    shut_until = _opens([(earlier, limit) for earlier, limit in counts], lock)
    if shut_until is not None:
        row.delete()
    return Attempt(shut_until, _opens([([*earlier, at], limit) for earlier, limit in counts], lock))


def forget_name(username: str) -> None:
    """Let a name start anew, after a success or a new password.

    The attempts made under it no longer count for their addresses either.
    """
    SignInAttempt.objects.filter(name_digest=_digest("name", username)).delete()


def _moments(but: SignInAttempt, **of: str) -> list[datetime]:
    """When the other attempts were made, the earliest first."""
    found = SignInAttempt.objects.filter(**of).exclude(pk=but.pk).order_by("at", "pk")
    return list(found.values_list("at", flat=True))


def _opens(counts: list[tuple[list[datetime], int]], lock: timedelta) -> datetime | None:
    """When fewer attempts than the limit are left within the time of the lock; None for now."""
    shut = [moments[-limit] + lock for moments, limit in counts if len(moments) >= limit]
    return max(shut, default=None)


def _digest(kind: str, text: str) -> str:
    return salted_hmac(f"sign-in {kind}", text.strip().lower(), algorithm="sha256").hexdigest()
