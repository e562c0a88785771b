"""Codes of the second step: those of an app on the phone, and recovery codes on paper."""

import secrets
from datetime import datetime
from hmac import compare_digest

import pyotp
from django.utils.crypto import salted_hmac

from songhanh.foundation.accounts.passwords import LETTERS

ISSUER = "Song Hành"
STEP_SECONDS = 30
_STEPS_ASIDE = (0, -1, 1)
"""Clocks of phones go wrong by a little: the half minutes before and after open as well."""

RECOVERY_CODES = 10


def new_seed() -> str:
    """160 random bits as an authenticator app takes them (base32)."""
    return pyotp.random_base32()


def enrolment_address(seed: str, username: str) -> str:
    """What the QR code of an enrolment says: ``otpauth://totp/…``."""
    return pyotp.TOTP(seed).provisioning_uri(name=username, issuer_name=ISSUER)


def step_of(code: str, seed: str, *, at: datetime) -> int | None:
    """The half minute a code belongs to; None when it is none of those around the moment."""
    now = int(at.timestamp()) // STEP_SECONDS
    generator = pyotp.HOTP(seed)
    steps = [now + aside for aside in _STEPS_ASIDE]
    return next((step for step in steps if compare_digest(generator.at(step), code)), None)


def new_recovery_codes() -> list[str]:
    """Ten codes of two groups, 49 bits each: ``k7mpw-29xah``."""
    return [
        "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(2))
        for _ in range(RECOVERY_CODES)
    ]


def recovery_digest(code: str) -> str:
    """What is kept of a recovery code; case, spaces and hyphens of the typed one do not matter."""
    plain = "".join(sign for sign in code.lower() if sign.isalnum())
    return salted_hmac("accounts.recovery-code", plain, algorithm="sha256").hexdigest()
