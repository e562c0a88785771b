"""Words that do not fit beside their neighbours, where one with the same letters does.

A scanner or a slip of the hand loses or changes a mark, and what is left may be a word too: "nam
2026", "tĩnh Lâm Hải". The other places of the plan and pairs of words known from plans tell.
"""

import re
from collections import Counter, defaultdict
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from songhanh.engines.planreader.anomalies.common import Confidence, Scan, Word, around
from songhanh.engines.planreader.anomalies.lexicon import FOREIGN
from songhanh.engines.planreader.anomalies.word_pairs import NUMBER, WORD_PAIRS, WORDS, YEAR
from songhanh.engines.planreader.common import Element
from songhanh.engines.planreader.passage import Passage
from songhanh.engines.vntext import bare, distance, in_use

_SEEN = 2  # so often must a pair stand in the plan before it speaks for a word
_LONG = 5  # letters of a word without marks that is no foreign one by chance
_SHORTEST_LETTERS = 4
_YEAR_FIGURES = 4
_OWN = 3  # so often before it speaks for a word that is doubted

_bare = lru_cache(maxsize=8192)(bare)


_NONE: frozenset[str] = frozenset()


@cache
def _forms() -> dict[str, frozenset[str]]:
    """The words of known pairs by their bare letters."""
    found: dict[str, set[str]] = defaultdict(set)
    for word in WORDS:
        found[_bare(word)].add(word)
    return {letters: frozenset(words) for letters, words in found.items()}


class Neighbours:
    """Which words stand beside each other in a plan, and which share their letters."""

    def __init__(self, pairs: list[tuple[Passage, list[Word]]]) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self.words: Counter[str] = Counter()
        for passage, found in pairs:
            text = passage.text
            self.words.update([word.plain for word in found])
            self.counts.update(
                (_class(left), _class(right))
                for left, right in pairwise(found)
                if right.start - left.end == 1 and text[left.end] == " "
            )
        self.own: dict[str, set[str]] = defaultdict(set)
        for form, count in self.words.items():
            if count >= _SEEN:
                self.own[_bare(form)].add(form)

    def alike(self, word: str) -> frozenset[str]:
        """Other words with the same letters that the plan or other plans have."""
        letters = _bare(word)
        return (_forms().get(letters, _NONE) | self.own.get(letters, set())) - {word}

    @cached_property
    def after(self) -> dict[str, set[str]]:
        """Which words are known to follow a word."""
        found: dict[str, set[str]] = defaultdict(set)
        for left, right in (*WORD_PAIRS, *(p for p, often in self.counts.items() if often > 1)):
            found[left].add(right)
        return found

    @cached_property
    def ahead(self) -> dict[str, set[str]]:
        """Which words are known to stand before a word."""
        found: dict[str, set[str]] = defaultdict(set)
        for left, followers in self.after.items():
            for right in followers:
                found[right].add(left)
        return found

    def agree(self, left: str | None, right: str | None, often: int = _SEEN) -> bool:
        """Whether two words are known to stand beside each other."""
        if left is None or right is None:
            return False
        pair = (left, right)
        return pair in WORD_PAIRS or self.counts[pair] >= often

    def likeliest(self, words: list[str], before: str | None, behind: str | None) -> str | None:
        """The word both neighbours ask for, else the one that stands with one most often."""
        if not words:
            return None
        return max(
            words,
            key=lambda one: (
                self.agree(before, one) + self.agree(one, behind),
                self.counts[(before or "", one)] + self.counts[(one, behind or "")],
            ),
        )


def _class(word: Word) -> str:
    """The word for its neighbours: one number stands for every other, one year too."""
    if not word.plain.isdigit():
        return word.plain
    return YEAR if len(word.plain) == _YEAR_FIGURES else NUMBER


def find_out_of_place(
    scan: Scan, pairs: list[tuple[Passage, list[Word]]], doubted: set[int]
) -> list[Element]:
    """Every word that neither neighbour speaks for, where both, or for no word one, ask another."""
    known = Neighbours(pairs)
    found = []
    for passage, words in pairs:
        for at, word in enumerate(words):
            text = word.text
            if len(text) < 2 or not text.islower() or not text.isalpha() or text in FOREIGN:
                continue
            right = _meant(known, passage, words, at)
            if right is None or passage.starts[word.start] in doubted:
                continue
            if _in_address(passage, word):
                continue
            doubted.update(passage.starts[word.start : word.end])
            found.append(_finding(scan, passage, word, right))
    return found


def _finding(scan: Scan, passage: Passage, word: Word, right: str) -> Element:
    place = around(passage, word.start, word.end, 1)
    marks = bare(right) == bare(word.text)
    why = f"Có lẽ là “{right}”, chữ bị sai {'dấu' if marks else 'chữ cái'}."
    sure = not in_use(word.plain)
    confidence: Confidence = "certain_error_probable_correction" if sure else "probable"
    return scan.note("ocr_diacritic" if marks else "ocr_letter", place, why, confidence)


_ADDRESS_BEFORE = re.compile(r"(?:[/@#_&-]|\w\.)$")
_ADDRESS_BEHIND = re.compile(r"[/@#_&-]|\.\w")


def _in_address(passage: Passage, word: Word) -> bool:
    """Say whether a word without marks is a part of an address or a tag: "thong-tin.vn"."""
    if not word.text.isascii():
        return False
    before = passage.text[max(0, word.start - 2) : word.start]
    return bool(_ADDRESS_BEFORE.search(before) or _ADDRESS_BEHIND.match(passage.text, word.end))


def _meant(known: Neighbours, passage: Passage, words: list[Word], at: int) -> str | None:
    """The word that should stand here, or None where this one may."""
    plain = words[at].plain
    others = known.alike(plain)
    if not others and in_use(plain):
        return None
    before, behind = _beside(passage, words, at)
    if not others:
        return _one_letter_off(known, plain, before, behind)
    needed = _votes_needed(known, plain, before, behind)
    fits = [
        other
        for other in sorted(others)
        if known.agree(before, other) + known.agree(other, behind) >= needed
    ]
    return known.likeliest(fits, before, behind)


def _one_letter_off(
    known: Neighbours, plain: str, before: str | None, behind: str | None
) -> str | None:
    """For no word: what is known to stand here and differs from it in one letter."""
    if len(plain) < _SHORTEST_LETTERS:
        return None
    expected = known.after.get(before or "", set()) | known.ahead.get(behind or "", set())
    near = [one for one in sorted(expected) if distance(_bare(one), _bare(plain), 1) == 1]
    return known.likeliest(near, before, behind)


def _votes_needed(known: Neighbours, plain: str, before: str | None, behind: str | None) -> int:
    """How many neighbours must ask for another word: both, one, for no word none, never (3)."""
    if not in_use(plain):
        return int(plain.isascii() and len(plain) < _LONG)  # it may be a foreign word
    if known.agree(before, plain, _OWN) or known.agree(plain, behind, _OWN):
        return 3
    return 2


def _beside(passage: Passage, words: list[Word], at: int) -> tuple[str | None, str | None]:
    """The words before and behind, where only a space stands between."""
    word = words[at]
    before = words[at - 1] if at else None
    behind = words[at + 1] if at + 1 < len(words) else None
    if before is not None and passage.text[before.end : word.start] != " ":
        before = None
    if behind is not None and passage.text[word.end : behind.start] != " ":
        behind = None
    return _class(before) if before else None, _class(behind) if behind else None
