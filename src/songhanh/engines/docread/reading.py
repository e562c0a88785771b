"""One door for every format: bytes and a file name in, a document out."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePath

from songhanh.engines.docread.document import Piece, SourceDocument, UnreadableDocument, lay_out
from songhanh.engines.docread.encodings import decode, lines_from_old_fonts
from songhanh.engines.docread.limits import LARGEST_FILE, check_text, too_large
from songhanh.engines.docread.pdf import Progress, pieces_of_pdf
from songhanh.engines.docread.plain import blocks_of_text
from songhanh.engines.docread.word import pieces_of_word, refuse_old_office_file

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")


def read_document(data: bytes, filename: str, progress: Progress | None = None) -> SourceDocument:
    """Read a document; its bytes decide the format, the name only tells .md from .txt.

    Nothing is written to disk, no link is followed. Raises UnreadableDocument for what is empty,
    damaged, locked, too large, unsafe (macros, entities) or no text at all.
    `progress` is told how many of how many pages of a PDF are read.
    """
    if len(data) > LARGEST_FILE:
        raise too_large("quá 30 MB")
    if not data.strip(b"\x00 \t\r\n"):
        raise UnreadableDocument(
            "Tệp trống, không có nội dung; hãy kiểm tra lại tệp rồi tải lên lại.", "empty"
        )
    if data.startswith(_OLD_OFFICE):
        refuse_old_office_file(data)
    if data.startswith(_ZIP):
        text, blocks = lay_out(_in_unicode(pieces_of_word(data)))
        check_text(text)
        return SourceDocument(filename, "docx", text, blocks)
    if b"%PDF-" in data[:1024]:
        text, blocks = lay_out(_in_unicode(pieces_of_pdf(data, progress)))
        check_text(text)
        return SourceDocument(filename, "pdf", text, blocks)
    text = decode(data)
    check_text(text)
    markdown = PurePath(filename).suffix.lower() in {".md", ".markdown"}
    return SourceDocument(filename, "md" if markdown else "txt", text, blocks_of_text(text))


def _in_unicode(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces, those written for an old font put into Unicode."""
    found = list(pieces)
    texts = lines_from_old_fonts([piece.text for piece in found])
    return [replace(piece, text=text) for piece, text in zip(found, texts, strict=True)]
