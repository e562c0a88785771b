"""The kinds of record that post entries, and how each recounts what it should have in the ledger.

The ledger knows no record; each kind hands in its recount from its ``AppConfig.ready``.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from songhanh.ledger.comparing import Rows
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


@dataclass(frozen=True, slots=True)
class InSets:
    """The recount of a numerous kind, told to the database instead of record by record.

    ``records`` are those that count now. ``entries`` gives for some of them the rows they should
    have: record, unit, measure, day, standing, the dimensions in their order, quantity. A test of
    the kind holds these rows against its ``Recount``.
    """

    records: Callable[[], QuerySet[Any]]
    entries: Callable[[QuerySet[Any]], Sequence[Rows]]


@dataclass(frozen=True, slots=True)
class Source:
    """How the records of a kind are counted again; ``has_states``: whether they say what *is*."""

    recount: Recount
    in_sets: InSets | None = None
    has_states: bool = True


_sources: dict[str, Source] = {}


def register(
    kind: str, recount: Recount, *, in_sets: InSets | None = None, has_states: bool = True
) -> None:
    """Let the ledger recount the records of a kind."""
    _sources[kind] = Source(recount, in_sets, has_states)


def registered() -> dict[str, Source]:
    """Every kind that posts, with its recount."""
    return dict(sorted(_sources.items()))
