"""Text that people type, brought to one form before it is kept: Unicode NFC, no unseen signs.

``LineField`` and ``LinesField`` are the form fields for it.
"""

import re
import unicodedata

from django import forms

from songhanh.engines.vntext import normal

_LINE_ENDS = re.compile(r"\r\n?|[\u0085\u2028\u2029]")
_MANY_EMPTY_LINES = re.compile(r"\n{3,}")


def lines(text: str) -> str:
    """Give a text of several lines in NFC; each line tidied, at most one empty line in between."""
    composed = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text))
    tidy = "\n".join(normal(line) for line in composed.split("\n"))
    return _MANY_EMPTY_LINES.sub("\n\n", tidy).strip()


class LineField(forms.CharField):
    """One line of text: a name, a place, a title."""

    def to_python(self, value: object) -> str:
        """The line in its normal form."""
        return normal(str(super().to_python(value) or ""))


class LinesField(forms.CharField):
    """A text of several lines: a content, a remark, a reason."""

    widget = forms.Textarea

    def to_python(self, value: object) -> str:
        """The text with every line in its normal form."""
        return lines(str(super().to_python(value) or ""))
