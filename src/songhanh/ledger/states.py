"""What is, rather than happens: a stage, a convention's state, a model alive, as dated rows.

As-of and known-on mean the same as for entries: a row holds from its day on, and is known from the
moment it was posted until a later row withdraws it. Rows are never updated: those of a source are
made equal to its drafts, as entries are.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet

from songhanh.foundation.lib.clock import end_of
from songhanh.ledger.bulk import insert_rows, reserve_ids
from songhanh.ledger.drafts import Posting, StateDraft
from songhanh.ledger.enums import Standing
from songhanh.ledger.models import StateRow

_CHUNK = 500

_FIELDS = (
    "id",
    "unit",
    "subject_kind",
    "subject_id",
    "aspect",
    "state",
    "holds_from",
    "standing",
    "posted_at",
    "source_kind",
    "source_id",
    "withdraws",
)

Source = tuple[str, int]
StateKey = tuple[StateDraft, str]
"""A draft with its standing: two rows of one source that share it say the same."""


class _Live(NamedTuple):
    id: int
    posted_at: datetime


class _Row(NamedTuple):
    """A row to be written; ``withdraws`` may be one of this call, as a negative place."""

    source: Source
    key: StateKey
    posted_at: datetime
    withdraws: int | None


def post_states(postings: Sequence[Posting]) -> int:
    """Make the dated rows of each source equal to its drafts; how many rows that took.

    The caller holds the lock of the records and the transaction (``actions.post_many``).
    """
    saying = [posting for posting in postings if posting.states is not None]
    live = _live_rows(saying)
    rows = _rows(saying, live)
    ids = reserve_ids(StateRow, len(rows))
    insert_rows(
        StateRow,
        _FIELDS,
        (
            (
                own_id,
                *row.key[0],
                row.key[1],
                row.posted_at,
                *row.source,
                ids[-row.withdraws - 1] if row.withdraws and row.withdraws < 0 else row.withdraws,
            )
            for own_id, row in zip(ids, rows, strict=True)
        ),
    )
    return len(rows)


def _live_rows(postings: Sequence[Posting]) -> dict[Source, dict[StateKey, _Live]]:
    wanted: dict[str, set[int]] = defaultdict(set)
    for posting in postings:
        wanted[posting.source_kind].add(posting.source_id)
    live: dict[Source, dict[StateKey, _Live]] = defaultdict(dict)
    for kind, ids in wanted.items():
        ordered = sorted(ids)
        for start in range(0, len(ordered), _CHUNK):
            part = ordered[start : start + _CHUNK]
            for row in live_states().filter(source_kind=kind, source_id__in=part):
                live[kind, row.source_id][key_of(row)] = _Live(row.pk, row.posted_at)
    return live


def _rows(postings: Sequence[Posting], live: dict[Source, dict[StateKey, _Live]]) -> list[_Row]:
    rows: list[_Row] = []
    for posting in postings:
        source = (posting.source_kind, posting.source_id)
        standing_now = live[source]
        wanted = dict.fromkeys((draft, posting.standing) for draft in posting.states or ())
        for key, row in list(standing_now.items()):
            if key not in wanted:
                moment = max(posting.posted_at, row.posted_at)
                rows.append(_Row(source, key, moment, row.id))
                del standing_now[key]
        for key in wanted:
            if key not in standing_now:
                rows.append(_Row(source, key, posting.posted_at, None))
                standing_now[key] = _Live(-len(rows), posting.posted_at)
    return rows


def live_states() -> QuerySet[StateRow]:
    """Rows that stand now: none that withdraws another, none that was withdrawn."""
    return StateRow.objects.filter(withdraws=None, withdrawn_by=None)


def key_of(row: StateRow) -> StateKey:
    """What a row says, with its standing."""
    draft = StateDraft(
        row.unit_id, row.subject_kind, row.subject_id, row.aspect, row.state, row.holds_from
    )
    return draft, row.standing


def rows_known(
    subject_kind: str, *, known_on: date | None = None, standing: str = Standing.ACCEPTED
) -> QuerySet[StateRow]:
    """Every row about subjects of a kind, as known on a day, in the order they were posted.

    ``provisional`` also gives what is submitted and not yet accepted.
    """
    rows = StateRow.objects.filter(subject_kind=subject_kind, withdraws=None)
    withdrawn = Q(withdrawn_by__isnull=False)
    if standing == Standing.ACCEPTED:
        rows = rows.filter(standing=Standing.ACCEPTED)
    if known_on:
        rows = rows.filter(posted_at__lt=end_of(known_on))
        withdrawn &= Q(withdrawn_by__posted_at__lt=end_of(known_on))
    return rows.exclude(withdrawn).order_by("posted_at", "id")


def states_on(
    subject_kind: str,
    aspect: str,
    *,
    as_of: date,
    known_on: date | None = None,
    standing: str = Standing.ACCEPTED,
    subject_ids: Collection[int] | None = None,
) -> dict[int, StateRow]:
    """The row that holds for each subject on a day, by the subject's key.

    Of several the newest day decides, and on one day the row posted last.
    """
    rows = rows_known(subject_kind, known_on=known_on, standing=standing).filter(
        Q(holds_from__isnull=True) | Q(holds_from__lte=as_of), aspect=aspect
    )
    if subject_ids is not None:
        rows = rows.filter(subject_id__in=list(subject_ids))
    held: dict[int, StateRow] = {}
    for row in rows:
        before = held.get(row.subject_id)
        if before is None or (row.holds_from or date.min) >= (before.holds_from or date.min):
            held[row.subject_id] = row
    return held


def state_on(
    subject_kind: str, subject_id: int, aspect: str, *, as_of: date, known_on: date | None = None
) -> StateRow | None:
    """The accepted row that holds for one subject on a day, or None."""
    rows = states_on(subject_kind, aspect, as_of=as_of, known_on=known_on, subject_ids=[subject_id])
    return rows.get(subject_id)
