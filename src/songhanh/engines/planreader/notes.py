"""Footnotes: their marks, texts and the documents they name."""

import re

from songhanh.engines.planreader.common import Element, Reading
from songhanh.engines.planreader.legal import citations_in
from songhanh.engines.planreader.lines import Line
from songhanh.engines.planreader.note_marks import ANCHOR, RAISED, mark_of


def read_footnotes(reading: Reading) -> list[Element]:
    """Every footnote with its place and that of its mark."""
    text = reading.source.text
    anchors: dict[str, int] = {}
    note_starts = {line.block.char_from for line in reading.sheet.footnotes}
    for found in ANCHOR.finditer(text):
        start = text.rfind("\n", 0, found.start()) + 1
        mark = next((m for m in found.groups() if m), "").translate(RAISED)
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
