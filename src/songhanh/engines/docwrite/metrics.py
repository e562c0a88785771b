"""How wide a text is in Times New Roman, and how its lines break.

The rules of the letterhead must be as long as a line of text or a third to a half of it, and
number and date must stand on one height. Both need the widths of letters, and an engine cannot
ask a font file. Widths are the advance widths of Times New Roman in units of 1/2048 em; letters
with Vietnamese marks are as wide as the letter below the marks, except ơ, ư and đ, which have
their own.

Lengths are in twips (1/20 pt) throughout, sizes in points.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_EM = 2048

_REGULAR = {
    369: "'", 410: "|", 512: " ,.", 569: "/:;\\ijlt", 682: "!()-I[]`fr‘’", 717: "•",
    797: "Js", 819: "°", 836: '"', 909: "?acez“”", 961: "^", 983: "{}",
    1024: "#$*0123456789_bdghknopquvxyđ–§€", 1083: "ơ", 1108: "~", 1110: "ư", 1124: "≥≤≈±",
    1139: "FPS", 1155: "+<=>×", 1251: "ELTZ", 1366: "BCR", 1479: "ADGHKNOQUVXYwƠĐ", 1536: "½",
    1589: "Ư", 1593: "&m", 1706: "%", 1821: "M", 1886: "@", 1933: "W", 2048: "—…",
}  # fmt: skip
_BOLD = {
    451: "|", 512: " ,.", 569: "'/\\il", 682: "!()-:;[]`fjt‘’", 717: "•", 797: "Is", 807: "{}",
    819: "°", 909: "cerz", 1024: "#$*0123456789?J_agovxy–“”§€", 1065: "~", 1124: "≥≤≈±",
    1134: "ơ", 1137: '"', 1139: "Sbdhknpquđ", 1167: "+<=>×", 1190: "^", 1229: "ư", 1251: "FP",
    1366: "BELTZ", 1479: "ACDNRUVXYwĐ", 1536: "½", 1593: "GHKOQƠ", 1630: "Ư", 1706: "&m",
    1905: "@", 1933: "M", 2048: "%W—…",
}  # fmt: skip


def _by_letter(widths: dict[int, str]) -> dict[str, int]:
    return {letter: width for width, letters in widths.items() for letter in letters}


_FACES = {False: _by_letter(_REGULAR), True: _by_letter(_BOLD)}


@lru_cache(maxsize=4096)
def _letter_width(letter: str, bold: bool) -> int:  # noqa: FBT001 - the key of a cache
    """Advance width of one letter; a letter of another script counts as a full square."""
    widths = _FACES[bold]
    if letter in widths:
        return widths[letter]
    if unicodedata.combining(letter):
        return 0
    parts = unicodedata.normalize("NFD", letter)
    if "\u031b" in parts:  # the horn of ơ and ư, below a tone mark
        horned = unicodedata.normalize("NFC", f"{parts[0]}\u031b")
        return widths.get(horned, _EM)
    return widths.get(parts[0], _EM)


def text_width(text: str, size: int, *, bold: bool = False) -> int:
    """Width of a text on one line, in twips."""
    return sum(_letter_width(letter, bold) for letter in text) * size * 20 // _EM


def line_height(size: int) -> int:
    """Height of a line with single spacing, in twips (ascent, descent and gap of the font)."""
    return size * 20 * 2355 // _EM


def broken_lines(text: str, width: int, size: int, *, bold: bool = False) -> list[str]:
    """The lines a text takes in a column of `width` twips, broken as Word breaks it.

    A word wider than the column is broken inside.
    """
    room = width * _EM // (size * 20)  # in units of the font: letters are added up exactly
    blank = _letter_width(" ", bold)
    lines: list[str] = []
    line, used = "", 0
    for piece, wide in _pieces(text, room, bold=bold):
        if line and used + blank + wide <= room:
            line, used = f"{line} {piece}", used + blank + wide
            continue
        if line:
            lines.append(line)
        line, used = piece, wide
    return [*lines, line]


def _pieces(text: str, room: int, *, bold: bool) -> Iterator[tuple[str, int]]:
    """The words of a text with their widths; words wider than the column come in parts."""
    for word in text.split():
        start, wide = 0, 0
        for at, letter in enumerate(word):
            letter_width = _letter_width(letter, bold)
            if at > start and wide + letter_width > room:
                yield word[start:at], wide
                start, wide = at, 0
            wide += letter_width
        yield word[start:], wide


def balanced_width(text: str, width: int, size: int, *, bold: bool = False) -> int:
    """The narrowest column in which the text needs no more lines than in `width` twips.

    Centred lines of about the same length look like a title; one full line above a single word
    looks like an accident.
    """
    wanted = len(broken_lines(text, width, size, bold=bold))
    low, high = 1, width
    while low < high:
        middle = (low + high) // 2
        if len(broken_lines(text, middle, size, bold=bold)) <= wanted:
            high = middle
        else:
            low = middle + 1
    return high


def longest_line(text: str, width: int, size: int, *, bold: bool = False) -> int:
    """Width of the longest line of a text broken into a column, in twips."""
    lines = broken_lines(text, width, size, bold=bold)
    return max(text_width(line, size, bold=bold) for line in lines)
