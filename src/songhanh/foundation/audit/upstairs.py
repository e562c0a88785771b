"""What the audit has to ask of floors above it: how far somebody sees, and what things are called.

The registry of roles answers; it hands its answers in when the site starts. Only plain values
travel, so this floor still knows nothing of units and roles.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from songhanh.foundation.lib.acting import Acting


@dataclass(frozen=True)
class Reach:
    """Ids of the units and the users of somebody's branch on a day."""

    unit_ids: frozenset[int]
    user_ids: frozenset[int]


class Upstairs(Protocol):
    """The questions."""

    def reach(self, acting: Acting, on: date) -> Reach:
        """How far somebody sees on a day."""

    def role_name(self, role: str) -> str:
        """What a role is called; the code itself when it is none."""

    def unit_names(self, unit_ids: Collection[int], on: date) -> dict[int, str]:
        """What units were called on a day."""


_answering: list[Upstairs] = []


def answer_with(upstairs: Upstairs) -> None:
    """Hand in who answers; the last one counts."""
    _answering[:] = [upstairs]


def asked() -> Upstairs:
    """Who answers.

    Raises:
        LookupError: nobody was handed in, because no app above is installed.
    """
    if not _answering:
        raise LookupError("no app answers the audit's questions about units and roles")
    return _answering[0]
