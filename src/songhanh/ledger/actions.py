"""Posting: the live entries and dated rows of a source are made equal to its drafts.

Nothing is updated. What differs is reversed on its own day, what is new is posted, and the balances
follow in the same transaction. The caller holds the record's row lock (``select_for_update``), so
that two people cannot post for one record at once; ``reverses`` is unique in any case.

A transaction that posts many records does so in one ``post_many``: within a call balances are
locked in one fixed order, which keeps two transactions from waiting for each other for ever.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Max

from songhanh.ledger.bulk import insert_rows, reserve_ids
from songhanh.ledger.drafts import EntryDraft, EntryKey, Posting, quantities
from songhanh.ledger.models import Balance, Entry
from songhanh.ledger.spans import WHOLE_YEAR
from songhanh.ledger.states import post_states

_CHUNK = 500

_ENTRY_FIELDS = (
    "id",
    "unit",
    "measure",
    "occurred_on",
    "standing",
    "sex",
    "channel",
    "integrated",
    "with_column",
    "quantity",
    "posted_at",
    "source_kind",
    "source_id",
    "reverses",
)
_BALANCE_COLUMNS = (
    "measure_id",
    "unit_id",
    "year",
    "month",
    "standing",
    "sex",
    "channel",
    "integrated",
    "with_column",
)

Source = tuple[str, int]
BalanceKey = tuple[str, int, int, int, str, str, str, str, str]


class _Live(NamedTuple):
    id: int
    quantity: Decimal
    posted_at: datetime


class _Row(NamedTuple):
    """An entry to be written, before it has its key. ``reverses`` may be such a one."""

    source: Source
    key: EntryKey
    quantity: Decimal
    posted_at: datetime
    reverses: int | None


@dataclass(frozen=True)
class Posted:
    """How many entries a call posted, and how many of those reverse an earlier one."""

    entries: int
    reversals: int


def post_entries(
    source_kind: str,
    source_id: int,
    drafts: Iterable[EntryDraft],
    standing: str,
    posted_at: datetime,
) -> Posted:
    """Make the live entries of one source equal to the drafts; ``[]`` withdraws all of them."""
    return post_many([Posting(source_kind, source_id, tuple(drafts), standing, posted_at)])


def post_many(postings: Sequence[Posting]) -> Posted:
    """The bulk form. Postings of one source follow one another in the order given.

    Everything is one transaction. An entry is never reversed before the moment it was posted: with
    a clock that went back, the reversal takes the entry's own moment.
    """
    with transaction.atomic(savepoint=False):
        live = _live_entries(postings)
        rows = _rows(postings, live)
        _write_entries(rows)
        _add_to_balances(rows)
        if any(posting.states is not None for posting in postings):
            post_states(postings)
    return Posted(len(rows), sum(row.reverses is not None for row in rows))


def _live_entries(postings: Sequence[Posting]) -> dict[Source, dict[EntryKey, _Live]]:
    """What stands now for every source named."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for posting in postings:
        wanted[posting.source_kind].add(posting.source_id)
    live: dict[Source, dict[EntryKey, _Live]] = defaultdict(dict)
    for kind, ids in wanted.items():
        known = sorted(ids) if len(ids) <= _CHUNK else _not_newer_than_any(kind, ids)
        for start in range(0, len(known), _CHUNK):
            # All entries of the sources, sifted here: asked for those without a reversal, SQLite
            # takes the index of reversals and walks through the whole ledger.
            entries = Entry.objects.filter(
                source_kind=kind, source_id__in=known[start : start + _CHUNK]
            )
            taken_back = {entry.reverses_id for entry in entries}
            for entry in entries:
                if entry.reverses_id is not None or entry.pk in taken_back:
                    continue
                live[kind, entry.source_id][_key_of(entry)] = _Live(
                    entry.pk, entry.quantity, entry.posted_at
                )
    return live


def _not_newer_than_any(kind: str, ids: Iterable[int]) -> list[int]:
    """Without the sources newer than any entry: most of a package that is brought in are."""
    newest = Entry.objects.filter(source_kind=kind).aggregate(it=Max("source_id"))["it"] or 0
    return sorted(source_id for source_id in ids if source_id <= newest)


def _key_of(entry: Entry) -> EntryKey:
    return EntryKey(
        entry.unit_id,
        entry.measure_id,
        entry.occurred_on,
        entry.standing,
        entry.sex,
        entry.channel,
        entry.integrated,
        entry.with_column,
    )


def _rows(postings: Sequence[Posting], live: dict[Source, dict[EntryKey, _Live]]) -> list[_Row]:
    """Reversals of what no longer holds, entries of what is new.

    An entry of this very call may be reversed by a later posting of it; it has no key yet and is
    named by its place in the list, as a negative number.
    """
    rows: list[_Row] = []
    times = Counter((posting.source_kind, posting.source_id) for posting in postings)
    for posting in postings:
        source = (posting.source_kind, posting.source_id)
        wanted = quantities(posting.drafts, posting.standing)
        if times[source] == 1 and source not in live:  # most of an import: new, and posted once
            moment = posting.posted_at
            rows += [_Row(source, key, quantity, moment, None) for key, quantity in wanted.items()]
            continue
        standing_now = live[source]
        for key, entry in list(standing_now.items()):
            if wanted.get(key) == entry.quantity:
                continue
            moment = max(posting.posted_at, entry.posted_at)
            rows.append(_Row(source, key, -entry.quantity, moment, entry.id))
            del standing_now[key]
        for key, quantity in wanted.items():
            if key in standing_now:
                continue
            rows.append(_Row(source, key, quantity, posting.posted_at, None))
            standing_now[key] = _Live(-len(rows), quantity, posting.posted_at)
    return rows


def _write_entries(rows: Sequence[_Row]) -> None:
    ids = reserve_ids(Entry, len(rows))

    def reversed_id(row: _Row) -> int | None:
        if row.reverses is None or row.reverses > 0:
            return row.reverses
        return ids[-row.reverses - 1]

    insert_rows(
        Entry,
        _ENTRY_FIELDS,
        (
            (own_id, *row.key, row.quantity, row.posted_at, *row.source, reversed_id(row))
            for own_id, row in zip(ids, rows, strict=True)
        ),
    )


def _add_to_balances(rows: Sequence[_Row]) -> None:
    days: dict[EntryKey, Decimal] = defaultdict(Decimal)
    for row in rows:
        days[row.key] += row.quantity
    changes: dict[BalanceKey, Decimal] = defaultdict(Decimal)
    for key, change in days.items():
        unit_id, measure, day, standing, sex, channel, integrated, with_column = key
        for month in (day.month, WHOLE_YEAR):
            changes[
                measure,
                unit_id,
                day.year,
                month,
                standing,
                sex,
                channel,
                integrated,
                with_column,
            ] += change
    ordered = sorted((key, change) for key, change in changes.items() if change)
    for start in range(0, len(ordered), _CHUNK):
        _upsert(ordered[start : start + _CHUNK])


def _upsert(changes: Sequence[tuple[BalanceKey, Decimal]]) -> None:
    """Add to the balances, making those that are not there. Rounded, because SQLite adds floats."""
    table = Balance._meta.db_table
    columns = ", ".join(_BALANCE_COLUMNS)
    row = f"({', '.join(['%s'] * (len(_BALANCE_COLUMNS) + 1))})"
    values = [value for key, change in changes for value in (*key, change)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}, quantity) VALUES {', '.join([row] * len(changes))} "  # noqa: S608 - names of own columns
            f"ON CONFLICT ({columns}) DO UPDATE "
            f"SET quantity = ROUND({table}.quantity + excluded.quantity, 3)",
            values,
        )
