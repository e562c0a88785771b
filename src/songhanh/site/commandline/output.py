"""What a command gives back, and how it is printed: a readable table, or one JSON document."""

import json
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TextIO

DONE = 0
DONE_WITH_ERRORS = 1
REFUSED = 2
INTERRUPTED = 3

_GAP = "  "
_NARROWEST = 30


@dataclass(frozen=True)
class Outcome:
    """The result of a command: its JSON document, its readable form, its exit code.

    ``always_json`` is for commands whose only form is JSON (``plan read``).
    """

    document: object
    readable: Callable[[], str] = field(default=lambda: "")
    exit_code: int = DONE
    always_json: bool = False


def print_outcome(outcome: Outcome, *, as_json: bool, stream: TextIO | None = None) -> None:
    """Write the outcome to standard output in the form asked for."""
    stream = stream or sys.stdout
    if as_json or outcome.always_json:
        text = json.dumps(outcome.document, ensure_ascii=False, indent=1, default=plain)
    else:
        text = outcome.readable()
    if text:
        stream.write(unicodedata.normalize("NFC", text) + "\n")
        stream.flush()


def plain(value: object) -> object:
    """JSON's form of a date, a moment or a decimal number.

    Raises:
        TypeError: for anything else JSON does not know.
    """
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")


def table(headers: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table in columns for a terminal; the empty sign – stands for what is not known.

    The last column, where sentences stand, is broken into lines of the terminal's width.
    """
    texts = [["–" if cell in (None, "") else str(cell) for cell in row] for row in rows]
    widths = [
        max([_width(head), *(_width(row[i]) for row in texts)]) for i, head in enumerate(headers)
    ]
    taken = sum(widths[:-1]) + len(_GAP) * len(widths[:-1])
    widths[-1] = min(widths[-1], max(shutil.get_terminal_size().columns - taken, _NARROWEST))
    lines = [_line(headers, widths), _line(["─" * w for w in widths], widths)]
    for row in texts:
        first, *more = textwrap.wrap(row[-1], widths[-1]) or [""]
        lines.append(_line([*row[:-1], first], widths))
        lines += [" " * taken + words for words in more]
    return "\n".join(lines)


def pairs(values: Mapping[str, object]) -> str:
    """Names and values, one a line."""
    width = max((_width(name) for name in values), default=0)
    return "\n".join(f"{_padded(name, width)}  {value}" for name, value in values.items())


def say(text: str) -> None:
    """A message or a step of progress, to standard error."""
    sys.stderr.write(unicodedata.normalize("NFC", text) + "\n")
    sys.stderr.flush()


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [_padded(cell, width) for cell, width in zip(cells, widths, strict=True)]
    return _GAP.join(padded).rstrip()


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    return sum(not unicodedata.combining(char) for char in text)
