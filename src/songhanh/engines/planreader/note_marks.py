"""Footnote marks: raised figures, figures in brackets."""

import re

from songhanh.engines.planreader.passage import Passage
from songhanh.engines.vntext import find_document_numbers

_MARK = re.compile(
    r"\s*(?:<sup>\s*(?P<a>\d{1,2})\s*</sup>|(?P<b>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})|\[(?P<c>\d{1,2})\]|\((?P<d>\d{1,2})\))\s*(?=\S)"
)
ANCHOR = re.compile(r"<sup>\s*(?P<a>\d{1,2})\s*</sup>|(?P<b>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})|\[(?P<c>\d{1,2})\]")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def is_note_line(raw: str, passage: Passage) -> bool:
    """Say whether a line is the text of a footnote: a raised mark in front."""
    found = _MARK.match(raw)
    if not found:
        return False
    if found["a"] or found["b"]:
        return True
    return bool(find_document_numbers(passage.text)) and passage.text[:1] in "[("


def mark_of(raw: str) -> str:
    """The mark of a footnote line."""
    found = _MARK.match(raw)
    return next((m for m in found.groups() if m), "").translate(RAISED) if found else ""
