"""What a record wants to have in the ledger: plain values, made by the record's own rules."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple


class Dims(NamedTuple):
    """The dimensions of an entry. Empty: the measure is not split by it."""

    sex: str = ""
    channel: str = ""
    integrated: str = ""
    with_column: str = ""


class EntryDraft(NamedTuple):
    """One quantity of one measure, unit and day. A quantity of zero posts nothing."""

    unit_id: int
    measure: str
    occurred_on: date
    quantity: Decimal | int
    sex: str = ""
    channel: str = ""
    integrated: str = ""
    with_column: str = ""


class StateDraft(NamedTuple):
    """A subject is in a state from a day on; ``holds_from`` None means since ever."""

    unit_id: int
    subject_kind: str
    subject_id: int
    aspect: str
    state: str
    holds_from: date | None = None


@dataclass(frozen=True, slots=True)
class Posting:
    """What one source is to have in the ledger from ``posted_at`` on; no drafts withdraw all.

    ``states`` None: records of this kind say nothing that *is*, so no dated rows are looked for.
    """

    source_kind: str
    source_id: int
    drafts: tuple[EntryDraft, ...]
    standing: str
    posted_at: datetime
    states: tuple[StateDraft, ...] | None = None


class EntryKey(NamedTuple):
    """What two entries of one source must share to be the same, apart from the quantity.

    One flat row: an import of a large package makes half a million of them.
    """

    unit_id: int
    measure: str
    occurred_on: date
    standing: str
    sex: str = ""
    channel: str = ""
    integrated: str = ""
    with_column: str = ""

    @property
    def dims(self) -> Dims:
        """Its dimensions together."""
        return Dims(*self[4:])


def quantities(drafts: tuple[EntryDraft, ...], standing: str) -> dict[EntryKey, Decimal]:
    """The drafts as quantities by key; those of one key add up, and zero is left out."""
    totals: dict[EntryKey, Decimal] = {}
    for unit_id, measure, day, quantity, sex, channel, integrated, with_column in drafts:
        if quantity:
            key = EntryKey(unit_id, measure, day, standing, sex, channel, integrated, with_column)
            before = totals.get(key)
            totals[key] = Decimal(quantity) if before is None else before + quantity
    return {key: total for key, total in totals.items() if total}
