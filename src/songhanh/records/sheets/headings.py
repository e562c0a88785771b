"""Which row of a sheet is its heading, and which field each of its columns means."""

from collections.abc import Sequence

from songhanh.engines.vntext import fold
from songhanh.records.recording.sheet import Sheet
from songhanh.records.sheets.grids import GridRow

_LOOKED_AT = 20
_LEAST = 2


def heading_row(rows: Sequence[GridRow], sheet: Sheet) -> int:
    """The place in ``rows`` of the heading: the row with most columns we know; at least the first.

    Above it stand the title of the table and the name of the office.
    """
    scored = [
        (len(guess_columns(row, sheet)), -place) for place, row in enumerate(rows[:_LOOKED_AT])
    ]
    best, place = max(scored, default=(0, 0))
    return -place if best >= _LEAST else 0


def guess_columns(heading: GridRow, sheet: Sheet) -> dict[int, str]:
    """Field by column: a heading that is ours or a known other way to say it, else one holding it.

    Each field is given once, to the column that says it best.
    """
    texts = {place: _plain(cell) for place, cell in enumerate(heading.cells) if _plain(cell)}
    found: dict[int, str] = {}
    for exactly in (True, False):
        for column in sheet.columns:
            if column.field in found.values():
                continue
            ways = [_plain(str(column.heading)), *map(_plain, column.aliases)]
            for place, text in texts.items():
                hit = text in ways if exactly else any(len(w) > 4 and w in text for w in ways)
                if place not in found and hit:
                    found[place] = column.field
                    break
    return found


def signature(heading: GridRow) -> str:
    """The heading as one text: the same columns next month are read as they were this month."""
    return "|".join(_plain(cell) for cell in heading.cells).rstrip("|")


def _plain(cell: object) -> str:
    text = fold(str(cell)) if cell is not None else ""
    return " ".join(text.replace("*", " ").split())
