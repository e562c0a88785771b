"""Dated windows that floors above put into the calendar: what plans state, when reports are due.

The registry knows no plans. An app above registers from ``AppConfig.ready`` who gives its windows:

    joining.register("plans", windows_of_plans)

``windows_of_plans(acting, year, on)`` gives the windows somebody may see; the limit is inside.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from songhanh.foundation.lib.acting import Acting


@dataclass(frozen=True)
class Window:
    """A named span of days, both inside, from somewhere above the registry.

    Without days it is only named; ``note`` then says so. ``kind`` is a short word for people,
    ``occasion_id`` the occasion it means, so that the calendar shows both in one line.
    """

    name: str
    kind: str
    source: str
    first: date | None = None
    last: date | None = None
    note: str = ""
    href: str = ""
    occasion_id: int | None = None


Joiner = Callable[[Acting, int, date], Iterable[Window]]

_joiners: dict[str, Joiner] = {}


def register(name: str, joiner: Joiner) -> None:
    """Add who gives windows; the same name replaces it."""
    _joiners[name] = joiner


def windows_joined(acting: Acting, year: int, on: date) -> list[Window]:
    """Every window of a year from above, in the order of the names of those who give them."""
    return [
        window for _name, joiner in sorted(_joiners.items()) for window in joiner(acting, year, on)
    ]
