"""Drawings of figures as plain coordinates; templates write them as SVG without any style.

Coordinates are texts already: a comma in an attribute would be another number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

WIDTH, HEIGHT = 640, 240
LEFT, RIGHT, TOP, BOTTOM = 44, 12, 12, 28
SPARK_WIDTH, SPARK_HEIGHT, SPARK_EDGE = 120, 32, 3


@dataclass(frozen=True)
class ChartPoint:
    """A value at a place of the axis below; None is not known and leaves a gap."""

    label: str
    value: Fraction | None
    required: Fraction | None = None


@dataclass(frozen=True)
class Dot:
    """A known value where it stands, with what it says."""

    x: str
    y: str
    label: str
    value: Decimal


@dataclass(frozen=True)
class Tick:
    """A line across with the number it stands for, or a place on the axis below with its word."""

    at: str
    label: str


@dataclass(frozen=True)
class LineChart:
    """A line with gaps, the line required, the axes' words."""

    width: int
    height: int
    lines: tuple[str, ...]
    required: tuple[str, ...]
    dots: tuple[Dot, ...]
    across: tuple[Tick, ...] = ()
    below: tuple[Tick, ...] = ()
    left: str = "0"
    right: str = "0"
    foot: str = "0"

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known anywhere."""
        return not self.dots


@dataclass(frozen=True)
class _Frame:
    """Where values are drawn: the box, and the values at its lower and upper edge."""

    left: Fraction
    right: Fraction
    top: Fraction
    bottom: Fraction
    low: Fraction
    high: Fraction
    places: int

    def x(self, place: int) -> str:
        """Across, for the place of a point."""
        step = Fraction(place, self.places - 1) if self.places > 1 else Fraction(1, 2)
        return _text(self.left + (self.right - self.left) * step)

    def y(self, value: Fraction) -> str:
        """Down, for a value."""
        part = (value - self.low) / (self.high - self.low)
        return _text(self.bottom - (self.bottom - self.top) * part)


def line_chart(points: Sequence[ChartPoint], *, percent: bool) -> LineChart:
    """A chart of its own with axes; a percentage stands between 0 and 100, or further if it is."""
    low, high = _bounds(points, percent=percent)
    frame = _Frame(
        Fraction(LEFT),
        Fraction(WIDTH - RIGHT),
        Fraction(TOP),
        Fraction(HEIGHT - BOTTOM),
        low,
        high,
        len(points),
    )
    steps = [low + (high - low) * Fraction(part, 4) for part in range(5)]
    return LineChart(
        WIDTH,
        HEIGHT,
        _runs(frame, [one.value for one in points]),
        _runs(frame, [one.required for one in points]),
        _dots(frame, points),
        tuple(Tick(frame.y(step), _short(step)) for step in steps),
        tuple(Tick(frame.x(place), one.label) for place, one in enumerate(points)),
        str(LEFT),
        str(WIDTH - RIGHT),
        str(HEIGHT - 8),
    )


def spark_line(points: Sequence[ChartPoint], *, percent: bool) -> LineChart:
    """The same as a small drawing without axes, for a row of a table."""
    low, high = _bounds(points, percent=percent)
    frame = _Frame(
        Fraction(SPARK_EDGE),
        Fraction(SPARK_WIDTH - SPARK_EDGE),
        Fraction(SPARK_EDGE),
        Fraction(SPARK_HEIGHT - SPARK_EDGE),
        low,
        high,
        len(points),
    )
    return LineChart(
        SPARK_WIDTH,
        SPARK_HEIGHT,
        _runs(frame, [one.value for one in points]),
        _runs(frame, [one.required for one in points]),
        _dots(frame, points),
    )


def _bounds(points: Iterable[ChartPoint], *, percent: bool) -> tuple[Fraction, Fraction]:
    values = [value for one in points for value in (one.value, one.required) if value is not None]
    high = max([*values, Fraction(100 if percent else 0)])
    low = min([*values, Fraction(0)])
    return low, high if high > low else low + 1


def _runs(frame: _Frame, values: Sequence[Fraction | None]) -> tuple[str, ...]:
    """The points of each stretch without a gap; a value alone has only its dot."""
    runs: list[list[str]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(f"{frame.x(place)},{frame.y(value)}")
    return tuple(" ".join(run) for run in runs if len(run) > 1)


def _dots(frame: _Frame, points: Sequence[ChartPoint]) -> tuple[Dot, ...]:
    return tuple(
        Dot(frame.x(place), frame.y(one.value), one.label, _decimal(one.value))
        for place, one in enumerate(points)
        if one.value is not None
    )


def _decimal(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.1"))


def _text(number: Fraction) -> str:
    return f"{float(number):.1f}"


def _short(number: Fraction) -> str:
    text = f"{float(number):.1f}".removesuffix(".0")
    return text.replace(".", ",")
