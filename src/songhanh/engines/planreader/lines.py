"""The lines of a plan: blocks of the document in the common form, with how they look."""

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import pairwise

from songhanh.engines.docread import Block, SourceDocument
from songhanh.engines.planreader.flat_tables import with_flat_tables
from songhanh.engines.planreader.markers import Marker, read_marker
from songhanh.engines.planreader.note_marks import is_note_line
from songhanh.engines.planreader.passage import Passage, SourceText, joined, passage_of
from songhanh.engines.vntext import is_upper, normal

_PAGE_NUMBER = re.compile(
    r"(?:(?:trang|page)\s*)?[-–—]?\s*(\d{1,3})\s*[-–—]?(?:\s*(?:/|of)\s*\d{1,3})?", re.IGNORECASE
)
_RULE = re.compile(r"[\s_=*\-–—─~.…|]{3,}|\s*\|\s*")  # a bar alone parts two columns
_STAR_BULLET = re.compile(r"\s*\*\s+[^\s*]")
_COLUMN_GAP = re.compile(r"(?<=\S)(?:[ \u00a0]{3,}| *\t\s*)(?=\S)")


@dataclass(frozen=True)
class Line:
    """A line with words: its passage, its marker, its look, and the blank lines before it."""

    passage: Passage
    number: int  # of the line in the original, from 1
    marker: Marker | None
    block: Block
    blanks: int = 0  # blank lines between this line and the one before
    after_page_mark: bool = False  # a page number or form feed stood between
    column_starts: tuple[int, ...] = ()  # where in the passage further columns begin

    @property
    def text(self) -> str:
        """The line in the common form."""
        return self.passage.text

    @property
    def width(self) -> int:
        """How many letters the line takes as it is written, indent and markup included."""
        return len(unicodedata.normalize("NFC", self.block.text.rstrip()))

    @property
    def first_word(self) -> str:
        """The first word as it is written, markup included."""
        return normal(self.block.text).partition(" ")[0]

    @property
    def body(self) -> Passage:
        """The passage without its marker."""
        return self.passage.part(self.marker.length) if self.marker else self.passage

    @property
    def in_table(self) -> bool:
        """Whether the line is a cell, or a paragraph in one."""
        return self.block.table is not None

    def columns(self) -> list[Passage]:
        """The columns of a line that holds several, as at the head or foot of a document."""
        cuts = [0, *self.column_starts, len(self.passage)]
        return [self.passage.part(start, end) for start, end in pairwise(cuts)]


@dataclass(frozen=True)
class PageMark:
    """A page number found alone on a line, before the line with this index."""

    passage: Passage
    before: int


@dataclass(frozen=True)
class Sheet:
    """All lines of a document; page numbers and rules are taken out and remembered."""

    lines: tuple[Line, ...]
    page_marks: tuple[PageMark, ...]
    footnotes: tuple[Line, ...]
    footnotes_before: tuple[int, ...]  # the index of the line that follows each footnote
    source: SourceText


def lines_of(document: SourceDocument) -> Sheet:
    """The lines of a document in their order."""
    source = SourceText(document.text)
    lines: list[Line] = []
    marks: list[PageMark] = []
    notes: list[Line] = []
    notes_at: list[int] = []
    last, interrupted, last_page, in_note = 0, False, 1, False
    blocks = with_flat_tables(document.blocks)
    for at, block in enumerate(blocks):
        raw = document.text[block.char_from : block.char_to]
        passage = passage_of(raw, block.char_from)
        if not passage or _RULE.fullmatch(raw) or block.kind in {"header", "footer", "page mark"}:
            continue
        number = source.line(block.char_from)
        blanks = max(0, number - last - 1)
        last = number
        if block.kind == "footnote" or is_note_line(raw, passage):
            notes.append(_line(block, raw, passage, number))
            notes_at.append(len(lines))
            in_note = True
            continue
        if in_note and blanks <= 1 and _goes_on_in_note(notes[-1], passage, block, blanks):
            notes[-1] = replace(notes[-1], passage=joined([notes[-1].passage, passage]))
            continue
        in_note = False
        inside = bool(lines) and (
            _is_inside_sentence(lines[-1], blocks[at + 1 : at + 2])
            or _is_next_page(passage, marks, lines[-1])
        )
        if _is_page_number(passage, block, blanks + inside, marks):
            marks.append(PageMark(passage, len(lines)))
            interrupted = True
            continue
        page = block.page or last_page
        turned = document.format in {"txt", "md"} and page != last_page
        line = _line(block, raw, passage, number)
        lines.append(replace(line, blanks=blanks, after_page_mark=interrupted or turned))
        interrupted, last_page = False, page
    return Sheet(tuple(lines), tuple(marks), tuple(notes), tuple(notes_at), source)


_WRAPPED_NOTE = 60  # letters; a longer line of a footnote may have been broken to the next


def _goes_on_in_note(note: Line, passage: Passage, block: Block, blanks: int) -> bool:
    """Say whether a line below a footnote is its next line."""
    if blanks and (note.width < _WRAPPED_NOTE or is_upper(passage.text)):
        return False
    ended = note.text.endswith((".", ";", "!", "?"))
    return not ended and block.table is None and read_marker(passage.text) is None


def _line(block: Block, raw: str, passage: Passage, number: int) -> Line:
    marker = read_marker(passage.text)
    if marker is None and _STAR_BULLET.match(raw):
        marker = Marker("star", "", 0)
    starts = {gap.end() + block.char_from for gap in _COLUMN_GAP.finditer(raw.rstrip())}
    columns = (
        tuple(at for at, start in enumerate(passage.starts) if start in starts) if starts else ()
    )
    return Line(passage, number, marker, block, column_starts=columns)


def _is_inside_sentence(before: Line, following: list[Block]) -> bool:
    """Whether a sentence is open before a line and goes on in small letters behind it."""
    goes_on = any(normal(block.text)[:1].islower() for block in following)
    return goes_on and not before.text.endswith((".", ";", ":", "!", "?"))


_SHORTEST_PAGE = 500  # letters from one page number to the next; rows of a table are shorter


def _is_next_page(passage: Passage, marks: list[PageMark], before: Line) -> bool:
    """Whether a number is that of the next page, a page of text behind the last; 2 is the first.

    The number of the first page is not printed (Decree 30/2020/NĐ-CP, annex I).
    """
    found = _PAGE_NUMBER.fullmatch(passage.text)
    if not found or before.text.isdigit() or before.in_table:
        return False
    last = _PAGE_NUMBER.fullmatch(marks[-1].passage.text) if marks else None
    expected = int(last[1]) + 1 if last else 2
    begun = marks[-1].passage.end if marks else 0
    return int(found[1]) == expected and passage.start - begun >= _SHORTEST_PAGE


def _is_page_number(passage: Passage, block: Block, blanks: int, before: list[PageMark]) -> bool:
    """A number alone on its line: set apart, or following the page numbers before it."""
    found = _PAGE_NUMBER.fullmatch(passage.text)
    if not found or block.table is not None:
        return False
    if blanks or not passage.text.isdigit():
        return True
    last = _PAGE_NUMBER.fullmatch(before[-1].passage.text) if before else None
    return bool(last and int(last[1]) < int(found[1]) <= int(last[1]) + 2)
