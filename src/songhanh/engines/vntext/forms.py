"""The forms a Vietnamese text is brought to before it is shown, compared or searched."""

import re
import unicodedata
from functools import cache

_SPACES = re.compile(r"\s+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")  # soft hyphen, joiners, no-break marks
# "hoà", "thuỷ": the tone stands on the last vowel. "hòa", "thủy" is the same word.
_OLD_TONE = re.compile("(?<![qQ])([oO][aeAE]|[uU][yY])([\u0300\u0301\u0303\u0309\u0323])(?!\\w)")
_WORDS = re.compile(r"\w+")


def normal(text: str) -> str:
    """Give the text in Unicode NFC, with every run of white space as one space and none outside."""
    composed = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    return _SPACES.sub(" ", composed).strip()


def one_tone_place(text: str) -> str:
    """Put the tone mark of open oa, oe, uy on the first vowel: hoà → hòa, uỷ → ủy.

    Both spellings are accepted; search and comparison must not tell them apart.
    """
    letters = _OLD_TONE.sub(
        lambda found: found[1][0] + found[2] + found[1][1], unicodedata.normalize("NFD", text)
    )
    return unicodedata.normalize("NFC", letters)


@cache
def _bare_letter(letter: str) -> str:
    lower = letter.lower()
    base = unicodedata.normalize("NFD", lower)[:1]
    return "d" if base in {"đ", "ð"} else base if len(lower) == 1 else letter


class _BareTable(dict[int, str]):
    """A translation table that works each letter out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = _bare_letter(chr(code))
        return self[code]


_BARE = _BareTable()


def bare(text: str) -> str:
    """Lower case without any diacritic, đ as d; as long as the text, so positions stay valid.

    Grammars that must survive a scanner's lost tone marks read this form. The text has to be in
    NFC; the marks of a decomposed text would stand as letters of their own.
    """
    return text.translate(_BARE)


def fold(text: str) -> str:
    """Give the key a text is searched by: lower case, no diacritics, đ as d, y as i.

    Tone placement (hoà, hòa), i and y (kỉ, kỷ) and the form the letters were stored in make no
    difference. White space is collapsed; punctuation stays.
    """
    letters = bare(normal(text))
    if not letters.isascii():
        letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return letters.replace("y", "i")


def words_of(text: str) -> list[str]:
    """The folded words of a text, without punctuation and hyphens."""
    return _WORDS.findall(fold(text))


def same_words(left: str, right: str) -> bool:
    """Say whether two texts are the same words, whatever their marks, case and punctuation."""
    return words_of(left) == words_of(right)


def begins_upper(text: str) -> bool:
    """Say whether the first letter of a text is a capital; a text without letters is not."""
    return next((letter.isupper() for letter in text if letter.isalpha()), False)


def is_upper(text: str) -> bool:
    """Say whether a text is set in capitals, apart from figures, signs and one stray letter."""
    letters = [letter for letter in text if letter.isalpha()]
    small = sum(letter.islower() for letter in letters)
    return len(letters) >= 2 and small <= len(letters) // 20
