"""What a unit recorded elsewhere in the product and may show as proof of a duty done.

The floors above keep the records; each hands in how its own are offered and found again:

    proving.register("records", Source(offered=own_records, found=records_seen))

A record is named as a value (kind and key), as in the ledger.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from songhanh.foundation.lib.acting import Acting

RecordKey = tuple[str, int]
"""The kind of a record and its key: what names it."""

MOST_OFFERED = 20


@dataclass(frozen=True)
class OwnRecord:
    """A record as it is offered and shown: what it is, of which day, where it stands."""

    kind: str
    pk: int
    word: str
    title: str
    day: date | None
    state: str
    address: str

    @property
    def key(self) -> RecordKey:
        """What names it."""
        return self.kind, self.pk

    @property
    def name(self) -> str:
        """Its key as one word, for forms."""
        return f"{self.kind}-{self.pk}"


@dataclass(frozen=True)
class Source:
    """Records of one floor.

    ``offered(acting, on, words)`` gives those of the own unit that hold the words, the newest
    first; ``found(acting, on, keys)`` those of the keys this person may see.
    """

    offered: Callable[[Acting, date, str], Iterable[OwnRecord]]
    found: Callable[[Acting, date, Collection[RecordKey]], Iterable[OwnRecord]]


_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Add a source; the same name replaces it."""
    _sources[name] = source


def offered_records(acting: Acting, on: date, words: str = "") -> list[OwnRecord]:
    """Records of the own unit to choose from, the newest first, at most ``MOST_OFFERED``."""
    found = [
        one for _, source in sorted(_sources.items()) for one in source.offered(acting, on, words)
    ]
    found.sort(key=lambda one: (one.day or date.min, one.kind, one.pk), reverse=True)
    return found[:MOST_OFFERED]


def records_found(
    acting: Acting, on: date, keys: Sequence[RecordKey]
) -> dict[RecordKey, OwnRecord]:
    """Those of the records this person may see; nothing is asked when nothing is named."""
    if not keys:
        return {}
    return {
        one.key: one
        for _, source in sorted(_sources.items())
        for one in source.found(acting, on, keys)
    }
