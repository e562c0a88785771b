"""The original text, line by line, with the places of elements and findings marked in it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from songhanh.programme.elements.enums import ElementState
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.models import Anomaly, PlanDocument, SourcePage, SourceText
from songhanh.programme.plans.queries.reviewing import parents_for


@dataclass(frozen=True)
class Mark:
    """An element or a finding as it is shown in the text; ``anchor`` is its id on the page."""

    anchor: str
    kind: str
    state: str
    label: str
    title: str

    @property
    def place(self) -> str:
        """The id of the place in the text, which the element links to."""
        return f"s{self.anchor}"


@dataclass(frozen=True)
class Segment:
    """A piece of a line under the same marks. ``starts`` are the marks that begin with it."""

    text: str
    marks: tuple[Mark, ...]
    starts: tuple[Mark, ...]

    @property
    def anchors(self) -> str:
        """The anchors of its marks, for the script that highlights both sides."""
        return " ".join(mark.anchor for mark in self.marks)

    @property
    def nearest(self) -> Mark:
        """The mark of the shortest place: what the piece belongs to most closely."""
        return self.marks[-1]


@dataclass(frozen=True)
class SourceLine:
    """One line of the text, counted from 1."""

    number: int
    segments: tuple[Segment, ...]
    at: int = 0
    """The first character of the line in the whole text."""
    page: int | None = None
    """The page of the file that begins with this line; None on every other line."""


@dataclass(frozen=True)
class _Place:
    """Where a mark lies, in characters of the whole text."""

    first: int
    last: int
    mark: Mark
    begins: bool


def source_lines(
    text: str,
    elements: Iterable[PlanElement],
    findings: Iterable[Anomaly] = (),
    pages: Mapping[int, int] | None = None,
) -> list[SourceLine]:
    """The text as lines of segments. Removed elements are not marked.

    ``pages`` says which page of the file begins on which line.
    """
    lines = text.split("\n")
    starts = _line_starts(lines)
    by_line: dict[int, list[_Place]] = defaultdict(list)
    for place in _places(starts, len(text), elements, findings):
        number = _line_of(starts, place.first)
        while number < len(lines) and starts[number] < max(place.last, place.first + 1):
            by_line[number].append(place)
            number += 1
    return [
        SourceLine(
            number + 1,
            tuple(_segments(line, starts[number], by_line[number])),
            starts[number],
            (pages or {}).get(number + 1),
        )
        for number, line in enumerate(lines)
    ]


def text_of(plan: PlanDocument) -> str:
    """The text of a plan; empty when it came without one (a data package)."""
    source: SourceText | None = getattr(plan, "source", None)
    return source.text if source else ""


def lines_of(plan: PlanDocument, element: PlanElement) -> list[tuple[int, str]]:
    """The lines of the original an element comes from, with their numbers."""
    lines = text_of(plan).split("\n")
    numbers = sorted(
        {
            number
            for span in element.spans.all()
            for number in range(span.line_from, min(span.line_to, len(lines)) + 1)
        }
    )
    return [(number, lines[number - 1]) for number in numbers if lines != [""]]


def pages_of(plan: PlanDocument) -> dict[int, int]:
    """The pages of the file by the line on which each begins; empty where it has none."""
    pages = SourcePage.objects.filter(source__plan=plan)
    return {page.first_line: page.number for page in pages}


def parent_near(plan: PlanDocument, kind: str, line: int) -> int | None:
    """The group or agency a line of the text stands under: the nearest one that begins above it."""
    near = (
        parents_for(plan, kind)
        .filter(spans__line_from__lte=line)
        .order_by("-spans__line_from", "-position")
    )
    return near.values_list("pk", flat=True).first()


def _line_starts(lines: Sequence[str]) -> list[int]:
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    return starts


def _line_of(starts: Sequence[int], char: int) -> int:
    return max(0, bisect_right(starts, char) - 1)


def _places(
    starts: Sequence[int],
    length: int,
    elements: Iterable[PlanElement],
    findings: Iterable[Anomaly],
) -> Iterable[_Place]:
    for element in elements:
        if element.state == ElementState.REMOVED:
            continue
        mark = Mark(
            anchor=element.anchor,
            kind=element.kind,
            state=element.state,
            label=element.ordinal or element.get_kind_display(),
            title=element.get_kind_display(),
        )
        for order, span in enumerate(element.spans.all()):
            first, last = _characters(
                starts, length, (span.line_from, span.line_to), (span.char_from, span.char_to)
            )
            yield _Place(first, last, mark, begins=order == 0)
    for finding in findings:
        if finding.line_from is None:
            continue
        mark = Mark(
            anchor=finding.anchor,
            kind="finding",
            state=finding.severity,
            label="!",
            title=finding.why,
        )
        first, last = _characters(
            starts,
            length,
            (finding.line_from, finding.line_to or finding.line_from),
            (finding.char_from, finding.char_to),
        )
        yield _Place(first, last, mark, begins=True)


def _characters(
    starts: Sequence[int],
    length: int,
    lines: tuple[int, int],
    characters: tuple[int | None, int | None],
) -> tuple[int, int]:
    """Characters of a place: its own, else those of its lines; never beyond the text."""
    if characters[0] is not None and characters[1] is not None:
        return min(characters[0], length), min(characters[1], length)
    first = starts[min(lines[0], len(starts)) - 1]
    last = starts[lines[1]] - 1 if lines[1] < len(starts) else length
    return first, last


def _segments(line: str, at: int, places: Sequence[_Place]) -> Iterable[Segment]:
    """Cut a line wherever a place begins or ends; the longest place is the outermost."""
    end = at + len(line)
    cuts = {at, end}
    for place in places:
        cuts |= {min(max(place.first, at), end), min(max(place.last, at), end)}
    points = sorted(cuts)
    in_order = sorted(places, key=lambda place: place.first - place.last)
    for first, last in pairwise(points):
        marks = tuple(one.mark for one in in_order if one.first <= first and last <= one.last)
        begun = tuple(one.mark for one in in_order if one.begins and one.first == first)
        yield Segment(line[first - at : last - at], marks, begun)
    begun_at_end = tuple(one.mark for one in in_order if one.begins and one.first == end)
    if begun_at_end:  # a place without a letter, at the end of its line
        yield Segment("", (), begun_at_end)
