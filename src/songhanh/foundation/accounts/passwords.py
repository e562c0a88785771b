"""One-time passwords: easy to read out on the telephone, hard to guess."""

import secrets

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without the pairs that look or sound alike: i l 1, o 0."""


def one_time_password() -> str:
    """Four groups of four signs, 79 bits: ``k7mp-29xa-hq4t-wz8c``."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
