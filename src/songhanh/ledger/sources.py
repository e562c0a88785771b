"""The kinds of record that post entries, and how each recounts what it should have in the ledger.

The ledger knows no record; each kind hands in its recount from its ``AppConfig.ready``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from songhanh.ledger.drafts import EntryDraft, StateDraft


@dataclass(frozen=True, slots=True)
class Recounted:
    """What one record should have in the ledger. One that counts for nothing may be left out."""

    source_id: int
    standing: str
    drafts: tuple[EntryDraft, ...]
    states: tuple[StateDraft, ...] = ()


Recount = Callable[[], Iterator[Recounted]]
"""Gives the records of a kind in the order of their keys."""

_recounts: dict[str, Recount] = {}


def register(kind: str, recount: Recount) -> None:
    """Let the ledger recount the records of a kind."""
    _recounts[kind] = recount


def registered() -> dict[str, Recount]:
    """Every kind that posts, with its recount."""
    return dict(sorted(_recounts.items()))
