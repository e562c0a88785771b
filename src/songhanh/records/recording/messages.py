"""Which standard messages a record spread: said by whoever enters it, counted by channel.

Messages are a kind of record of their own, above this app, and named here by their keys.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TypeVar

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.rules import require
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.kinds import RecordKind, kind_of
from songhanh.records.recording.models import MessageUse, Record
from songhanh.records.recording.rules import can_record_for

R = TypeVar("R", bound=Record)

MESSAGE = "message"
"""The code of the kind."""


def messages_offered(on: date, keep: Iterable[int] = ()) -> list[tuple[str, str]]:
    """The accepted messages that hold on a day, and those a record bears already."""
    kind = kind_of(MESSAGE)
    if kind is None:
        return []
    accepted = kind.records().filter(standing=RecordStanding.ACCEPTED, revises=None)
    found = accepted.exclude(valid_to__lt=on) | kind.records().filter(pk__in=list(keep))
    named = found.order_by("folded_title").values_list("pk", "title")
    return [(str(pk), title) for pk, title in named]


def messages_of(kind_code: str, record: Record) -> list[int]:
    """The keys of the messages of a record; a revision shares those of what it revises."""
    return uses_of(kind_code, [record.evidence_key]).get(record.evidence_key, [])


def uses_of(kind_code: str, record_ids: Sequence[int]) -> dict[int, list[int]]:
    """The keys of the messages of many records, by record."""
    found: dict[int, list[int]] = defaultdict(list)
    uses = MessageUse.objects.filter(record_kind=kind_code, record_id__in=record_ids)
    for record_id, message_id in uses.order_by("pk").values_list("record_id", "message_id"):
        found[record_id].append(message_id)
    return found


def message_titles(message_ids: Iterable[int]) -> dict[int, str]:
    """What messages are called, by key."""
    kind, wanted = kind_of(MESSAGE), set(message_ids)
    if kind is None or not wanted:
        return {}
    return dict(kind.records().filter(pk__in=wanted).values_list("pk", "title"))


def set_messages(
    kind: RecordKind[R], record: R, message_ids: Iterable[int], *, acting: Acting, at: datetime
) -> None:
    """Say which messages a record spread; what it bears already is left alone."""
    before, after = set(messages_of(kind.code, record)), set(message_ids)
    if before == after:
        return
    require(can_record_for(acting, record.unit_id, day_of(at)))
    with recorded(f"{kind.code}.set_messages", acting=acting, at=at, subject=record):
        mine = MessageUse.objects.filter(record_kind=kind.code, record_id=record.evidence_key)
        mine.filter(message_id__in=before - after).delete()
        MessageUse.objects.bulk_create(
            MessageUse(record_kind=kind.code, record_id=record.evidence_key, message_id=one)
            for one in sorted(after - before)
        )
