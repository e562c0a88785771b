"""What floors above have to say of a plan at the head of its page.

An app registers a reader from ``AppConfig.ready``:

    announcing.register("amendments", coming_amendments)

``coming_amendments(plan, on)`` gives what a reader of the plan has to know on a day.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from songhanh.programme.plans.models import PlanDocument


@dataclass(frozen=True)
class Announcement:
    """A sentence, and the page that tells more."""

    text: str
    address: str
    label: str


Reader = Callable[[PlanDocument, date], Iterable[Announcement]]

_readers: dict[str, Reader] = {}


def register(name: str, reader: Reader) -> None:
    """Add a reader; the same name replaces it."""
    _readers[name] = reader


def announcements(plan: PlanDocument, on: date) -> list[Announcement]:
    """Everything there is to say, in the order of the readers."""
    return [one for _, reader in sorted(_readers.items()) for one in reader(plan, on)]
