"""The forms in which names of units are stored for search, and looked up in running text."""

import itertools
import re

from songhanh.engines.vntext import normal, words_of

_APOSTROPHES = str.maketrans("", "", "'’‘\u02bc`\u00b4")
_LAST_C_OR_K = re.compile(r"(?<=[aeiou])[ck]$")
_MOST_SPELLINGS = 32


def as_stored(name: str) -> str:
    """A name as it is kept: NFC, one space between words, none outside."""
    return normal(name)


def search_form(text: str) -> str:
    """The form by which names are searched: folded words without punctuation and "và".

    M'Drắk, M’Đrăk and "mdrak" are one; so are "Văn hóa, Thể thao và Du lịch" and "van hoa the thao
    du lich".
    """
    return " ".join(word for word in words_of(text.translate(_APOSTROPHES)) if word != "va")


_SHORT_PLACES = (
    (re.compile(r"\b(?:TP|Tp|tp)\.?\s*(?=[A-ZĐ])"), "thành phố "),
    (re.compile(r"\bT[Xx]\.?\s+(?=[A-ZĐ])"), "thị xã "),
    (re.compile(r"\bQ\.\s*(?=[A-ZĐ0-9])"), "quận "),
    (re.compile(r"\bH\.\s*(?=[A-ZĐ])"), "huyện "),
    (re.compile(r"\bP\.\s*(?=[A-ZĐ0-9])"), "phường "),
    (re.compile(r"\bX\.\s*(?=[A-ZĐ])"), "xã "),
    (re.compile(r"\bHCM\b"), "Hồ Chí Minh"),
)


def in_full(text: str) -> str:
    """A name with the short words for places written out: TP. Kon Tum, P.1, TPHCM."""
    for short, full in _SHORT_PLACES:
        text = short.sub(full, text)
    return text


def spellings(text: str) -> list[str]:
    """The search forms a printed name may be stored under: Đắc Lắc and Đắk Lắk are one place."""
    words = search_form(text).split()
    choices = [
        (word, _LAST_C_OR_K.sub("k" if word.endswith("c") else "c", word))
        if _LAST_C_OR_K.search(word)
        else (word,)
        for word in words
    ]
    written = (" ".join(picked) for picked in itertools.product(*choices))
    return list(itertools.islice(written, _MOST_SPELLINGS))
