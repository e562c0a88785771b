"""The kinds of record, and what the shared machinery has to know of each.

Each kind hands itself in from its ``AppConfig.ready``: the review queue and the ledger's recount go
through every kind without knowing any.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.utils.functional import Promise

from songhanh.ledger import sources
from songhanh.ledger.comparing import Rows
from songhanh.ledger.drafts import EntryDraft, Posting, StateDraft
from songhanh.ledger.enums import Standing
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.models import Record

LEDGER_STANDING: dict[str, str] = {
    RecordStanding.SUBMITTED: Standing.PROVISIONAL,
    RecordStanding.ACCEPTED: Standing.ACCEPTED,
}
"""What a record of this standing counts as; other standings never count (counting rules)."""

_AT_ONCE = 2000

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class RecordKind(Generic[R]):
    """One kind of record.

    ``code`` is its ``source_kind`` in the ledger, ``namespace`` that of its addresses and
    ``day_field`` the one day it counts on. ``with_parts`` fetches what ``drafts`` reads along with
    the records. ``take_over`` gives one record the content of another and saves it.

    ``entries_in_sets`` says what ``drafts`` says of many records at once, as queries: only kinds
    of which a country has millions need it (``recording/sets.py``).

    ``states`` are the dated rows of a record that says what *is* (None: it only says what
    happened). ``after_posting`` looks at what now stands and refuses what must not be (stock below
    zero): the whole move is then taken back. ``about`` says in a sentence what is entered here; a
    kind with it stands on the page of registers.
    """

    code: str
    model: type[R]
    word: Promise
    plural: Promise
    namespace: str
    day_field: str
    with_parts: Callable[[QuerySet[R]], QuerySet[R]]
    drafts: Callable[[R], tuple[EntryDraft, ...]]
    take_over: Callable[[R, R], None]
    entries_in_sets: Callable[[QuerySet[R]], Sequence[Rows]] | None = None
    states: Callable[[R], tuple[StateDraft, ...]] | None = None
    after_posting: Callable[[Sequence[R]], None] | None = None
    about: Promise | str = ""

    def records(self) -> QuerySet[R]:
        """Every row of the kind, revisions among them."""
        return self.model._default_manager.all()

    def counting(self) -> QuerySet[R]:
        """The records that count as something in the ledger."""
        return self.records().filter(standing__in=LEDGER_STANDING, revises=None)

    def posting(self, record: R, at: datetime) -> Posting:
        """What the record is to have in the ledger from this moment on."""
        standing = LEDGER_STANDING.get(record.standing)
        drafts = self.drafts(record) if standing else ()
        states = None if self.states is None else self.states(record) if standing else ()
        return Posting(self.code, record.pk, drafts, standing or Standing.ACCEPTED, at, states)

    def recount(self) -> Iterator[sources.Recounted]:
        """What every record should have in the ledger now, in the order of keys."""
        counting = self.with_parts(self.counting().order_by("pk"))
        for record in counting.iterator(chunk_size=_AT_ONCE):
            yield sources.Recounted(
                record.pk,
                LEDGER_STANDING[record.standing],
                self.drafts(record),
                self.states(record) if self.states is not None else (),
            )


_kinds: dict[str, RecordKind[Any]] = {}


def register(kind: RecordKind[Any]) -> None:
    """Make a kind known to the review queue and to the ledger's recount."""
    _kinds[kind.code] = kind
    in_sets = kind.entries_in_sets and sources.InSets(kind.counting, kind.entries_in_sets)
    sources.register(kind.code, kind.recount, in_sets=in_sets, has_states=kind.states is not None)


def kinds() -> list[RecordKind[Any]]:
    """Every kind, in the order of their codes."""
    return [_kinds[code] for code in sorted(_kinds)]


def kind_of(code: str) -> RecordKind[Any] | None:
    """The kind of a code."""
    return _kinds.get(code)
