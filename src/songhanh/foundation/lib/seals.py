"""The seal over a frozen content: one digest for the same content, whatever the machine."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal


def seal(document: Mapping[str, object]) -> str:
    """The SHA-256 of a content in canonical form: keys sorted, numbers as plain decimal text.

    The same content gives the same seal on every machine and database.
    """
    canonical = json.dumps(
        document, default=_canonical, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def plain(value: Decimal) -> Decimal:
    """The number without zeros at its end and without an exponent."""
    return value.normalize() + 0


def in_groups(digest: str) -> str:
    """A digest in groups of eight letters, for people to compare and lines to break."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))


def _canonical(value: object) -> str:
    if isinstance(value, Decimal):
        return format(plain(value), "f")
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"no canonical form for {type(value).__name__}")
