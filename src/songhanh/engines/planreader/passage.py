"""A piece of the plan in the common form, every letter tied to its place in the original.

The common form is Unicode NFC with single spaces, without markup. All grammars read it; whatever
they find is handed back as a span of the original text.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from songhanh.engines.planreader.mending import mended
from songhanh.engines.vntext import bare

Span = dict[str, int]

_START_LETTERS = 60  # what plan-reader.md calls the beginning of a unit
_MARKUP = re.compile(
    r"<sup>\s*[\d*]+\s*</sup>|</?(?:sup|sub|b|i|u|br|p|div|span|strong|em|font|a)(?:\s[^<>\n]{0,200})?/?>"
    r"|&nbsp;|[*#\\]|(?<!_)__(?!_)"
    "|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[\u00ad\u200b-\u200d\u2060\ufeff]",
    re.IGNORECASE,
)
_UNCOMMON = re.compile(rf"[^\S ]|\x00|  |{_MARKUP.pattern}", re.IGNORECASE)
_SPACE_LIKE = {"&nbsp;", "<br>", "<br/>", "<br />"}
_EDGE = " \t"


@dataclass(frozen=True)
class Passage:
    """Text in the common form; `starts` and `ends` give the original place of every letter."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __bool__(self) -> bool:
        return bool(self.text)

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def lower(self) -> str:
        """Lower case, letter for letter."""
        letters = self.text.lower()
        if len(letters) != len(self.text):
            letters = "".join(low if len(low := one.lower()) == 1 else one for one in self.text)
        return letters.replace("ð", "đ")  # a foreign letter that old keyboards print for đ

    @cached_property
    def bare(self) -> str:
        """Lower case without diacritics, letter for letter."""
        return bare(self.text)

    @cached_property
    def mended(self) -> str:
        """Lower case with damaged turns of speech mended, letter for letter."""
        return mended(self.lower, self.bare)

    @cached_property
    def clean(self) -> str:
        """The text with damaged turns of speech mended, letter for letter; for grammars only."""
        if self.mended == self.lower:
            return self.text
        return "".join(
            printed if small == right else right.upper() if printed.isupper() else right
            for printed, small, right in zip(self.text, self.lower, self.mended, strict=True)
        )

    @property
    def start(self) -> int:
        """Where the passage begins in the original."""
        return self.starts[0] if self.starts else 0

    @property
    def end(self) -> int:
        """Where the passage ends in the original."""
        return self.ends[-1] if self.ends else 0

    @property
    def beginning(self) -> str:
        """The first 60 letters, as the contract counts them."""
        return self.text[:_START_LETTERS].rstrip()

    def part(self, start: int, end: int | None = None) -> "Passage":
        """The letters from `start` to `end`, white space at the edges dropped."""
        text = self.text[start:end]
        first = start + len(text) - len(text.lstrip(_EDGE))
        last = start + len(text.rstrip(_EDGE))
        if first >= last:
            return NOTHING
        return Passage(self.text[first:last], self.starts[first:last], self.ends[first:last])

    def without_edges(self, marks: str) -> "Passage":
        """The passage without these marks and spaces at its ends."""
        text = self.text
        first = len(text) - len(text.lstrip(marks + _EDGE))
        return self.part(first, len(text.rstrip(marks + _EDGE)))

    def sentences(self) -> "list[Passage]":
        """The passage cut after ". ", "! " or "? " where a capital or a figure follows."""
        cuts = [0, *(found.end() for found in _SENTENCE_END.finditer(self.text)), len(self.text)]
        parts = [self.part(start, end) for start, end in pairwise(cuts)]
        return [part for part in parts if part]


_SENTENCE_END = re.compile(
    r"(?<![A-ZĐ])(?<!\bTP)(?<!\bTT)(?<!\bĐ/c)[.!?…](?:\s+)(?=[\"“(]?[A-ZĐÀ-Ỹ][^\s.]|[\"“(]?\d+\s?%)"
)
NOTHING = Passage("", (), ())


def passage_of(raw: str, offset: int) -> Passage:
    """The common form of a line of the original that begins at `offset`."""
    plain = raw.strip()
    if not _UNCOMMON.search(plain) and unicodedata.is_normalized("NFC", plain):
        first = offset + raw.find(plain)
        last = first + len(plain)
        return Passage(plain, tuple(range(first, last)), tuple(range(first + 1, last + 1)))
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, text in _clusters(raw):
        if text == " " and (not letters or letters[-1] == " "):
            continue
        for letter in text:
            letters.append(letter)
            starts.append(offset + start)
            ends.append(offset + end)
    if letters and letters[-1] == " ":
        del letters[-1], starts[-1], ends[-1]
    return Passage("".join(letters), tuple(starts), tuple(ends))


def _clusters(raw: str) -> list[tuple[int, int, str]]:
    """The letters of a line with their places, marks joined to them, markup left out."""
    found: list[tuple[int, int, str]] = []
    at = 0
    for markup in _MARKUP.finditer(raw):
        found += _plain_clusters(raw, at, markup.start())
        if markup.group().lower() in _SPACE_LIKE:
            found.append((markup.start(), markup.end(), " "))
        at = markup.end()
    return found + _plain_clusters(raw, at, len(raw))


def _plain_clusters(raw: str, start: int, end: int) -> list[tuple[int, int, str]]:
    text = raw[start:end]
    if unicodedata.is_normalized("NFC", text):
        return [(start + i, start + i + 1, _shown(one)) for i, one in enumerate(text)]
    found: list[tuple[int, int, str]] = []
    at = start
    while at < end:
        after = at + 1
        while after < end and unicodedata.combining(raw[after]):
            after += 1
        composed = unicodedata.normalize("NFC", raw[at:after])
        found.append((at, after, _shown(composed)))
        at = after
    return found


def _shown(letter: str) -> str:
    return " " if letter.isspace() or letter == "\x00" else letter


def joined(parts: list[Passage], glue: str = " ") -> Passage:
    """Several passages as one, a space between them; the space has the place of the gap."""
    parts = [part for part in parts if part]
    if len(parts) == 1:
        return parts[0]
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for part in parts:
        if text and glue:
            text.append(glue)
            starts.append(ends[-1])
            ends.append(ends[-1])
        text.append(part.text)
        starts += part.starts
        ends += part.ends
    return Passage("".join(text), tuple(starts), tuple(ends))


class SourceText:
    """The original, asked for lines and spans."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._breaks = [at for at, letter in enumerate(text) if letter == "\n"]

    def line(self, char: int) -> int:
        """The line, from 1, on which a character stands."""
        low, high = 0, len(self._breaks)
        while low < high:
            middle = (low + high) // 2
            if self._breaks[middle] < char:
                low = middle + 1
            else:
                high = middle
        return low + 1

    def spans(self, passage: Passage) -> Span | list[Span]:
        """The place of a passage: one span, or one for each piece a gap of lines has made."""
        pieces: list[tuple[int, int]] = []
        first = last = -1
        for start, end in zip(passage.starts, passage.ends, strict=True):
            if first < 0:
                first, last = start, end
            elif start - last <= 1 or not self._interrupted(last, start):
                last = max(last, end)
            else:
                pieces.append((first, last))
                first, last = start, end
        pieces.append((first, last))
        spans = [self.span(start, end) for start, end in pieces if end > start]
        if not spans:
            return self.span(passage.start, max(passage.end, passage.start))
        return spans[0] if len(spans) == 1 else spans

    def _interrupted(self, end: int, start: int) -> bool:
        return self.text.count("\n", end, start) >= 2

    def span(self, start: int, end: int) -> Span:
        """One span in lines and characters."""
        last = max(start, end - 1)
        return {
            "line_from": self.line(start),
            "line_to": self.line(last),
            "char_from": start,
            "char_to": end,
        }
