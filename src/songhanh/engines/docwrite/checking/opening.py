"""Opening a file of unknown origin: small enough, whole, and a Word document.

The file may come from anybody. Nothing in it is run or fetched: python-docx resolves no entities
and follows no links, and what would unpack into more than memory should hold is refused unread.
"""

import io
import lzma
import struct
import zipfile
import zlib

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError

from songhanh.engines.docwrite.errors import UnreadableDocument

MOST_BYTES = 50 * 1024 * 1024
MOST_BYTES_UNPACKED = 300 * 1024 * 1024
MOST_BYTES_OF_XML = 30 * 1024 * 1024
MOST_FILES_INSIDE = 5000

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # .doc, and any Office file under a password
# What the archive raises when its bytes are torn.
_TORN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error,
    EOFError, OSError, OverflowError, RuntimeError, ValueError,
)  # fmt: skip
# What python-docx and lxml raise on parts that are missing or of another make.
_FOREIGN = (AttributeError, IndexError, KeyError, SyntaxError, TypeError, PackageNotFoundError)
_XML_NAMES = (".xml", ".rels")


def open_word_file(data: bytes) -> Document:
    """The Word document in `data`. Raises UnreadableDocument with a sentence saying why not."""
    if not data:
        raise UnreadableDocument("Tệp rỗng. Hãy chọn lại tệp Word (.docx) cần kiểm tra.", "DOC-11")
    if len(data) > MOST_BYTES:
        raise UnreadableDocument(
            "Tệp lớn hơn 50 MB nên chưa được đọc. Hãy giảm dung lượng ảnh trong văn bản "
            "rồi gửi lại.",
            "DOC-12",
        )
    if data.startswith(_OLD_OFFICE):
        raise UnreadableDocument(
            "Tệp ở dạng .doc cũ hoặc đang đặt mật khẩu. Hãy mở bằng Word, bỏ mật khẩu, lưu thành "
            ".docx rồi gửi lại.",
            "DOC-13",
        )
    _look_inside(data)
    try:
        return docx.Document(io.BytesIO(data))
    except (*_TORN, *_FOREIGN) as reason:
        raise _damaged() from reason


def _look_inside(data: bytes) -> None:
    """Refuse archives that are broken, locked, oversized, with macros, or no Word file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _refuse_too_much(entries)
            for entry in entries:
                if entry.filename.endswith(_XML_NAMES) and b"<!DOCTYPE" in archive.read(entry):
                    raise _damaged()
    except _TORN as reason:
        raise _damaged() from reason
    names = {entry.filename for entry in entries}
    if "word/vbaProject.bin" in names:
        raise UnreadableDocument(
            "Tệp có macro. Văn bản hành chính không dùng macro: hãy lưu thành .docx rồi gửi lại.",
            "DOC-15",
        )
    if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
        raise UnreadableDocument(
            "Tệp không phải văn bản Word (.docx). Hãy chọn lại tệp, hoặc mở bằng Word rồi lưu "
            "thành .docx.",
            "DOC-16",
        )


def _refuse_too_much(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    xml = sum(entry.file_size for entry in entries if entry.filename.endswith(_XML_NAMES))
    if (
        len(entries) > MOST_FILES_INSIDE
        or unpacked > MOST_BYTES_UNPACKED
        or xml > MOST_BYTES_OF_XML
    ):
        raise UnreadableDocument(
            "Tệp khi mở ra lớn hơn mức cho phép nên chưa được đọc. Hãy lưu lại văn bản bằng Word "
            "rồi gửi lại.",
            "DOC-14",
        )


def _damaged() -> UnreadableDocument:
    return UnreadableDocument(
        "Tệp bị hỏng hoặc không phải văn bản Word (.docx) nên chưa đọc được. Hãy mở tệp bằng Word, "
        "lưu lại thành .docx rồi gửi lại.",
        "DOC-17",
    )
