"""What passes on when a person leaves: floors above say what lies with somebody.

The registry knows roles alone. An app above registers from ``AppConfig.ready``:

    passing.register("records", open_records)

``open_records(user_id, unit_ids)`` gives what is begun and not finished. Everything belongs to its
unit, so whoever gets the role can go on with it; the list says what there is.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Passing:
    """One thing that passes: its kind and its name in words, and the page it stands on."""

    kind: str
    label: str
    href: str = ""


Finder = Callable[[int, Collection[int]], Iterable[Passing]]

_finders: dict[str, Finder] = {}


def register(name: str, finder: Finder) -> None:
    """Add who finds things; the same name replaces it."""
    _finders[name] = finder


def found_for(user_id: int, unit_ids: Collection[int]) -> list[Passing]:
    """Everything begun that lies with a person, or with the units they act for."""
    return [one for _name, find in sorted(_finders.items()) for one in find(user_id, unit_ids)]
