"""Taking a Word file that may come from anybody apart into the parts of an official document.

Nothing marks these parts in the file: they are told by their wording and their order, read without
regard to capitals and tone marks, so that a part is still found when its layout is wrong.
"""

import re
from itertools import dropwhile, takewhile

from songhanh.engines.docwrite.checking.anatomy import (
    Anatomy,
    AnnexHead,
    BodyLine,
    Letterhead,
    Title,
)
from songhanh.engines.docwrite.checking.flow import Cell, Flow, Grid, Item
from songhanh.engines.docwrite.checking.lines import Line
from songhanh.engines.docwrite.document import DocumentKind
from songhanh.engines.docwrite.letterhead import NATIONAL_NAME
from songhanh.engines.vntext import fold

_NATIONAL = fold(NATIONAL_NAME)
_RECIPIENTS = re.compile(rf"{fold('Nơi nhận')}\s*:?")
_ARCHIVE = re.compile(rf"[-–]?\s*{fold('Lưu')}\b")
_ADDRESSED = fold("Kính gửi")
_BASIS = fold("Căn cứ")
_ANNEX = re.compile(rf"{fold('Phụ lục')}( [ivxlc]+| \d+)?\.?")
_CAPTION = re.compile(rf"{fold('Bảng')}\b|{fold('Biểu')}\b|{fold('Đơn vị tính')}\b|{fold('ĐVT')}\b")
_SOURCE = re.compile(rf"{fold('Nguồn')}\b|{fold('Ghi chú')}\b|\*")
_LETTERHEAD_LINES = 12  # a letterhead that is no table is looked for among the first lines


def dissect(flow: Flow, kind: DocumentKind) -> Anatomy:
    """Find the parts of a document of the given kind."""
    items = [item for _, item in flow.items]
    head_at, letterhead = (None, None) if kind is DocumentKind.ANNEX else _letterhead(items)
    start = 0 if head_at is None else head_at + 1
    end_at = _ending_at(items, start)
    annex_at = _annexes_at(items, start if end_at is None else end_at + 1, kind)
    stop = next((at for at in (end_at, *annex_at[:1]) if at is not None), len(items))
    if kind is DocumentKind.ANNEX:
        stop = len(items)
    title_end, title = _title(items[start:stop], kind)
    addressed_end, addressees = _addressees(items[start + title_end : stop])
    body_items = items[start + title_end + addressed_end : stop]
    recipients, signature = _ending(items, end_at)
    readable = [item for item in body_items if isinstance(item, Grid) or not item.is_blank]
    first_annex_section = flow.items[annex_at[0]][0] if annex_at else len(flow.sections)
    return Anatomy(
        kind=kind,
        flow=flow,
        letterhead=letterhead,
        title=title,
        addressees=tuple(addressees),
        body=tuple(_body(body_items)),
        last_of_body=readable[-1] if readable else None,
        recipients=tuple(recipients),
        signature=tuple(signature),
        annexes=tuple(_annex_head(flow, at) for at in annex_at),
        main_sections=frozenset(range(first_annex_section)),
        mentions_annex=any(
            fold("Phụ lục") in fold(line.text)
            for item in items[start:stop]
            for line in _lines(item)
        ),
    )


def _lines(item: Item) -> tuple[Line, ...]:
    return item.lines if isinstance(item, Grid) else (item,)


def _letterhead(items: list[Item]) -> tuple[int | None, Letterhead | None]:
    """The letterhead and the place of its last item: a table, or loose lines at the top."""
    for at, item in enumerate(items):
        national = next((line for line in _lines(item) if _NATIONAL in fold(line.text)), None)
        if national is None:
            continue
        if isinstance(item, Grid):
            return at, _letterhead_in_table(item, national)
        loose = [one for one in items[:_LETTERHEAD_LINES] if isinstance(one, Line)]
        found = Letterhead(None, tuple(loose), tuple(loose))
        known = [found.number, found.date, found.motto, national]
        ends = [place for place, one in enumerate(items) if any(one is line for line in known)]
        return max(ends), found
    return None, None


def _letterhead_in_table(grid: Grid, national: Line) -> Letterhead:
    column = next(
        cell.column
        for row in grid.rows
        for cell in row
        if any(one is national for one in cell.lines)
    )
    return Letterhead(grid, tuple(grid.column_lines(0)), tuple(grid.column_lines(column)))


def _ending_at(items: list[Item], start: int) -> int | None:
    """The place of the table, or the line, that begins the list of recipients.

    Other tables may have a column of that name; the list of recipients ends with the archive.
    """
    found = [
        at
        for at, item in enumerate(items[start:], start)
        if any(_RECIPIENTS.fullmatch(fold(line.text)) for line in _lines(item))
    ]
    archived = [
        at
        for at, item in enumerate(items[start:], start)
        if isinstance(item, Grid) and any(is_archive_line(line) for line in item.lines)
    ]
    both = [at for at in found if at in archived]
    return next(iter(both or found or archived), None)


def is_archive_line(line: Line) -> bool:
    """Whether a line of the recipients is the one for the archive, "- Lưu: VT."."""
    return bool(_ARCHIVE.match(fold(line.text)))


def _annexes_at(items: list[Item], start: int, kind: DocumentKind) -> list[int]:
    """The places of the heads of annexes; a document that is an annex begins with one."""
    if kind is DocumentKind.ANNEX:
        readable = (
            at for at, item in enumerate(items) if isinstance(item, Line) and not item.is_blank
        )
        first = next(readable, None)
        return [] if first is None else [first]
    return [
        at
        for at, item in enumerate(items[start:], start)
        if isinstance(item, Line) and _ANNEX.fullmatch(fold(item.text))
    ]


def _title(items: list[Item], kind: DocumentKind) -> tuple[int, Title]:
    """The title and how many items it takes; a letter has none."""
    if kind is DocumentKind.LETTER:
        return 0, Title(None, (), ())
    names: list[Line] = []
    around: list[Line] = []
    for item in items:
        if isinstance(item, Grid):
            break
        if not item.is_blank:
            if names and (item.layout.align != "center" or _begins_text(item)):
                break
            names.append(item)
        around.append(item)
    return len(around), Title(names[0] if names else None, tuple(names[1:]), tuple(around))


def _begins_text(line: Line) -> bool:
    return fold(line.text).startswith((_ADDRESSED, _BASIS))


def _addressees(items: list[Item]) -> tuple[int, list[Line]]:
    """The lines from "Kính gửi" on and how many items they take."""
    taken = 0
    lines: list[Line] = []
    for at, item in enumerate(items, start=1):
        texts = [line for line in _lines(item) if not line.is_blank]
        if not texts:
            continue
        opens = fold(texts[0].text).startswith(_ADDRESSED)
        goes_on = bool(lines) and texts[0].text.strip().startswith(("-", "–"))
        if not (opens or goes_on):
            break
        lines += texts
        taken = at
    return taken, lines


def _body(items: list[Item]) -> list[BodyLine]:
    """The paragraphs of running text: no centred headings, no captions, no notes of tables."""
    lines: list[BodyLine] = []
    for at, item in enumerate(items):
        if isinstance(item, Grid) or item.is_blank:
            continue
        before = items[at - 1] if at else None
        is_note = isinstance(before, Grid) and _is_source(item)
        if not (is_note or _is_heading_in_the_middle(item) or _leads_to_table(items, at)):
            lines.append(BodyLine(item, before, fold(item.text).startswith(_BASIS)))
    return lines


def _is_heading_in_the_middle(line: Line) -> bool:
    return line.layout.align == "center" and (line.is_bold or line.is_italic)


def _leads_to_table(items: list[Item], at: int) -> bool:
    """Whether a line is the name of a table or its unit of measure, directly above the table."""
    for item in items[at:]:
        if isinstance(item, Grid):
            return True
        if not _may_be_caption(item):
            return False
    return False


def _may_be_caption(line: Line) -> bool:
    return line.layout.align in {"center", "right"} or bool(_CAPTION.match(fold(line.text)))


def _is_source(line: Line) -> bool:
    return line.is_italic or bool(_SOURCE.match(fold(line.text)))


def _ending(items: list[Item], at: int | None) -> tuple[list[Line], list[Line]]:
    """The list of recipients, from its head on, and the signature block beside it."""
    if at is None:
        return [], []
    item = items[at]
    if not isinstance(item, Grid):
        return _loose_recipients(items[at:]), []
    cell = next((one for row in item.rows for one in row if _heads_recipients(one)), None)
    if cell is None:
        return [], []
    column = [line for line in item.column_lines(cell.column) if not line.is_blank]
    return (
        list(dropwhile(lambda line: not _RECIPIENTS.fullmatch(fold(line.text)), column)),
        [
            line
            for row in item.rows
            for other in row
            if other.column > cell.column
            for line in other.lines
            if not line.is_blank
        ],
    )


def _heads_recipients(cell: Cell) -> bool:
    return any(_RECIPIENTS.fullmatch(fold(line.text)) for line in cell.lines)


def _loose_recipients(items: list[Item]) -> list[Line]:
    """The head and the lines with dashes that follow it outside any table."""
    lines = [one for one in items if isinstance(one, Line) and not one.is_blank]
    return lines[:1] + list(takewhile(lambda line: line.text.strip()[:1] in "-–", lines[1:]))


def _annex_head(flow: Flow, at: int) -> AnnexHead:
    section, item = flow.items[at]
    line = _lines(item)[0]
    former = [one for number, one in flow.items[:at] if number == section and not _is_empty(one)]
    return AnnexHead(line, flow.sections[min(section, len(flow.sections) - 1)], not former)


def _is_empty(item: Item) -> bool:
    return isinstance(item, Line) and item.is_blank
