"""Tables that lost their shape: one cell to a line, as copied text often has them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from songhanh.engines.docread import Block
from songhanh.engines.planreader.columns import column_of
from songhanh.engines.vntext import bare, normal

_COUNT = re.compile(r"(?P<number>\d{1,3})[.)]?|(?P<roman>[IVX]{1,5})[.)]?")
_PAGE_NUMBER = re.compile(r"(?:[Tt]rang )?[-–—]? ?\d{1,3} ?[-–—]?")
_FEWEST_COLUMNS = 4
_FIRST_TABLE = 1_000_000  # numbers of their own, apart from those of real tables


def with_flat_tables(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, those of a flattened table marked as cells of one."""
    found = list(blocks)
    at = table = 0
    while at < len(found):
        width = _heading_width(found, at)
        end = _mark_rows(found, at, width, _FIRST_TABLE + table) if width else at
        table += end > at
        at = max(end, at + 1)
    return found


def _words(block: Block) -> str:
    return " ".join(bare(normal(block.text)).strip(" *.:").split())


def _heading_width(blocks: Sequence[Block], at: int) -> int:
    """How many lines from here head columns, the first of them the number; 0 for none."""
    if blocks[at].table is not None or column_of(_words(blocks[at])) != "number":
        return 0
    width = 1
    while at + width < len(blocks) and width < 10:
        block = blocks[at + width]
        words = _words(block)
        if block.table is not None or len(words) > 45 or column_of(words) is None:
            break
        width += 1
    starts = at + width < len(blocks) and _COUNT.fullmatch(normal(blocks[at + width].text))
    return width if width >= _FEWEST_COLUMNS and starts else 0


def _mark_rows(blocks: list[Block], at: int, width: int, table: int) -> int:
    """Mark the heading and every row; gives the index behind the table."""
    for col in range(width):
        blocks[at + col] = _cell(blocks[at + col], table, 0, col)
    heading = [_words(block) for block in blocks[at : at + width]]
    row, start = 1, at + width
    expected = 1
    while start < len(blocks):
        top = _top_of_page(blocks, start, expected, heading)
        for place in range(start, start + top):
            blocks[place] = replace(blocks[place], kind="page mark")
        start += top
        found = _COUNT.fullmatch(normal(blocks[start].text))
        if not found or (found["number"] and int(found["number"]) != expected):
            break
        size = _row_size(blocks, start, heading, expected + bool(found["number"]))
        for col in range(size):
            blocks[start + col] = _cell(blocks[start + col], table, row, col)
        expected += bool(found["number"])
        row, start = row + 1, start + size
    return start if row > 1 else at


def _top_of_page(blocks: Sequence[Block], at: int, expected: int, heading: list[str]) -> int:
    """How many lines a new page puts between two rows: its number, the heading once more.

    Behind them comes the number of the next row.
    """
    behind = at + bool(at < len(blocks) and _PAGE_NUMBER.fullmatch(normal(blocks[at].text)))
    if [_words(block) for block in blocks[behind : behind + len(heading)]] == heading:
        behind += len(heading)
    if behind == at or behind >= len(blocks):
        return 0
    found = _COUNT.fullmatch(normal(blocks[behind].text))
    number = found["number"] if found else None
    return behind - at if number and int(number) == expected else 0


def _row_size(blocks: Sequence[Block], start: int, heading: list[str], following: int) -> int:
    """The lines of a row: up to the number of the next one, at most one for each column."""
    size = 1
    while size < len(heading) and start + size < len(blocks):
        found = _COUNT.fullmatch(normal(blocks[start + size].text))
        if found and size >= 2 and (found["roman"] or int(found["number"]) == following):
            break
        if size >= 2 and _top_of_page(blocks, start + size, following, heading):
            break
        size += 1
    return size


def _cell(block: Block, table: int, row: int, col: int) -> Block:
    return replace(block, kind="table cell", table=table, row=row, col=col)
