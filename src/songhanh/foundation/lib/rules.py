"""The answer of a rule: allowed, or denied with the sentence that says why.

The same answer serves the page (greyed button), the API and the test, as in weblate's
``auth/results.py``.
"""

from dataclasses import dataclass
from typing import Literal

from django.core.exceptions import PermissionDenied


@dataclass(frozen=True)
class Allowed:
    """Yes."""

    def __bool__(self) -> Literal[True]:
        return True


@dataclass(frozen=True)
class Denied:
    """No, and why: one whole Vietnamese sentence for the person who asked."""

    reason: str

    def __bool__(self) -> Literal[False]:
        return False


Answer = Allowed | Denied


class NotAllowedError(PermissionDenied):
    """An action was asked for that its rule denies; carries the rule's sentence."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def require(answer: Answer) -> None:
    """Pass when allowed.

    Raises:
        NotAllowedError: with the rule's own sentence.
    """
    if isinstance(answer, Denied):
        raise NotAllowedError(answer.reason)
