"""Text as people type it into a plain box, as the blocks of a document."""

import re
from collections.abc import Iterator

from songhanh.engines.docwrite.document import Block, Clause, Item, Paragraph, Point, Section

_SECTION = re.compile(r"^[IVX]{1,5}\.\s+(.+)$")
_MARKS = (
    (re.compile(r"^[-–•]\s+(.+)$"), Item),
    (re.compile(r"^[a-zđ]{1,2}\)\s+(.+)$"), Point),
    (re.compile(r"^\d{1,2}\.\s+(.+)$"), Clause),
)


def blocks_of(text: str) -> Iterator[Block]:
    """Each line as a block: "1.", "a)", "-" in front make clauses, points and items.

    A line "I. …" is a section. Numbers are given anew by the writer, in their order.
    """
    for line in text.splitlines():
        if words := line.strip():
            yield _block(words)


def _block(words: str) -> Block:
    if found := _SECTION.match(words):
        return Section(found[1])
    for mark, block in _MARKS:
        if found := mark.match(words):
            return block(found[1])
    return Paragraph(words)
