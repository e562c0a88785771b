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


@dataclass(frozen=True, slots=True)
class Wish:
    """What one column needs at least and would like to have, in twips."""

    least: int
    most: int


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


def wishes_of(table: Table, size: int) -> list[Wish]:
    """What each column of a table needs and wishes with text of the given size."""
    return [_wish(table, at, column, size) for at, column in enumerate(table.columns)]


def _wish(table: Table, at: int, column: Column, size: int) -> Wish:
    title = clean(column.title)
    texts = [(title, True)]
    texts += [(clean(row.cells[at]), _is_bold(row)) for row in table.rows if _is_in_columns(row)]
    words = ((word, bold) for text, bold in texts for word in text.split())
    least = max((text_width(word, size, bold=bold) for word, bold in words), default=0)
    # A title may well take two lines: figures below it need less room than words elsewhere.
    whole = text_width(title, size, bold=True) * 3 // 5
    whole = max([whole, *(text_width(text, size, bold=bold) for text, bold in texts[1:])])
    least = min(least, _LONGEST_WISH) + PADDING
    wished = min(whole, _LONGEST_WISH) + PADDING
    if column.width_mm is not None:
        wished = column.width_mm * _TWIPS_IN_10_MM // 10
    return Wish(least, max(least, wished))


def _is_in_columns(row: Row) -> bool:
    return row.kind is not RowKind.HEADING


def _is_bold(row: Row) -> bool:
    return row.kind is RowKind.TOTAL


def size_for(table: Table, available: int) -> int:
    """The largest size at which no word of the table has to be broken, or the smallest one."""
    for size in SIZES:
        if sum(wish.least for wish in wishes_of(table, size)) <= available:
            return size
    return SIZES[-1]


def needs_wide_sheet(table: Table, available: int) -> bool:
    """Whether a table reads badly on a sheet with `available` twips between its margins."""
    wishes = wishes_of(table, SIZES[0])
    easy = (max(wish.least, min(wish.most, _EASY_READING)) for wish in wishes)
    return sum(easy) > available
