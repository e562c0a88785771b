"""From bytes to text: UTF-8, UTF-16, Windows-1258 and the old TCVN3 fonts."""

import codecs
import re
import unicodedata

from songhanh.engines.docread.document import UnreadableDocument
from songhanh.engines.vntext import is_syllable

# The letters of TCVN3 in the order of their bytes from 0xA1; a space where there is none.
_TCVN3_LETTERS = (
    "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù "
    "ủũúụừửữứựỳỷỹýỵ "
)
_TCVN3 = {0xA1 + i: letter for i, letter in enumerate(_TCVN3_LETTERS) if letter != " "}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+")


def decode(data: bytes) -> str:
    """Decode a text file; raises UnreadableDocument (code "binary") for what is no text."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    if b"\x00" in data[:_SAMPLE]:
        return _decode_with_zeros(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _decode_old(data)
    if _looks_binary(text):
        raise _binary()
    return text


def _binary() -> UnreadableDocument:
    return UnreadableDocument(
        "Tệp không phải là văn bản chữ; hãy tải lên tệp Word (.docx), PDF hoặc văn bản (.txt).",
        "binary",
    )


def _looks_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    odd = sum(unicodedata.category(letter) in {"Cc", "Co", "Cn"} for letter in sample)
    spaces = sum(sample.count(space) for space in "\n\r\t\f\v")
    return (odd - spaces) * 50 > len(sample)


def _decode_with_zeros(data: bytes) -> str:
    """UTF-16 without a mark: every second byte of Latin letters is zero."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = data[: len(data) // 2 * 2].decode(encoding)
    except UnicodeDecodeError as error:
        raise _binary() from error
    if max(even, odd) * 10 < len(sample) or _looks_binary(text):
        raise _binary()
    return text


def _decode_old(data: bytes) -> str:
    """Choose among one-byte encodings the one in which most words are Vietnamese syllables."""
    windows = data.decode("cp1258", errors="replace")
    tcvn3 = data.decode("latin-1").translate(_TCVN3)
    return max(windows, tcvn3, key=_share_of_syllables)


def _share_of_syllables(text: str) -> float:
    words = _WORD.findall(unicodedata.normalize("NFC", text[:_SAMPLE]))
    telling = [word for word in words if not word.isascii()]
    return sum(map(is_syllable, telling)) / max(len(telling), 1)
