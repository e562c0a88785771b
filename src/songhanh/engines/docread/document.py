"""What a document is after reading: one text, and blocks that say where everything stands in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal[
    "paragraph",
    "heading",
    "list item",
    "table cell",
    "header",
    "footer",
    "footnote",
    "page mark",
]
Alignment = Literal["left", "center", "right", "justify"]


class UnreadableDocument(Exception):  # noqa: N818 - a state of the file, told to its owner
    """The file cannot be read; `message_vi` says in a plain sentence why and what to do.

    `code` is one of: empty, binary, damaged, locked, too_large, unsafe, old_format, no_text.
    """

    def __init__(self, message_vi: str, code: str) -> None:
        super().__init__(message_vi)
        self.message_vi = message_vi
        self.code = code


@dataclass(frozen=True)
class Style:
    """How a block looks, as far as the file says so; None means the file does not say."""

    bold: bool = False
    italic: bool = False
    align: Alignment | None = None
    size: float | None = None  # points
    heading_level: int | None = None  # 1 is the highest


@dataclass(frozen=True)
class Block:
    """A paragraph, a table cell or a line, with its place in the text of the document.

    `char_from` and `char_to` are code points, half-open. `table`, `row` and `col` count from 0 and
    are None outside tables. `label` is the number or bullet Word keeps apart from the text; it
    stands in the text too, as it is printed.
    """

    kind: BlockKind
    text: str
    char_from: int
    char_to: int
    page: int | None = None
    style: Style = Style()
    label: str | None = None
    table: int | None = None
    row: int | None = None
    col: int | None = None


@dataclass(frozen=True)
class SourceDocument:
    """A document as read: positions everywhere refer to `text`."""

    filename: str
    format: Literal["txt", "md", "docx", "pdf"]
    text: str
    blocks: tuple[Block, ...]

    def line_of(self, char: int) -> int:
        """The line, counted from 1, on which a character stands."""
        return self.text.count("\n", 0, char) + 1


@dataclass(frozen=True)
class Piece:
    """A block before it has a place: what a format reader hands over, one line of the text."""

    text: str
    kind: BlockKind = "paragraph"
    page: int | None = None
    style: Style = Style()
    label: str | None = None
    table: int | None = None
    row: int | None = None
    col: int | None = None


def lay_out(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """Write the pieces one to a line and give each its place in the text."""
    lines: list[str] = []
    blocks: list[Block] = []
    at = 0
    for piece in pieces:
        text = piece.text.replace("\n", " ")
        if text.strip():
            blocks.append(_placed(piece, text, at))
        lines.append(text)
        at += len(text) + 1
    return "\n".join(lines), tuple(blocks)


def _placed(piece: Piece, text: str, at: int) -> Block:
    return Block(
        kind=piece.kind,
        text=text,
        char_from=at,
        char_to=at + len(text),
        page=piece.page,
        style=piece.style,
        label=piece.label,
        table=piece.table,
        row=piece.row,
        col=piece.col,
    )
