"""Number and day of a document that the registry has given them: written into the blanks kept.

Only these two lines change; the rest of the file stays as it was signed.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, time

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from songhanh.engines.docwrite.checking.opening import open_word_file
from songhanh.engines.docwrite.errors import UnreadableDocument
from songhanh.engines.docwrite.package import fixed_bytes
from songhanh.engines.docwrite.wording import date_in_words, number_line

_NUMBER = re.compile(r"^\s*Số\s*:\s*[\d\s.…_]*/.*$")
_DAY = re.compile(r"^([^,]+),\s*ngày[\s\d.…_]*tháng[\s\d.…_]*năm[\s\d.…_]*$", re.IGNORECASE)


def with_number_and_day(data: bytes, *, number: int, symbol: str, issued_on: date) -> bytes:
    """The document with "Số: 05/BC-SNV" and "…, ngày 05 tháng 12 năm 2026" in their places.

    Raises UnreadableDocument when the file is no Word file, or has no line for one of the two.
    """
    word = open_word_file(data)
    numbered = _write(word, _NUMBER, lambda _found: number_line(symbol, number))
    dated = _write(word, _DAY, lambda found: f"{found[1].strip()}, {date_in_words(issued_on)}")
    if not (numbered and dated):
        raise UnreadableDocument(
            "Tệp không có dòng “Số: …/…” hoặc dòng “…, ngày … tháng … năm …” để ghi số và ngày. "
            "Hãy thêm hai dòng này vào đầu văn bản rồi cấp số lại.",
            "DOC-10",
        )
    word.core_properties.modified = datetime.combine(issued_on, time(), tzinfo=UTC)
    return fixed_bytes(word)


def _write(word: Document, wording: re.Pattern[str], say: Callable[[re.Match[str]], str]) -> bool:
    """Say it anew in the first paragraph that reads so; whether there is one."""
    for paragraph in word.element.body.iter(qn("w:p")):
        texts = list(paragraph.iter(qn("w:t")))
        found = wording.match(
            unicodedata.normalize("NFC", "".join(one.text or "" for one in texts))
        )
        if found:
            _put(texts, say(found))
            return True
    return False


def _put(texts: list[BaseOxmlElement], said: str) -> None:
    """The words into the first run, which carries the look of the line; the others stay empty."""
    texts[0].text = said
    texts[0].set(qn("xml:space"), "preserve")
    for other in texts[1:]:
        other.text = ""
