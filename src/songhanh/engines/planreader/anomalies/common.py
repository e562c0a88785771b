"""What every search for anomalies uses."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from songhanh.engines.planreader.common import Element, Reading
from songhanh.engines.planreader.passage import Passage
from songhanh.engines.vntext import one_tone_place

Confidence = Literal["certain", "probable", "certain_error_probable_correction"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@dataclass(frozen=True)
class Word:
    """A word of a passage with its place and its forms."""

    text: str
    start: int
    end: int
    plain: str  # in lower case, the tone mark in its new place


@dataclass(frozen=True)
class Scan:
    """A plan under examination: the reading and what was read from it."""

    reading: Reading
    plan: Element

    @cached_property
    def passages(self) -> list[Passage]:
        """Every unit of the plan, recipients and signature too."""
        foot = [line.passage for line in self.reading.layout.foot]
        layout = self.reading.layout
        head = [line.passage for line in layout.head]
        if layout.type_line is not None and layout.type_line not in layout.title:
            head.append(layout.type_line.passage)
        notes = [line.passage for line in self.reading.sheet.footnotes]
        return [*head, *self.reading.body_text(), *foot, *notes]

    @cached_property
    def text(self) -> str:
        """All passages as one text, one to a line."""
        return "\n".join(passage.text for passage in self.passages)

    @cached_property
    def lower(self) -> str:
        """The whole text in lower case."""
        return "\n".join(passage.lower for passage in self.passages)

    @cached_property
    def bare(self) -> str:
        """The whole text in lower case without diacritics."""
        return "\n".join(passage.bare for passage in self.passages)

    def note(
        self, kind: str, passage: Passage, why: str, confidence: Confidence = "certain"
    ) -> Element:
        """An anomaly at a passage."""
        rule = f"anomaly.{kind}"
        place = self.reading.place(passage, rule=rule, certainty=_CERTAINTY[confidence])
        return {"kind": kind, "text": passage.text, "why": why, "confidence": confidence, **place}

    def missing(self, kind: str, passage: Passage, why: str) -> Element:
        """An anomaly about something that is not there; `passage` is where it was looked for."""
        return self.note(kind, passage, why)


_CERTAINTY = {"certain": 0.95, "probable": 0.7, "certain_error_probable_correction": 0.8}


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    return one_tone_place(word.lower().replace("ð", "đ"))  # a letter old keyboards print for đ


def words_in(passage: Passage) -> list[Word]:
    """The words of a passage in order."""
    return [
        Word(one.group(), *one.span(), _plain(one.group())) for one in _WORD.finditer(passage.text)
    ]


def around(passage: Passage, start: int, end: int, words: int = 2) -> Passage:
    """A few words on both sides of a place, so that a person sees where it is."""
    text = passage.text
    for _ in range(words):
        start = max(0, text.rfind(" ", 0, max(0, start - 1)) + 1)
        following = text.find(" ", min(len(text), end + 1))
        end = len(text) if following < 0 else following
    return passage.part(start, end)


def quoted(scan: Scan, text: str) -> Passage:
    """The place where a text the plan was read from stands; the beginning where none has it."""
    for passage in scan.passages:
        at = passage.text.find(text)
        if at >= 0:
            return passage.part(at, at + len(text))
    return scan.passages[0]


def printed_day(iso: str) -> str:
    """A day as plans print it: ``2026-11-15`` as 15/11/2026, ``11-15`` as 15/11."""
    return "/".join(reversed(iso.split("-")))
