"""Marks the layout left in the text: page numbers, page breaks, markup, decomposed letters."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from songhanh.engines.planreader.anomalies.common import Scan, around
from songhanh.engines.planreader.common import Element
from songhanh.engines.planreader.lines import Line, PageMark
from songhanh.engines.planreader.passage import NOTHING, Passage, joined
from songhanh.engines.planreader.units import Unit, is_divided
from songhanh.engines.vntext import is_upper

_TAGS = re.compile(
    r"</?(?:sup|sub|b|i|u|br|p|div|span|strong|em)\s*/?>|&(?:nbsp|amp|lt|gt|quot);|\\[_*#]"
)


def find_layout_marks(scan: Scan) -> list[Element]:
    """Every mark of the layout inside the text."""
    return [
        *_page_numbers(scan),
        *_broken_sentences(scan),
        *_divided_words(scan),
        *_markup(scan),
        *_unequal_markup(scan),
        *_decomposed(scan),
        *_notes_inside(scan),
    ]


def _units(scan: Scan) -> list[Unit]:
    layout = scan.reading.layout
    return [*layout.body, *layout.annexes]


def _joints(scan: Scan) -> Iterator[tuple[Line, Line]]:
    """Each two lines that follow each other in one paragraph."""
    for unit in _units(scan):
        yield from pairwise(unit.lines)


def _page_numbers(scan: Scan) -> list[Element]:
    """A page number between two lines of one sentence."""
    marks: dict[int, PageMark] = {}
    for mark in scan.reading.sheet.page_marks:
        lines = scan.reading.sheet.lines
        if mark.before < len(lines):
            marks[id(lines[mark.before])] = mark
    found = []
    for before, line in _joints(scan):
        mark_here = marks.get(id(line))
        if mark_here is None:
            continue
        place = _across(before.passage, mark_here.passage, line.passage)
        why = f"Số trang “{mark_here.passage.text}” lẫn vào giữa câu."
        found.append(scan.note("page_number_in_text", place, why))
    return found


def _across(before: Passage, middle: Passage, after: Passage) -> Passage:
    left = before.text.rfind(" ", 0, max(0, before.text.rfind(" ")))
    right = after.text.find(" ", after.text.find(" ") + 1)
    return joined(
        [before.part(left + 1), middle, after.part(0, right if right > 0 else len(after))]
    )


def _broken_sentences(scan: Scan) -> list[Element]:
    """In text that is not wrapped, a sentence over blank lines was cut by a page."""
    if scan.reading.layout.wrapping.wrapped:
        return []
    found = []
    for before, line in _joints(scan):
        if line.blanks == 0 or line.after_page_mark:
            continue
        tail = before.passage.part(max(0, len(before.passage) - 45))
        cut = tail.text.find(" ")
        place = joined([tail.part(cut + 1), line.passage.part(0, 30)])
        why = "Câu bị ngắt thành hai đoạn, có thể do sang trang."
        found.append(scan.note("page_break_in_sentence", place, why))
    return found


def _divided_words(scan: Scan) -> list[Element]:
    """A word divided with a hyphen at the end of a line."""
    why = "Một chữ bị ngắt đôi ở cuối dòng."
    return [
        scan.note("hyphenated_line", _across(before.passage, NOTHING, line.passage), why)
        for before, line in _joints(scan)
        if is_divided(before.text, line.text)
    ]


def _markup(scan: Scan) -> list[Element]:
    text = scan.reading.source.text
    found = []
    seen: set[str | int] = set()
    for match in _TAGS.finditer(text):
        line = scan.reading.source.line(match.start())
        if {line, match.group()} & seen or _is_note_mark(text, match):
            continue
        seen |= {line, match.group()}
        passage = next((p for p in _line_passages(scan, line)), None)
        if passage is None:
            continue
        inside = [at for at, start in enumerate(passage.starts) if start >= match.start()]
        at = inside[0] if inside else len(passage) - 1
        place = around(passage, at, min(at + 1, len(passage)), 1)
        found.append(scan.note("markup_residue", place, "Còn sót mã định dạng trong văn bản."))
    return found


def _is_note_mark(text: str, match: re.Match[str]) -> bool:
    """A raised figure is a footnote's mark, not a leftover."""
    around_it = text[max(0, match.start() - 12) : match.end() + 12]
    return "sup" in match.group() and bool(re.search(r"<sup>\s*\d{1,2}\s*</sup>", around_it))


def _line_passages(scan: Scan, number: int) -> list[Passage]:
    return [line.passage for line in scan.reading.sheet.lines if line.number == number]


def _looks(line: Line) -> tuple[int, bool, bool]:
    style = line.block.style
    return style.heading_level or 0, style.bold, style.italic


def _unequal_markup(scan: Scan) -> list[Element]:
    """Headings of one rank with different marks: some plain, some in italics."""
    if not any(_looks(line) != (0, False, False) for line in scan.reading.sheet.lines):
        return []
    for node in (scan.reading.outline, *scan.reading.outline.walk()):
        heads = [
            child
            for child in node.children
            if child.unit and child.is_heading and child.marker and child.marker.label
        ]
        looks = [_looks(child.unit.first) for child in heads if child.unit]
        if len(set(looks)) < 2 or len(heads) < 3 or any(is_upper(h.text) for h in heads):
            continue
        odd = next((child for child, look in zip(heads, looks, strict=True) if look != looks[0]))
        if odd.unit is None:
            continue
        why = "Các tiêu đề cùng cấp được trình bày khác nhau."
        return [scan.note("inconsistent_markup", odd.unit.whole.part(0, 60), why)]
    return []


def _decomposed(scan: Scan) -> list[Element]:
    """Letters stored as base and mark: a search for the composed form misses them."""
    text = scan.reading.source.text
    if unicodedata.is_normalized("NFC", text):
        return []
    for passage in scan.passages:
        wide = [
            at
            for at, (a, b) in enumerate(zip(passage.starts, passage.ends, strict=True))
            if b - a > 1
        ]
        if wide:
            place = around(passage, wide[0], wide[0] + 1, 1)
            why = "Chữ có dấu được lưu thành chữ cái và dấu rời (Unicode tổ hợp)."
            return [scan.note("unicode_decomposed", place, why)]
    return []


def _notes_inside(scan: Scan) -> list[Element]:
    """A footnote's text between the units of the body."""
    sheet = scan.reading.sheet
    body = [line for unit in _units(scan) for line in unit.lines]
    last = body[-1].number if body else 0
    found = []
    for note, before in zip(sheet.footnotes, sheet.footnotes_before, strict=True):
        inside = before < len(sheet.lines) and note.number < last
        if inside and scan.reading.format in {"txt", "md"}:
            why = "Nội dung chú thích cuối trang nằm giữa các mục của văn bản."
            found.append(scan.note("footnote_in_body", note.passage.part(0, 60), why))
    return found
