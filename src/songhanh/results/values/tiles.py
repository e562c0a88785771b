"""Units as tiles of a drawing: there is no geometry in the register, and none is made up.

Tiles stand in the order of the official codes, in which neighbours are mostly near each other.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from songhanh.engines.vntext import fold
from songhanh.results.values.enums import Verdict

MOST_TILES = 400
"""Beyond this a drawing is heavy and says nothing; the table and the page by province do."""
STEP_X, STEP_Y, GAP = 56, 44, 4


@dataclass(frozen=True)
class TileFact:
    """What one unit, or one convention that lies with it, has."""

    unit_id: int
    code: str
    name: str
    verdict: Verdict
    count: Decimal | None = None
    needed: Decimal | None = None


@dataclass(frozen=True)
class Tile:
    """One unit where it is drawn. ``look`` is passing, failing, partly or apart."""

    unit_id: int
    name: str
    initials: str
    look: str
    facts: tuple[TileFact, ...]
    x: int
    y: int

    @property
    def middle_x(self) -> int:
        """The middle of the tile, across."""
        return self.x + (STEP_X - GAP) // 2

    @property
    def shape_x(self) -> int:
        """Where its mark begins, across."""
        return self.x + STEP_X - GAP - 14

    @property
    def passing(self) -> int:
        """How many of its facts pass; of a unit one or none."""
        return sum(one.verdict == Verdict.PASSING for one in self.facts)


@dataclass(frozen=True)
class TileMap:
    """All tiles with the size of the drawing."""

    tiles: tuple[Tile, ...]
    width: int
    height: int
    tile_width: int = STEP_X - GAP
    tile_height: int = STEP_Y - GAP


def tile_map(facts: Iterable[TileFact]) -> TileMap | None:
    """The drawing; None where there is nothing to draw, or too much of it."""
    by_unit: dict[int, list[TileFact]] = defaultdict(list)
    for one in facts:
        by_unit[one.unit_id].append(one)
    if not by_unit or len(by_unit) > MOST_TILES:
        return None
    across = _columns(len(by_unit))
    ordered = sorted(by_unit.values(), key=lambda some: (some[0].code, some[0].name))
    tiles = tuple(
        Tile(
            some[0].unit_id,
            some[0].name,
            initials(some[0].name),
            _look(some),
            tuple(some),
            place % across * STEP_X,
            place // across * STEP_Y,
        )
        for place, some in enumerate(ordered)
    )
    rows = (len(tiles) + across - 1) // across
    return TileMap(tiles, across * STEP_X - GAP, rows * STEP_Y - GAP)


def initials(name: str) -> str:
    """The first letters of a unit's own name: Xã An Hòa is AH, Phường 5 is 5."""
    words = name.split()
    for length in (2, 1):
        if len(words) > length and fold(" ".join(words[:length])) in _COMMON:
            words = words[length:]
            break
    return "".join(word if word.isdecimal() else word[0].upper() for word in words[:3])


_COMMON = frozenset({"xa", "phuong", "thi tran", "tinh", "thanh pho", "huyen", "dac khu", "so"})


def _columns(count: int) -> int:
    return min(count, 8 if count <= 64 else 12 if count <= 200 else 16)


def _look(facts: list[TileFact]) -> str:
    verdicts = {one.verdict for one in facts}
    if verdicts == {Verdict.TOO_NEW}:
        return "apart"
    if verdicts == {Verdict.PASSING}:
        return "passing"
    return "partly" if Verdict.PASSING in verdicts else "failing"
