"""Names of bodies as documents print them, handed in by the floors above.

An app registers a reader from ``AppConfig.ready``:

    printed.register("plans", names_in_plans)

``names_in_plans(acting, day)`` gives the names in what this person may see.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from songhanh.foundation.lib.acting import Acting


@dataclass(frozen=True)
class PrintedName:
    """A name, the day and the unit it is read near, and where it stands."""

    text: str
    on: date
    near: int | None
    where: str


Reader = Callable[[Acting, date], Iterable[PrintedName]]

_readers: dict[str, Reader] = {}


def register(name: str, reader: Reader) -> None:
    """Add a reader; the same name replaces it."""
    _readers[name] = reader


def names(acting: Acting, day: date) -> list[PrintedName]:
    """Every name once per document, in the order of the readers."""
    found = (one for _, reader in sorted(_readers.items()) for one in reader(acting, day))
    return list(dict.fromkeys(found))
