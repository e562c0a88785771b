"""Who may open which page: the first page."""

from collections.abc import Callable

from tests.access.lines import ALL, OPEN, POST, PUBLIC, RECORDING, Line
from tests.world import World

THINGS: dict[str, Callable[[World], object]] = {}

LINES: dict[str, Line] = {
    "home:today": Line(ALL, elsewhere=OPEN),
    "home:health": Line(PUBLIC),
    "outbox:quick": Line(RECORDING, elsewhere=OPEN),
    # Says itself, in JSON, who has to sign in first.
    "outbox:deliver": Line(PUBLIC, POST),
    "outbox:manifest": Line(PUBLIC),
    "outbox:worker": Line(PUBLIC),
}
