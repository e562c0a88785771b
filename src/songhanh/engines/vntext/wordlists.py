"""Word lists inside the code: one string, words between bars, made into a pattern or a set."""

import re

_BAR = re.compile(r"\|(?![^()]*\))")  # a bar outside brackets


def listed(words: str) -> tuple[str, ...]:
    """The entries of a word list in their order, white space around each one dropped."""
    entries = (" ".join(entry.split()) for entry in _BAR.split(words))
    return tuple(entry for entry in entries if entry)


def any_of(words: str) -> str:
    """A pattern for one of the entries, the longest first; entries may hold pattern signs."""
    entries = sorted(listed(words), key=len, reverse=True)
    return "(?:" + "|".join(entry.replace(" ", r"\s+") for entry in entries) + ")"


def any_word_of(words: str) -> re.Pattern[str]:
    """A compiled pattern for one of the entries as whole words, whatever their case."""
    return re.compile(rf"(?<!\w){any_of(words)}(?!\w)", re.IGNORECASE)
