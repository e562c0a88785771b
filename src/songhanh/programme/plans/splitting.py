"""Where the pieces of a text that was cut stand in the original."""

import unicodedata
from collections.abc import Sequence

from songhanh.engines.vntext import normal

Place = tuple[int, int]
"""Characters of the original, half-open."""


def same_words(pieces: Sequence[str], text: str) -> bool:
    """Whether pieces put together again say what the text said, white space apart."""
    return _letters(normal(" ".join(pieces))) == _letters(normal(text))


def places_of(
    pieces: Sequence[str], source: str, places: Sequence[Place]
) -> list[list[Place]] | None:
    """For each piece its places within those of the whole text.

    The original may hold decomposed letters, line ends and marks in between: what counts are the
    letters and figures, in their order. None when those of the original are others.
    """
    at = [
        index
        for first, last in places
        for index in range(first, min(last, len(source)))
        if source[index].isalnum() and not unicodedata.combining(source[index])
    ]
    wanted = [_letters(piece) for piece in pieces]
    in_source = [unicodedata.normalize("NFD", source[index])[0].casefold() for index in at]
    if "".join(wanted) != "".join(in_source):
        return None
    found, begun = [], 0
    for letters in wanted:
        indexes = at[begun : begun + len(letters)]
        begun += len(letters)
        found.append(_places(indexes, source, places))
    return found


def _letters(text: str) -> str:
    """Letters and figures without marks: comparable with an original of decomposed letters."""
    return "".join(
        sign.casefold()
        for sign in unicodedata.normalize("NFD", text)
        if sign.isalnum() and not unicodedata.combining(sign)
    )


def _places(indexes: Sequence[int], source: str, places: Sequence[Place]) -> list[Place]:
    """The stretches that hold these characters, one for each place they touch."""
    found = []
    for first, last in places:
        inside = [index for index in indexes if first <= index < last]
        if inside:
            found.append((inside[0], _end(inside[-1] + 1, last, source)))
    return found


def _end(after: int, last: int, source: str) -> int:
    """Take the signs that close a sentence with it."""
    while after < last and not source[after].isalnum() and not source[after].isspace():
        after += 1
    return after
