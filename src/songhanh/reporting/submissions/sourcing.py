"""The way from a figure of a report down to the records it was counted from."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse

from songhanh.ledger.models import Entry
from songhanh.records.recording.kinds import kind_of
from songhanh.reporting.submissions.figures import Figure
from songhanh.reporting.submissions.models import Snapshot
from songhanh.reporting.submissions.queries import Draft

Source = tuple[Figure | None, Collection[int]]
"""A figure and the keys of the entries behind it; no figure where the report has none such."""


def draft_source(draft: Draft, key: str) -> Source:
    """Behind a figure as it is filled in now."""
    row = draft.filling.figures.filter(key=key).first()
    return (row.figure, row.entries) if row else (None, ())


def frozen_source(snapshot: Snapshot, key: str) -> Source:
    """Behind a frozen figure: the entries that were frozen with it."""
    row = snapshot.figures.filter(key=key).first()
    if row is None:
        return None, ()
    return row.figure, list(row.entries.values_list("entry_id", flat=True))


def behind(entry_ids: Collection[int]) -> QuerySet[Entry]:
    """The entries, by day."""
    found = Entry.objects.filter(pk__in=entry_ids).select_related("measure")
    return found.order_by("occurred_on", "pk")


@dataclass(frozen=True)
class SourceRow:
    """One entry with the record it came from and where that is shown."""

    entry: Entry
    title: str
    kind: str
    address: str


def records_of(entries: Iterable[Entry]) -> list[SourceRow]:
    """The entries with their records; one look for each kind of record."""
    listed = list(entries)
    ids: dict[str, set[int]] = defaultdict(set)
    for entry in listed:
        ids[entry.source_kind].add(entry.source_id)
    titles: dict[tuple[str, int], str] = {}
    for code, pks in ids.items():
        if (kind := kind_of(code)) is not None:
            rows = kind.records().filter(pk__in=pks).values_list("pk", "title")
            titles |= {(code, pk): title for pk, title in rows}
    return [
        SourceRow(
            entry,
            titles.get((entry.source_kind, entry.source_id), ""),
            _word(entry.source_kind),
            _address(entry),
        )
        for entry in listed
    ]


def _word(code: str) -> str:
    kind = kind_of(code)
    return str(kind.word) if kind else ""


def _address(entry: Entry) -> str:
    kind = kind_of(entry.source_kind)
    if kind is None:
        return ""
    try:
        return reverse(f"{kind.namespace}:show", args=[entry.source_id])
    except NoReverseMatch:
        return ""
