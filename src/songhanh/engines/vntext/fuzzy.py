"""Reading of damaged words: one lost tone mark or one wrong letter must not hide a word."""

import re
from dataclasses import dataclass

from songhanh.engines.vntext.forms import bare

_WORD = re.compile(r"\w+")
_SHORTEST_FUZZY = 4


def distance(left: str, right: str, limit: int = 3) -> int:
    """Letters to change, add or drop to turn one text into the other; `limit` + 1 means more."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        diagonal, row[0] = row[0], i
        for j, other in enumerate(right, 1):
            change = diagonal + (letter != other)
            diagonal, row[j] = row[j], min(change, row[j] + 1, row[j - 1] + 1)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def close_words(left: str, right: str) -> bool:
    """Say whether two single words may be the same one, a letter lost or changed.

    Diacritics do not count at all; short words must otherwise agree.
    """
    a, b = bare(left), bare(right)
    if a == b:
        return True
    return min(len(a), len(b)) >= _SHORTEST_FUZZY and distance(a, b, 1) <= 1


@dataclass(frozen=True)
class Found:
    """A phrase found in a text: where, and how many letters differ without diacritics."""

    start: int
    end: int
    damage: int


def find_phrase(text: str, phrase: str, allowed: int = 1) -> Found | None:
    """The first place where the words of a phrase stand, at most `allowed` letters damaged.

    Words divided by a stray space ("h ướng ước") are put together before they are compared.
    """
    letters = bare(text)
    wanted = bare(phrase)
    at = letters.find(wanted)
    if at >= 0:
        return Found(at, at + len(wanted), 0)
    if not allowed:
        return None
    words = list(_WORD.finditer(letters))
    parts = wanted.split()
    for first in range(len(words)):
        found = _from_word(words, first, parts, allowed)
        if found:
            return found
    return None


def _from_word(
    words: list[re.Match[str]], first: int, parts: list[str], allowed: int
) -> Found | None:
    damage, at = 0, first
    for part in parts:
        if at >= len(words):
            return None
        word = words[at].group()
        if word != part and len(word) <= 2 and at + 1 < len(words):
            joined = word + words[at + 1].group()
            if distance(joined, part, 1) <= 1:
                word, at = joined, at + 1
        damage += distance(word, part, allowed)
        if damage > allowed:
            return None
        at += 1
    return Found(words[first].start(), words[at - 1].end(), damage)
