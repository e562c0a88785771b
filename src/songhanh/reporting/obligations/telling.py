"""Whether what a unit sent tells of the ended units it answers for: known on a floor above.

The room of submissions hands in the answer:

    telling.register(told_by)

Without it nothing is known to be missing.
"""

from collections.abc import Callable, Collection, Mapping

Key = tuple[int, int, str]
"""Rule, unit, period: what names an obligation."""

ToldBy = Callable[[Collection[Key]], Mapping[Key, frozenset[int]]]
"""Of the reports that were sent, and are not being written again, the ended units each tells of."""

_told_by: list[ToldBy] = []


def register(answer: ToldBy) -> None:
    """Take in what is asked from now on."""
    _told_by[:] = [answer]


def told_by(keys: Collection[Key]) -> Mapping[Key, frozenset[int]]:
    """What the sent ones among some reports tell of besides their own units."""
    return _told_by[0](keys) if _told_by and keys else {}
