"""What an import found wrong: file, row, column, what stood there, what was expected."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class ImportFinding:
    """One fault of an imported file. The header is row 1. ``message`` is a sentence for people."""

    file: str
    row: int
    column: str
    found: str
    expected: str
    message: str
    severity: Literal["error", "warning"] = "error"
