"""From bytes to text: UTF-8, UTF-16, Windows-1258 and the old fonts, TCVN3 (ABC) and VNI.

Texts for the old fonts hold Latin letters that only these fonts show as Vietnamese. They come as
bytes, but also inside Unicode files, where a conversion has kept the Latin letters.
"""

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
# VNI writes a letter and, behind it, a letter that stands for its marks: "Vieät Nam".
_VNI_MARKS = (
    ("a", "ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ"),
    ("e", "ùøûõïâáàåãä", "éèẻẽẹêếềểễệ"),
    ("o", "ùøûõïâáàåãä", "óòỏõọôốồổỗộ"),
    ("u", "ùøûõï", "úùủũụ"),
    ("y", "ùøûõ", "ýỳỷỹ"),
    ("ô", "ùøûõï", "ớờởỡợ"),
    ("ö", "ùøûõï", "ứừửữự"),
)
_VNI = dict(zip("íìæóòôöîñ", "íìỉĩịơưỵđ", strict=True)) | {
    base + mark: letter
    for base, marks, letters in _VNI_MARKS
    for mark, letter in zip(marks, letters, strict=True)
}
_VNI_LETTER = re.compile(
    "|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)), re.IGNORECASE
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 12  # words with marks that must be there to tell an old font
_WELL_SPELT = 0.8  # share of syllables in a text that needs no other reading
_CLEARLY_BETTER = 0.3
_CAPITALS = 3  # so many letters of a line in capitals make the whole line one of capitals
_CAPITAL_WORD = re.compile(r"(?<!\w)(?=\w*[A-ZĐ]\w*[A-ZĐ])[A-ZĐà-ỹăâđêôơư]+(?!\w)")


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
    else:
        text = from_old_fonts(text)
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
    latin = data.decode("cp1252", errors="replace")
    return max(windows, _from_tcvn3(latin), _from_vni(latin), key=_share_of_syllables)


def from_old_fonts(text: str) -> str:
    """The text with lines written for an old font put into Unicode; any other text unchanged."""
    return next(iter(lines_from_old_fonts([text])))


def lines_from_old_fonts(texts: list[str]) -> list[str]:
    """Like `from_old_fonts`, for a document in pieces: all of it tells which font it is."""
    sample = "\n".join(texts)[:_SAMPLE]
    if sample.isascii() or len(_telling(sample)) < _FEWEST_WORDS:
        return texts
    share = _share_of_syllables(sample)
    if share >= _WELL_SPELT:
        return texts
    convert = max((_from_tcvn3, _from_vni), key=lambda one: _share_of_syllables(one(sample)))
    if _share_of_syllables(convert(sample)) < share + _CLEARLY_BETTER:
        return texts
    return [convert(text) for text in texts]


def _from_tcvn3(text: str) -> str:
    return "\n".join(_tcvn3_line(line) for line in text.split("\n"))


def _tcvn3_line(line: str) -> str:
    """TCVN3 has no capitals with tone marks: a font of capitals shows the small ones."""
    if not _is_latin(line):
        return line
    read = line.translate(_TCVN3)
    capitals = [letter.isupper() for letter in line if letter.isascii() and letter.isalpha()]
    if len(capitals) > _CAPITALS and all(capitals):
        return read.upper()
    return _CAPITAL_WORD.sub(lambda found: found.group().upper(), read)


def _from_vni(text: str) -> str:
    lines = text.split("\n")
    return "\n".join(
        _VNI_LETTER.sub(_vni_letter, line) if _is_latin(line) else line for line in lines
    )


def _vni_letter(found: re.Match[str]) -> str:
    letter = _VNI[found.group().lower()]
    return letter.upper() if found.group()[0].isupper() else letter


def _is_latin(line: str) -> bool:
    """Whether a line holds nothing but letters the old fonts were made of."""
    return all(ord(letter) < 0x100 or not letter.isalpha() for letter in line)


def _telling(text: str) -> list[str]:
    """The words with letters beyond ASCII: only these tell one encoding from another."""
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    return [word for word in words if not word.isascii()]


def _share_of_syllables(text: str) -> float:
    telling = _telling(text[:_SAMPLE])
    return sum(map(is_syllable, telling)) / max(len(telling), 1)
