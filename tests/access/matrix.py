"""Every line of every wing, and the things they name."""

from collections.abc import Callable

from tests.access import foundation, programme, records, registry, reporting, results, site
from tests.access.lines import Line
from tests.world import World

WINGS = (foundation, registry, programme, records, results, reporting, site)

THINGS: dict[str, Callable[[World], object]] = {
    name: make for wing in WINGS for name, make in wing.THINGS.items()
}
MATRIX: dict[str, Line] = {page: line for wing in WINGS for page, line in wing.LINES.items()}
