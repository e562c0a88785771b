"""Word files (.docx): the package, opened with care.

The package is read part by part with lxml rather than as a python-docx document, because a plan
must be read whatever python-docx leaves out: tracked changes, text boxes, footnotes, labels of
automatic numbering. A file with macros is refused: an official document has none.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NoReturn

from lxml import etree

from songhanh.engines.docread.document import Piece, UnreadableDocument
from songhanh.engines.docread.limits import (
    LARGEST_PART,
    LARGEST_UNPACKED,
    MOST_PARTS,
    damaged,
    locked,
    too_large,
)
from songhanh.engines.docread.word_body import body_pieces
from songhanh.engines.docread.word_numbering import Numbering
from songhanh.engines.docread.word_styles import Styles

_WHAT = "tệp Word"
_MACROS = re.compile(r"(?:^|/)vba(?:Project|Data)\b", re.IGNORECASE)


def pieces_of_word(data: bytes) -> Iterator[Piece]:
    """The paragraphs and cells of a Word file in reading order, footnotes at the end."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            _check_parts(package)
            body = _part(package, "word/document.xml")
            if body is None:
                raise UnreadableDocument(
                    "Tệp không phải là văn bản Word; hãy tải lên tệp .docx, .pdf hoặc .txt.",
                    "binary",
                )
            styles = Styles(_part(package, "word/styles.xml"))
            numbering = Numbering(_part(package, "word/numbering.xml"))
            notes = _part(package, "word/footnotes.xml")
    except (zipfile.BadZipFile, etree.XMLSyntaxError, EOFError, NotImplementedError) as error:
        raise damaged(_WHAT) from error
    except RuntimeError as error:  # the part is encrypted
        raise locked(_WHAT) from error
    except (OSError, ValueError, zlib.error, struct.error) as error:
        raise damaged(_WHAT) from error
    return body_pieces(body, styles, numbering, notes)


def _check_parts(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    if len(parts) > MOST_PARTS:
        raise too_large("quá nhiều thành phần bên trong")
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise too_large("nội dung giải nén quá 80 MB")
    if any(_MACROS.search(part.filename) for part in parts):
        raise UnreadableDocument(
            "Tệp Word có macro nên không được mở; hãy lưu lại thành tệp .docx không có macro rồi"
            " tải lên lại.",
            "macros",
        )


def _part(package: zipfile.ZipFile, name: str) -> etree._Element | None:
    """One XML part; a document type or an entity inside is refused, whatever it says."""
    try:
        part = package.getinfo(name)
    except KeyError:
        return None
    if part.file_size > LARGEST_PART:
        raise too_large("nội dung giải nén quá 30 MB")
    data = package.read(part)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise _unsafe()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:  # written in another encoding
        raise _unsafe()
    return root


def _unsafe() -> UnreadableDocument:
    return UnreadableDocument(
        "Tệp Word chứa khai báo không an toàn nên không được mở; hãy lưu lại tệp bằng phần mềm"
        " soạn thảo rồi thử lại.",
        "unsafe",
    )


def refuse_old_office_file(data: bytes) -> NoReturn:
    """Say no to a compound file: a locked .docx, or a .doc of the old kind."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise locked(_WHAT)
    raise UnreadableDocument(
        "Tệp .doc đời cũ chưa đọc được; hãy mở bằng Word, lưu lại thành .docx rồi tải lên.",
        "old_format",
    )
