"""What an official document says, as plain values: no layout, no Word.

The layout (sizes, alignment, rules) is added by `write_document`. Texts are given in running
words; numbering, capitals, dashes, "Như trên;", "Lưu:" and the closing "./." are the writer's work.
Source of the elements: Decree 30/2020/NĐ-CP, Annex I, part I; "box" is the "ô số" of its diagram.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DocumentKind(StrEnum):
    """The kinds of official document the layout rules tell apart."""

    PLAN = "plan"
    REPORT = "report"
    PROPOSAL = "proposal"
    NOTICE = "notice"
    LETTER = "letter"
    ANNEX = "annex"


class Urgency(StrEnum):
    """Urgency marks (box 10b), as printed."""

    URGENT = "KHẨN"
    VERY_URGENT = "THƯỢNG KHẨN"
    IMMEDIATE = "HOẢ TỐC"


class Align(StrEnum):
    """How the text of a table column stands: words left, figures right, short codes centred."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


class Orientation(StrEnum):
    """How the sheet of an annex lies."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class RowKind(StrEnum):
    """What a table row is."""

    PLAIN = "plain"
    TOTAL = "total"  # bold
    HEADING = "heading"  # bold, one text over all columns


class ChapterWord(StrEnum):
    """Divisions with a line of their own and a centred title below."""

    PART = "Phần"
    CHAPTER = "Chương"
    DIVISION = "Mục"
    SUBDIVISION = "Tiểu mục"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A line "Phần I", "Chương I", "Mục 1" or "Tiểu mục 1", its title below in capitals."""

    word: ChapterWord
    title: str
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading "I. TITLE" of a report or plan; numbered in order unless `number` is given."""

    title: str
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A heading "Điều 1. Title", numbered through the whole document."""

    title: str
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause "1. Text" (khoản), numbered anew in each section; a title stands bold alone."""

    text: str
    is_title: bool = False
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A point "a) Text" (điểm), lettered by the Vietnamese alphabet, anew in each clause."""

    text: str
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A line "- Text" of an unnumbered list."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Neighbours with the same `group` stand under one common heading. `width_mm` is a wish, kept as
    long as the table fits the page; without it the width follows the contents.
    """

    title: str
    align: Align = Align.LEFT
    group: str = ""
    width_mm: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a text per column (a heading row has one text alone), numbers already as text."""

    cells: tuple[str, ...]
    kind: RowKind = RowKind.PLAIN


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading that is repeated on each page."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    unit_note: str = ""  # "Đơn vị tính: …", above the table on the right
    source_note: str = ""  # below the table


Block = Chapter | Section | Article | Clause | Point | Item | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Annex:
    """A part that follows the signature on a page of its own, numbered in Roman if two or more.

    Without `orientation` the sheet lies across when one of the tables needs it. The body must
    refer to every annex: the writer does not invent that sentence.
    """

    title: str
    body: tuple[Block, ...]
    orientation: Orientation | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: `authority` lines ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), position and name.

    An empty name leaves the place free. `other_post` is a further post of the signer that stands
    above the name (box 7b).
    """

    position: str
    name: str = ""
    authority: tuple[str, ...] = ()
    other_post: str = ""

    @property
    def in_one_line(self) -> str:
        """The block as it is offered in a list: "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH, Lê Thị Hoa"."""
        parts = (*self.authority, self.position, self.name)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialDocument:
    """An official document as facts.

    The registry gives number and date: without `number` its place stays blank, without
    `issued_on` day and month do, and `year` alone is printed if known. `type_name` and
    `addressees` are for documents that have them: a letter has no type name, and "Kính gửi" makes
    the recipients begin with "Như trên". `archive` is what follows "Lưu:", such as "VT, VX".
    """

    kind: DocumentKind
    issuing_agency: str
    symbol: str
    place: str
    abstract: str
    body: tuple[Block, ...]
    signature: Signature
    superior_agency: str = ""
    number: int | None = None
    issued_on: date | None = None
    year: int | None = None
    type_name: str = ""
    addressees: tuple[str, ...] = ()
    legal_basis: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    archive: str = "VT"
    annexes: tuple[Annex, ...] = ()
    drafter: str = ""  # box 12, such as "PL.(300)"
    contact: tuple[str, ...] = ()  # box 13: address, e-mail, phone, at the foot of page 1
    urgency: Urgency | None = None
    circulation: str = ""  # box 11, such as "LƯU HÀNH NỘI BỘ"
