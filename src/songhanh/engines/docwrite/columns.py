"""How wide the columns of a table become: arithmetic only, in twips.

The method is the one of web browsers: a column is at least as wide as its longest word and would
like to be as wide as its longest text; what the page leaves is shared by what is still wished for.
"""

from dataclasses import dataclass
from itertools import accumulate

from songhanh.engines.docwrite.document import Column, Row, RowKind, Table
from songhanh.engines.docwrite.metrics import text_width
from songhanh.engines.docwrite.wording import clean

PADDING = 2 * 85 + 20  # inner margins of a cell and its lines
SIZES = (12, 11, 10)  # tried in turn until the longest words fit
_LONGEST_WISH = 4500  # a column wider than 8 cm reads badly
_EASY_READING = 1700  # 3 cm of running text a line, else the sheet is turned
_TWIPS_IN_10_MM = 567
_MEASURED_AT = 100  # points


@dataclass(frozen=True, slots=True)
class Wish:
    """What one column needs at least and would like to have, in twips."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Contents:
    """The longest word and the longest text of a column, in twips at 100 pt, and a wished width."""

    word: int
    text: int
    width_mm: int | None


def share_width(wishes: list[Wish], available: int) -> list[int]:
    """Widths that fill `available` exactly.

    Enough for all wishes: the rest is shared in proportion to the wishes. Enough for the needs:
    the rest is shared by what is wished beyond the need. Too little: everybody gives in proportion,
    and long words will break.
    """
    least = [wish.least for wish in wishes]
    most = [wish.most for wish in wishes]
    if sum(most) <= available:
        return _grow(most, most, available)
    if sum(least) <= available:
        beyond = [wish.most - wish.least for wish in wishes]
        return _grow(least, beyond, available)
    return _grow([0] * len(wishes), least, available)


def _grow(base: list[int], weights: list[int], available: int) -> list[int]:
    """Share what is left above `base` by the weights, without losing a twip to rounding."""
    rest, total = available - sum(base), sum(weights)
    ends = [rest * upto // total for upto in accumulate(weights)]
    return [width + end - start for width, start, end in zip(base, [0, *ends], ends, strict=False)]


def measure(table: Table) -> list[Contents]:
    """The contents of each column, measured once whatever size is tried afterwards."""
    return [_contents(table, at, column) for at, column in enumerate(table.columns)]


def _contents(table: Table, at: int, column: Column) -> Contents:
    title = clean(column.title)
    texts = [(title, True)]
    texts += [(clean(row.cells[at]), _is_bold(row)) for row in table.rows if _is_in_columns(row)]
    words = ((word, bold) for text, bold in texts for word in text.split())
    word = max((text_width(word, _MEASURED_AT, bold=bold) for word, bold in words), default=0)
    # A title may well take two lines: figures below it need less room than words elsewhere.
    whole = text_width(title, _MEASURED_AT, bold=True) * 3 // 5
    lengths = (text_width(text, _MEASURED_AT, bold=bold) for text, bold in texts[1:])
    return Contents(word, max(whole, *lengths, 0), column.width_mm)


def _is_in_columns(row: Row) -> bool:
    return row.kind is not RowKind.HEADING


def _is_bold(row: Row) -> bool:
    return row.kind is RowKind.TOTAL


def wishes_at(contents: list[Contents], size: int) -> list[Wish]:
    """What columns need and wish for with text of the given size."""
    return [_wish(column, size) for column in contents]


def _wish(column: Contents, size: int) -> Wish:
    word, text = (width * size // _MEASURED_AT for width in (column.word, column.text))
    least = min(word, _LONGEST_WISH) + PADDING
    most = min(text, _LONGEST_WISH) + PADDING
    if column.width_mm is not None:
        most = column.width_mm * _TWIPS_IN_10_MM // 10
    return Wish(least, max(least, most))


def size_for(contents: list[Contents], available: int) -> int:
    """The largest size at which no word of the table has to be broken, or the smallest one."""
    for size in SIZES:
        if sum(wish.least for wish in wishes_at(contents, size)) <= available:
            return size
    return SIZES[-1]


def needs_wide_sheet(table: Table, available: int) -> bool:
    """Whether a table reads badly on a sheet with `available` twips between its margins."""
    wishes = wishes_at(measure(table), SIZES[0])
    easy = (max(wish.least, min(wish.most, _EASY_READING)) for wish in wishes)
    return sum(easy) > available
