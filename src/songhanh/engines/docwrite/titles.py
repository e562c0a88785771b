"""Centred names and titles, and the rules below them."""

from songhanh.engines.docwrite import oxml
from songhanh.engines.docwrite.looks import Look
from songhanh.engines.docwrite.metrics import balanced_width, broken_lines, longest_line
from songhanh.engines.docwrite.oxml import Place


def centred(text: str, look: Look, width: int, cell: int, *, before: int | None = None) -> str:
    """A centred text whose lines, if it needs several, are of about the same length.

    It may take `width` twips of the `cell` it stands in. The lines are led by indents, not by line
    breaks: a name stays one phrase for whoever searches or copies it.
    """
    lines = broken_lines(text, width, look.size, bold=look.bold)
    narrow = cell if len(lines) == 1 else balanced_width(text, width, look.size, bold=look.bold)
    # one part in fifty of room, for fonts that stand in for Times New Roman
    side = max(0, cell - narrow - narrow // 50) // 2
    return oxml.paragraph(text, look, Place(left=side, right=side, before=before))


def rule_below(text: str, look: Look, width: int, cell: int, *, after: int = 0) -> str:
    """A rule of 2/5 of the text above: between the third and the half the decree allows."""
    narrow = balanced_width(text, width, look.size, bold=look.bold)
    length = longest_line(text, narrow, look.size, bold=look.bold) * 2 // 5
    return oxml.rule(length, cell, keep_next=look.keep_next, after=after)
