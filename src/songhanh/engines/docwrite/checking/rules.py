"""Horizontal lines, however they were drawn: as a border, as strokes, underlined, as a shape."""

import re
from collections.abc import Iterable, Iterator

from lxml.etree import _Element as Element

from songhanh.engines.docwrite.checking.formatting import whole
from songhanh.engines.docwrite.checking.lines import Line, Run
from songhanh.engines.docwrite.metrics import broken_lines, text_width

# How far a length may be off before we speak: fonts and word processors differ a little.
_SLACK = 0.15

_EMU_IN_A_TWIP = 635
_FLAT = 60000  # a shape lower than this, in EMU (1.7 mm), is a line
_RAISED_SCALE = 0.65  # superscript letters are about two thirds as wide
_STROKES = re.compile(r"[_\-–—]{3,}")
_WIDTH = re.compile(r"width:\s*(\d*\.?\d+)(pt|in|cm|mm)")
_POINT_PAIR = re.compile(r"(-?\d*\.?\d+)(pt|in|cm|mm)?,")
_TWIPS = {"pt": 20.0, "in": 1440.0, "cm": 567.0, "mm": 56.7}
_VML = "{urn:schemas-microsoft-com:vml}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def rules_at(lines: Iterable[Line]) -> list[int]:
    """Lengths, in twips, of all rules drawn by or anchored at some paragraphs."""
    return [length for line in lines for length in _rules_of(line)]


def text_lengths(lines: Iterable[Line]) -> list[int]:
    """Lengths, in twips, of the printed lines of some paragraphs, as they wrap."""
    lengths: list[int] = []
    for line in lines:
        if not line.is_blank:
            text = "".join(run.text for run in line.plain)
            wrapped = broken_lines(text, line.available, line.size, bold=line.is_bold)
            lengths += [text_width(one, line.size, bold=line.is_bold) for one in wrapped]
    return lengths


def fits(rules: list[int], texts: list[int], least: float, most: float) -> bool:
    """Whether one of the rules is between the two shares of one of the printed lines."""
    return any(
        least * (1 - _SLACK) * text <= rule <= most * (1 + _SLACK) * text
        for rule in rules
        for text in texts
    )


def _rules_of(line: Line) -> Iterator[int]:
    if line.layout.bordered:
        yield line.available
    yield from _strokes(line.runs)
    underlined = [run for run in line.visible if run.look.underlined]
    if underlined:
        yield sum(_width(run) for run in underlined)
    yield from _shapes(line.element)


def _strokes(runs: tuple[Run, ...]) -> Iterator[int]:
    for run in runs:
        if _STROKES.fullmatch(run.text.strip()):
            width = _width(run)
            yield round(width * _RAISED_SCALE) if run.look.raised else width


def _width(run: Run) -> int:
    return text_width(run.text.strip(), round(run.look.half_points / 2), bold=run.look.bold)


def _shapes(element: Element) -> Iterator[int]:
    """Lines drawn with the shapes of Word: its own since 2010, or VML in older files."""
    fallbacks = {inner for one in element.iter(_FALLBACK) for inner in one.iter()}
    for extent in element.iter(f"{_DRAWING}extent"):
        wide, high = whole(extent.get("cx")) or 0, whole(extent.get("cy")) or 0
        if high < _FLAT and wide > high:
            yield wide // _EMU_IN_A_TWIP
    for shape in element.iter(f"{_VML}line", f"{_VML}shape", f"{_VML}rect"):
        if shape not in fallbacks:
            yield from _vml_length(shape)


def _vml_length(shape: Element) -> Iterator[int]:
    start, end = shape.get("from"), shape.get("to")
    if start and end:
        pair = _POINT_PAIR.match(start), _POINT_PAIR.match(end)
        if pair[0] and pair[1]:
            yield round(abs(_twips(pair[1]) - _twips(pair[0])))
        return
    styled = _WIDTH.search(shape.get("style", ""))
    if styled:
        yield round(_twips(styled))


def _twips(found: re.Match[str]) -> float:
    return float(found[1]) * _TWIPS[found[2] or "pt"]
