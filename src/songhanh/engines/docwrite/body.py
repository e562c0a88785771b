"""The body (box 6): legal basis, numbered headings, clauses, points, tables, the closing mark."""

from dataclasses import dataclass, field

from songhanh.engines.docwrite import looks, oxml
from songhanh.engines.docwrite.document import (
    Article,
    Block,
    Chapter,
    ChapterWord,
    Clause,
    Item,
    Paragraph,
    Point,
    Section,
    Table,
)
from songhanh.engines.docwrite.looks import GAP, Look
from songhanh.engines.docwrite.oxml import Place
from songhanh.engines.docwrite.tabular import table_xml
from songhanh.engines.docwrite.wording import (
    capitals,
    clean,
    list_endings,
    point_letter,
    roman,
    with_ending,
    without_dash,
)

CLOSING_MARK = "./."

NumberedBlock = Section | Article | Clause | Point

# From the widest to the narrowest. A heading starts the numbers below it anew, save the articles,
# which are numbered through the document.
_LEVELS = (*ChapterWord, "section", "clause", "point")
_ARTICLE = "article"
_BELOW_ARTICLE = _LEVELS[-2:]


@dataclass(slots=True)
class Numbers:
    """The running numbers of headings, clauses and points."""

    counts: dict[str, int] = field(default_factory=dict)

    def next(self, level: str) -> int:
        """The next number of a level; the levels below start again."""
        below = _BELOW_ARTICLE if level == _ARTICLE else _LEVELS[_LEVELS.index(level) + 1 :]
        for lower in below:
            self.counts.pop(lower, None)
        self.counts[level] = self.counts.get(level, 0) + 1
        return self.counts[level]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph to be: its text with number, its look."""

    text: str
    look: Look


def legal_basis(lines: tuple[str, ...]) -> str:
    """The legal basis: each on its own line ending ";", the last "."."""
    kept = [text for text in map(clean, lines) if text]
    return "".join(oxml.paragraph(text, looks.LEGAL_BASIS) for text in list_endings(kept))


def body_xml(blocks: tuple[Block, ...], available: int, *, keep_last: bool = False) -> str:
    """The blocks in order, `available` twips wide, closed with "./.".

    The mark is put to the last paragraph, or on a line of its own after a table or a heading.
    With `keep_last` the last line stays on the page of what follows.
    """
    parts = laid_out(blocks)
    last = parts[-1] if parts else None
    if isinstance(last, Line) and last.look is looks.BODY:
        parts[-1] = Line(with_ending(last.text, CLOSING_MARK), last.look)
    else:
        parts.append(Line(CLOSING_MARK, looks.BODY))
    xml = ""
    for before, part in zip([None, *parts], parts, strict=False):
        follows_table = isinstance(before, Table)
        if isinstance(part, Table):
            # Word would join two tables that touch each other.
            xml += oxml.invisible_paragraph() if follows_table else ""
            xml += table_xml(part, available)
            continue
        gap = max(part.look.before, GAP) if follows_table else None
        keep = True if keep_last and part is parts[-1] else None
        xml += oxml.paragraph(part.text, part.look, Place(before=gap, keep_next=keep))
    return xml


def laid_out(blocks: tuple[Block, ...]) -> list[Line | Table]:
    """The blocks as numbered lines and tables; blocks without words are left out."""
    numbers = Numbers()
    parts: list[Line | Table] = []
    for block in blocks:
        if isinstance(block, Table):
            parts.append(block)
        elif isinstance(block, Chapter):
            parts += _chapter(block, numbers)
        elif line := _line(block, numbers):
            parts.append(line)
    return parts


def _chapter(block: Chapter, numbers: Numbers) -> list[Line]:
    in_order = numbers.next(block.word)
    in_roman = block.word in {ChapterWord.PART, ChapterWord.CHAPTER}
    number = block.number or (roman(in_order) if in_roman else str(in_order))
    lines = [Line(f"{block.word} {clean(number)}", looks.CHAPTER)]
    if title := capitals(block.title):
        lines.append(Line(title, looks.CHAPTER_TITLE))
    return lines


def _line(block: NumberedBlock | Item | Paragraph, numbers: Numbers) -> Line | None:
    text = without_dash(block.text) if isinstance(block, Item) else clean(_words(block))
    if not text:
        return None
    if isinstance(block, Item | Paragraph):
        return Line(f"- {text}" if isinstance(block, Item) else text, looks.BODY)
    number = clean(block.number or "").rstrip(".) ")
    match block:
        case Section():
            in_order = roman(numbers.next("section"))
            return Line(f"{number or in_order}. {capitals(text)}", looks.SECTION)
        case Article():
            in_order = str(numbers.next(_ARTICLE))
            return Line(f"Điều {number or in_order}. {text}", looks.ARTICLE)
        case Clause():
            in_order = str(numbers.next("clause"))
            look = looks.CLAUSE_TITLE if block.is_title else looks.BODY
            return Line(f"{number or in_order}. {text}", look)
        case Point():
            in_order = point_letter(numbers.next("point"))
            return Line(f"{number or in_order}) {text}", looks.BODY)


def _words(block: NumberedBlock | Paragraph) -> str:
    return block.title if isinstance(block, Section | Article) else block.text
