"""Who may open which page: results."""

from collections.abc import Callable

from tests.access.lines import ALL, OPEN, Line
from tests.world import World

THINGS: dict[str, Callable[[World], object]] = {}

LINES: dict[str, Line] = {
    "coverage:index": Line(ALL, elsewhere=OPEN),
    "totals:index": Line(ALL, elsewhere=OPEN),
    "results:index": Line(ALL, elsewhere=OPEN),
    "results:plan": Line(ALL, pk="plan"),
    "results:target": Line(ALL, pk="plan", target_pk="target"),
    "results:own": Line(ALL, unit_pk="unit"),
    "results:predecessors": Line(ALL, unit_pk="unit"),
    "results:years": Line(ALL, pk="plan"),
    "results:compare": Line(ALL, pk="plan"),
    "results:spark": Line(ALL, pk="plan", target_pk="target"),
    "results:breakdown": Line(ALL, pk="plan", target_pk="target"),
    "results:provinces": Line(ALL, pk="plan", target_pk="target"),
    "results:unit": Line(ALL, pk="plan", target_pk="target", unit_pk="unit"),
}
