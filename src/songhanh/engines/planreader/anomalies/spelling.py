"""Misspellings: terms with a wrong mark or letter, impossible syllables, words cut apart."""

import itertools
import re
from collections import Counter, defaultdict
from functools import cache

from songhanh.engines.planreader.anomalies.common import Scan, Word, around, words_in
from songhanh.engines.planreader.anomalies.context import find_out_of_place
from songhanh.engines.planreader.anomalies.lexicon import (
    BY_BARE,
    DAMAGEABLE,
    FOREIGN,
    NEIGHBOURS,
    SMALL_WORDS,
    TERM_LENGTHS,
    TWINS,
)
from songhanh.engines.planreader.common import Element
from songhanh.engines.planreader.mending import letters_in_figures
from songhanh.engines.planreader.passage import Passage
from songhanh.engines.vntext import bare, distance, is_syllable, one_tone_place

_LOST_D = re.compile(
    r"(?<![^\W\d_])(?:[\w&./-]{0,24}?)(?P<bad>BDG|LDTBXH|LDTB|LDLD|HDND|(?<=/)QD(?=-)|(?<=/)ND(?=-CP)|TDKT)(?![a-zđ])"
)
_RIGHT_D = {
    "BDG": "BĐG",
    "LDTBXH": "LĐTBXH",
    "LDTB": "LĐTB",
    "LDLD": "LĐLĐ",
    "HDND": "HĐND",
    "QD": "QĐ",
    "ND": "NĐ",
    "TDKT": "TĐKT",
}
_STRAY = re.compile(
    r"(?<=\s)(?P<letter>[bcdđghklmnpqrstvx]|ng|nh|th|tr|ch|ph|kh)\s(?P<rest>[aăâeêioôơuưyà-ỹ][\wà-ỹ]*)"
)
_FIGURE_INSIDE = re.compile(
    r"(?<![\w/.-])(?=\w*[à-ỹđ])(?:[a-zà-ỹđ]+\d[a-zà-ỹđ]*|\d[a-zà-ỹđ]{2,})(?![\w/-])"
)
# A unit behind a number whose mark was misread: "03 buồi".
_COUNTED = re.compile(r"(?<![\w/])\d{1,3}\s+(?P<unit>[a-zà-ỹđ]{4,5})(?![\wà-ỹ])")
_COUNTED_UNITS = {bare(unit): unit for unit in ("buổi", "cuộc", "lượt", "nhóm")}
_OFTEN = 4  # so many times must a form stand before a single other one is doubted


def find_misspellings(scan: Scan) -> list[Element]:
    """Every misspelling, each place once."""
    found: list[Element] = []
    doubted: set[int] = set()
    pairs = [(passage, words_in(passage)) for passage in scan.passages]
    if not _has_marks(pairs):
        why = "Văn bản viết không có dấu tiếng Việt, nên không soát được chính tả."
        place = next(passage for passage, words in pairs if words)
        return [scan.note("ocr_diacritic", place, why)]
    for passage, words in pairs:
        found += _stray_letters(scan, passage, doubted)
        found += _figures_inside(scan, passage, doubted)
        found += _damaged_units(scan, passage, doubted)
        found += _damaged_terms(scan, passage, words, doubted)
        found += _damaged_small_words(scan, passage, words, doubted)
        found += _impossible(scan, passage, words, doubted)
        found += _lost_letters_d(scan, passage, doubted)
    found += find_out_of_place(scan, pairs, doubted)
    return found + _against_the_rest(scan, pairs, doubted)


def _has_marks(pairs: list[tuple[Passage, list[Word]]]) -> bool:
    """Whether the text has its marks: one typed or stored without any misses them all.

    Of the words of a plan three in four have one.
    """
    words = [word.plain for _, found in pairs for word in found if word.plain.isalpha()]
    return sum(not word.isascii() for word in words) * 4 >= len(words)


def _plain(words: list[Word]) -> str:
    return " ".join([word.plain for word in words])


def _adjacent(passage: Passage, words: list[Word]) -> bool:
    """Say whether only single spaces stand between the words."""
    return all(
        passage.text[left.end : right.start] == " " for left, right in itertools.pairwise(words)
    )


def _runs(passage: Passage, words: list[Word]) -> list[int]:
    """For each word how many words stand from it on with single spaces between them."""
    runs = [1] * len(words)
    for at in range(len(words) - 2, -1, -1):
        end = words[at].end
        if words[at + 1].start - end == 1 and passage.text[end] == " ":
            runs[at] = runs[at + 1] + 1
    return runs


def _damaged_terms(
    scan: Scan, passage: Passage, words: list[Word], doubted: set[int]
) -> list[Element]:
    found = []
    taken = [False] * len(words)
    runs = _runs(passage, words)
    for length in TERM_LENGTHS:
        for at in range(len(words) - length + 1):
            if runs[at] < length or any(taken[at : at + length]):
                continue
            window = words[at : at + length]
            right = _right_form(_plain(window))
            if right is None:
                continue
            taken[at : at + length] = [True] * length
            if _is_name(window) or right == "" or _belongs_elsewhere(words, at, length, passage):
                continue
            place = passage.part(window[0].start, window[-1].end)
            if place.start in doubted:
                continue
            doubted.update(place.starts)
            kind = "ocr_diacritic" if bare(right) == bare(place.text) else "typo"
            why = f"Có lẽ là “{right}”, chữ bị sai dấu hoặc sai chữ cái."
            found.append(scan.note(kind, place, why))
    return found


def _is_name(window: list[Word]) -> bool:
    """Every word begins with a capital and goes on in small letters: a place or a person."""
    return all(word.text.istitle() for word in window)


@cache
def _right_form(plain: str) -> str | None:
    """What a run of words should be: "" when it is right, None when it is no term at all."""
    forms = BY_BARE.get(bare(plain))
    if forms is not None:
        if plain in forms or any(one_tone_place(form) == plain for form in forms):
            return ""
        return min(forms - TWINS or forms)
    return _near_term(plain)


@cache
def _terms_by_word() -> dict[tuple[int, int, str], list[str]]:
    """Terms by their length in words and one word at its place, as that word is spelt."""
    grouped: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for term in DAMAGEABLE:
        words = one_tone_place(term).split()
        for at, word in enumerate(words):
            grouped[(len(words), at, word)].append(term)
    return grouped


def _near_term(plain: str) -> str | None:
    """A long term one letter away, all its other words being right."""
    words = plain.split()
    if len(plain) < 7 or plain in NEIGHBOURS:
        return None
    grouped = _terms_by_word()
    for at, word in enumerate(words):
        for term in grouped.get((len(words), at, word), ()):
            if distance(bare(term), bare(plain), 1) == 1 and _one_word_differs(plain, term):
                return term
    return None


def _one_word_differs(plain: str, term: str) -> bool:
    """One word is damaged and the others are exactly right: else it is another phrase."""
    left, right = plain.split(), one_tone_place(term).split()
    if len(left) != len(right):
        return False
    different = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    return len(different) == 1 and abs(len(different[0][0]) - len(different[0][1])) <= 1


_LEVELS = frozenset({"tỉnh", "huyện", "xã", "phường", "quận", "phố", "thôn"})


def _belongs_elsewhere(words: list[Word], at: int, length: int, passage: Passage) -> bool:
    """Say whether the words belong to terms on either side: "đánh giá | định kỳ".

    The word before the name of a place is its level: "trên cơ sở giới | tỉnh Lâm Đồng".
    """
    following = words[at + length : at + length + 1]
    if words[at + length - 1].plain in _LEVELS and following and following[0].text[:1].isupper():
        return True
    before = words[at - 1 : at + 1] if at else []
    after = words[at + length - 1 : at + length + 1]
    return any(
        len(pair) == 2 and _adjacent(passage, pair) and _right_form(_plain(pair)) == ""
        for pair in (before, after)
    )


def _impossible(
    scan: Scan, passage: Passage, words: list[Word], doubted: set[int]
) -> list[Element]:
    found = []
    for word in words:
        text = word.text
        if (
            len(text) < 2
            or text.isascii()
            or not text.islower()
            or any(one.isdigit() for one in text)
        ):
            continue
        if text in FOREIGN or is_syllable(text) or passage.starts[word.start] in doubted:
            continue
        doubted.update(passage.starts[word.start : word.end])
        parted = _glued(word.plain)
        if parted:
            why = f"Thiếu dấu cách, có lẽ là “{parted}”."
            found.append(scan.note("missing_space", passage.part(word.start, word.end), why))
            continue
        why = f"“{text}” không phải là một âm tiết tiếng Việt."
        found.append(scan.note("typo", around(passage, word.start, word.end, 1), why))
    return found


@cache
def _glued(plain: str) -> str | None:
    """The term two words make that stand without a space between them: "tuyêntruyền"."""
    for at in range(2, len(plain) - 1):
        parted = f"{plain[:at]} {plain[at:]}"
        if _right_form(parted) == "":
            return parted
    return None


def _figures_inside(scan: Scan, passage: Passage, doubted: set[int]) -> list[Element]:
    """A figure read for a letter: "truyề1", "b1nh đẳng"."""
    found = []
    for match in _FIGURE_INSIDE.finditer(passage.text):
        place = passage.part(match.start(), match.end())
        if place.start in doubted:
            continue
        doubted.update(place.starts)
        why = f"“{match.group()}” có chữ số lẫn trong chữ."
        found.append(scan.note("ocr_letter", place, why))
    for match in letters_in_figures(passage.text):
        place = passage.part(match.start(), passage.text.find(" ", match.end()) + 1 or None)
        doubted.update(place.starts)
        why = f"“{match.group()}” có chữ cái lẫn trong con số."
        found.append(scan.note("ocr_letter", place.without_edges(" .,;:"), why))
    return found


def _damaged_units(scan: Scan, passage: Passage, doubted: set[int]) -> list[Element]:
    found = []
    for match in _COUNTED.finditer(passage.text):
        right = _COUNTED_UNITS.get(bare(match["unit"]))
        if right is None or right == match["unit"]:
            continue
        place = passage.part(match.start(), match.end())
        doubted.update(place.starts)
        why = f"Có lẽ là “{right}”, chữ bị sai dấu."
        found.append(scan.note("ocr_diacritic", place, why))
    return found


def _damaged_small_words(
    scan: Scan, passage: Passage, words: list[Word], doubted: set[int]
) -> list[Element]:
    """A small word with another mark or letter, which is no word: "vói", "cùa", "vể"."""
    found = []
    for word in words:
        right = SMALL_WORDS.get(word.text.lower())
        if right is None or passage.starts[word.start] in doubted:
            continue
        doubted.update(passage.starts[word.start : word.end])
        why = f"Có lẽ là “{right}”, chữ bị sai dấu hoặc sai chữ cái."
        found.append(scan.note("ocr_diacritic", passage.part(word.start, word.end), why))
    return found


def _stray_letters(scan: Scan, passage: Passage, doubted: set[int]) -> list[Element]:
    found = []
    for match in _STRAY.finditer(passage.text):
        joined = match["letter"] + match["rest"]
        if not is_syllable(joined):
            continue
        doubted.update(passage.starts[match.start() : match.end()])
        place = passage.part(match.start(), _next_word_end(passage.text, match.end()))
        why = f"Một chữ bị tách rời, có lẽ là “{joined}”."
        found.append(scan.note("ocr_letter", place, why))
        doubted.update(place.starts)
    return found


def _next_word_end(text: str, at: int) -> int:
    match = re.compile(r"\s[\wà-ỹ]+").match(text, at)
    return match.end() if match else at


def _lost_letters_d(scan: Scan, passage: Passage, doubted: set[int]) -> list[Element]:
    found = []
    for match in _LOST_D.finditer(passage.text):
        start = passage.text.rfind(" ", 0, match.start("bad")) + 1
        end = passage.text.find(" ", match.end())
        token = passage.part(start, len(passage) if end < 0 else end).without_edges(".,;:()")
        if token.start in doubted:
            continue
        doubted.update(token.starts)
        right = _RIGHT_D[match["bad"]]
        why = f"Có lẽ là “{right}”, chữ Đ bị mất nét."
        found.append(scan.note("ocr_diacritic", token, why, "probable"))
    return found


def _against_the_rest(
    scan: Scan, pairs: list[tuple[Passage, list[Word]]], doubted: set[int]
) -> list[Element]:
    """Three words that stand once with other marks than everywhere else in the plan."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, tuple[Passage, list[Word]]] = {}
    for passage, words in pairs:
        runs = _runs(passage, words)
        for at in range(len(words) - 2):
            if runs[at] < 3:
                continue
            window = words[at : at + 3]
            plain = _plain(window)
            forms[bare(plain)][plain] += 1
            places[plain] = (passage, window)
    found = []
    for counter in forms.values():
        if len(counter) != 2:
            continue
        (common, often), (odd, once) = counter.most_common(2)
        if often < _OFTEN or once > 1 or not _same_but_one(common, odd):
            continue
        passage, window = places[odd]
        place = passage.part(window[0].start, window[-1].end)
        if doubted & set(place.starts):
            continue
        doubted.update(place.starts)
        why = f"Các chỗ khác trong văn bản viết là “{common}”."
        found.append(scan.note("ocr_diacritic", place, why, "probable"))
    return found


_ACCEPTED_PAIRS = ({"hằng", "hàng"}, {"thông", "thống"}, {"công", "cộng"}, {"cá", "các"})


def _same_but_one(common: str, odd: str) -> bool:
    """The word in the middle differs: those at the edges may belong to another phrase."""
    left, right = common.split(), odd.split()
    if left[0] != right[0] or left[2] != right[2]:
        return False
    return {left[1], right[1]} not in _ACCEPTED_PAIRS
