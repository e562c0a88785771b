"""Footnotes: their marks, texts and the documents they name."""

import re
from dataclasses import dataclass

from songhanh.engines.planreader.common import Element, Reading
from songhanh.engines.planreader.legal import citations_in
from songhanh.engines.planreader.lines import Line
from songhanh.engines.planreader.passage import Passage
from songhanh.engines.vntext import find_document_numbers

_MARK = re.compile(
    r"\s*(?:<sup>\s*(?P<a>\d{1,2})\s*</sup>|(?P<b>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})|\[(?P<c>\d{1,2})\]|\((?P<d>\d{1,2})\))\s*(?=\S)"
)
_ANCHOR = re.compile(r"<sup>\s*(?P<a>\d{1,2})\s*</sup>|(?P<b>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})|\[(?P<c>\d{1,2})\]")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True)
class Note:
    """A footnote: its mark and its line."""

    mark: str
    line: Line


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
    return next((m for m in found.groups() if m), "").translate(_RAISED) if found else ""


def read_footnotes(reading: Reading) -> list[Element]:
    """Every footnote with its place and that of its mark."""
    text = reading.source.text
    anchors: dict[str, int] = {}
    note_starts = {line.block.char_from for line in reading.sheet.footnotes}
    for found in _ANCHOR.finditer(text):
        start = text.rfind("\n", 0, found.start()) + 1
        mark = next((m for m in found.groups() if m), "").translate(_RAISED)
        if start not in note_starts:
            anchors.setdefault(mark, found.start())
    return [_element(reading, line, anchors) for line in reading.sheet.footnotes]


def _element(reading: Reading, line: Line, anchors: dict[str, int]) -> Element:
    raw = reading.source.text[line.block.char_from : line.block.char_to]
    mark = mark_of(raw)
    found = re.match(r"[\[(]\d{1,2}[\])]\s*", line.text)
    body = line.passage.part(found.end()) if found else line.passage
    element: Element = {
        "mark": mark,
        "text_start": body.beginning,
        "text": body.text,
        "plans": [
            {
                "number": cited.number,
                "date": cited.date,
                "issuer": cited.issuer,
                "stated_as": "footnote",
            }
            for cited in citations_in(body)
            if cited.number
        ],
        **reading.place(body, rule="footnote.line"),
    }
    if mark in anchors:
        element["anchor_line"] = reading.source.line(anchors[mark])
    return element
