"""The paragraphs of a document as lines to judge: text, look, layout, place."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml.etree import _Element as Element

from songhanh.engines.docwrite.checking.formatting import Formats, Layout, RunLook
from songhanh.engines.docwrite.checking.names import qn

# Around runs that belong to the text; deleted text, text boxes and fallbacks do not.
_TRANSPARENT = {
    qn(f"w:{name}")
    for name in (
        "hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml",
    )
}  # fmt: skip
_STROKES = " \t\n\u00a0_-–—"
_QUOTED_LETTERS = 40


@dataclass(frozen=True)
class Run:
    """A piece of text with one look."""

    text: str
    look: RunLook


@dataclass(frozen=True)
class Line:
    """A paragraph: its runs, its layout, the width it has (twips), and where it stands in words."""

    runs: tuple[Run, ...]
    layout: Layout
    width: int
    where: str
    element: Element

    @cached_property
    def text(self) -> str:
        """The text as stored: not normalised, not trimmed."""
        return "".join(run.text for run in self.runs)

    @cached_property
    def visible(self) -> tuple[Run, ...]:
        """The runs that show something."""
        return tuple(run for run in self.runs if run.text.strip() and not run.look.hidden)

    @cached_property
    def plain(self) -> tuple[Run, ...]:
        """The visible runs without raised ones: numbers of footnotes follow rules of their own."""
        return tuple(run for run in self.visible if not run.look.raised)

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to read: no text, or only strokes that draw a rule."""
        return not self.text.strip(_STROKES)

    @property
    def available(self) -> int:
        """Width between the indents."""
        return max(1, self.width - self.layout.left - self.layout.right)

    @property
    def place(self) -> str:
        """Where the line is and how it begins, for a finding."""
        words = " ".join(self.text.split())
        if not words:
            return self.where
        short = words if len(words) <= _QUOTED_LETTERS else f"{words[:_QUOTED_LETTERS].rstrip()}…"
        return f"{self.where} (“{short}”)"

    def sizes_outside(self, least: float, most: float) -> list[float]:
        """Sizes in points of text beyond the range."""
        sizes = {run.look.half_points / 2 for run in self.plain}
        return sorted(size for size in sizes if not least <= size <= most)

    @property
    def is_bold(self) -> bool:
        """Whether all visible text is bold."""
        return all(run.look.bold for run in self.plain)

    @property
    def is_italic(self) -> bool:
        """Whether all visible text is italic."""
        return all(run.look.italic for run in self.plain)

    @property
    def has_italic(self) -> bool:
        """Whether some visible text is italic."""
        return any(run.look.italic for run in self.plain)

    @property
    def is_upper(self) -> bool:
        """Whether all visible text shows in capitals; figures and signs have none."""
        return all(run.look.capitals or run.text == run.text.upper() for run in self.plain)

    @property
    def size(self) -> int:
        """The size of its first visible text, in points, for measuring."""
        return round(self.plain[0].look.half_points / 2) if self.plain else 0


def read_line(
    paragraph: Element, formats: Formats, *, width: int, where: str, table_style: str = ""
) -> Line:
    """A `w:p` element as a line."""
    runs = tuple(
        Run(_text_of(run), formats.run(run, paragraph, table_style)) for run in _runs_of(paragraph)
    )
    return Line(runs, formats.paragraph(paragraph, table_style), width, where, paragraph)


def _runs_of(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == qn("w:r"):
            yield child
        elif child.tag in _TRANSPARENT:
            yield from _runs_of(child)


def _text_of(run: Element) -> str:
    return "".join(_letters_of(child) for child in run)


def _letters_of(element: Element) -> str:
    if element.tag == qn("w:t"):
        return element.text or ""
    if element.tag == qn("w:tab"):
        return "\t"
    if element.tag == qn("w:noBreakHyphen"):
        return "-"
    if element.tag == qn("w:cr"):
        return "\n"
    if element.tag == qn("w:br"):
        return "" if element.get(qn("w:type")) in {"page", "column"} else "\n"
    return ""
