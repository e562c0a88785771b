"""Findings about lines, said once however many lines they concern."""

from collections.abc import Sequence

from songhanh.engines.docwrite.checking.findings import Finding, Severity
from songhanh.engines.docwrite.checking.lines import Line


def error(code: str, message: str, place: str, suggestion: str) -> Finding:
    """A rule of the decree is broken."""
    return Finding(f"LAY-{code}", Severity.ERROR, message, place, suggestion)


def warning(code: str, message: str, place: str, suggestion: str) -> Finding:
    """A rule of the decree may be broken, or will be read so by some."""
    return Finding(f"LAY-{code}", Severity.WARNING, message, place, suggestion)


def place_of(lines: Sequence[Line]) -> str:
    """Where some lines are: the first in words, the number of the others."""
    others = len(lines) - 1
    return lines[0].place + (f" và {others} chỗ khác" if others else "")


def points(sizes: Sequence[float]) -> str:
    """Sizes for a message: "12", "11,5 và 12"."""
    return " và ".join(f"{size:g}".replace(".", ",") for size in sorted(set(sizes)))
