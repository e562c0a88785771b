"""What cannot be right about a record's content."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """The field, and a sentence for whoever typed it."""

    field: str
    message: str
