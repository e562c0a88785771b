"""Which element of one plan speaks of the same thing as an element of another."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from songhanh.engines.vntext import words_of

Item = Mapping[str, Any]

_EMPTY_WORDS = frozenset(
    words_of("và các của cho về trong trên từ đến là có với theo tại được những để một")
)
"""Words that stand in any sentence and tell nothing of its matter."""


def text_of_item(item: Item) -> str:
    """The words of an element: the whole unit where it is given, else its beginning."""
    for name in ("text", "title", "title_start", "text_start", "agency", "quote"):
        value = item.get(name)
        if isinstance(value, str) and value.strip():
            return value
    return ""


def likeness(left: str, right: str) -> float:
    """How much two texts have in common, from 0 to 1: their shared words, counted once each time.

    A text that is the beginning of the other is the same one (checked answers give sixty letters).
    """
    a, b = _words(left), _words(right)
    if not a or not b:
        return 0.0
    shorter, longer = sorted((" ".join(words_of(left)), " ".join(words_of(right))), key=len)
    if len(shorter) >= _WHOLE_START and longer.startswith(shorter[:-1]):
        return 1.0
    shared = sum((a & b).values())
    return 2 * shared / (sum(a.values()) + sum(b.values()))


def matched(
    left: Sequence[Item],
    right: Sequence[Item],
    score: Callable[[Item, Item], float],
    least: float,
) -> list[tuple[int, int, float]]:
    """Pairs of places, the best first, each element in one pair at most; ties in printed order."""
    scores = [
        (score(one, other), i, j) for i, one in enumerate(left) for j, other in enumerate(right)
    ]
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    pairs = []
    for value, i, j in sorted(scores, key=lambda found: (-found[0], found[1], found[2])):
        if value < least:
            break
        if i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            pairs.append((i, j, value))
    return pairs


_WHOLE_START = 50


def _words(text: str) -> Counter[str]:
    return Counter(word for word in words_of(text) if word not in _EMPTY_WORDS)
