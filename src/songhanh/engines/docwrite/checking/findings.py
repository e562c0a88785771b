"""What a check of the layout reports."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error breaks a rule of the decree, a warning may be one."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check has found in a document.

    `code` is "LAY-" with two digits for the check (1 to 15) and two for what it found. Message,
    place and suggestion are Vietnamese; the suggestion names the rule.
    """

    code: str
    severity: Severity
    message: str
    place: str
    suggestion: str
