"""Who may open which page: the first page."""

from collections.abc import Callable

from tests.access.lines import ALL, OPEN, PUBLIC, Line
from tests.world import World

THINGS: dict[str, Callable[[World], object]] = {}

LINES: dict[str, Line] = {
    "home:today": Line(ALL, elsewhere=OPEN),
    "home:health": Line(PUBLIC),
}
