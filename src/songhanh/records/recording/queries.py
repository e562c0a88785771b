"""What may be seen of records, by branch and standing; evidence and code lists."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.remembering import remembered
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.kinds import RecordKind, kinds
from songhanh.records.recording.models import (
    AcceptanceRule,
    CodeEntry,
    Evidence,
    FieldRemark,
    Record,
)
from songhanh.registry.orgunits import queries as orgunits
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.orgunits.models import UnitRelation
from songhanh.registry.roles.queries import visible_unit_ids

R = TypeVar("R", bound=Record)


@remembered
def units_seen_by(acting: Acting, on: date) -> set[int] | None:
    """Units whose records may be seen: the branch today, and what it came from. None: no limit.

    Entries stay with the unit that made them, so whoever is responsible for a unit also sees the
    records of the units it continues, and of those that ended in its branch.
    """
    seen = visible_unit_ids(acting, on)
    if not seen:
        return seen
    newest = set(seen)
    while newest:
        past = _ended_under(newest, on) | _continued_by(newest, on)
        newest = past - seen
        seen |= newest
    return seen


_SENT_ALONG = 500
"""The keys of a larger branch are not sent to the database; the answer is sifted instead."""


def _ended_under(parent_ids: set[int], on: date) -> set[int]:
    """Units that stood right under these before a day and stand nowhere on it."""
    rows = UnitRelation.objects.filter(valid_to__lt=on)
    if len(parent_ids) <= _SENT_ALONG:
        rows = rows.filter(parent_id__in=parent_ids)
    placed = rows.values_list("parent_id", "unit_id")
    ended = {unit_id for parent_id, unit_id in placed if parent_id in parent_ids}
    elsewhere = UnitRelation.objects.filter(orgunits.valid_on(on), unit_id__in=ended)
    return ended - set(elsewhere.values_list("unit_id", flat=True))


def _continued_by(unit_ids: set[int], on: date) -> set[int]:
    """Units that went into these by a day."""
    rows = orgunits.standing_successions().filter(new_id__isnull=False, on__lte=on)
    if len(unit_ids) <= _SENT_ALONG:
        rows = rows.filter(new_id__in=unit_ids)
    steps = rows.values_list("new_id", "old_id")
    return {old_id for new_id, old_id in steps if new_id in unit_ids}


@remembered
def units_recorded_by(acting: Acting, on: date) -> set[int]:
    """Units for which somebody enters records: the own one, and the stations right below it.

    A commune's loudspeaker station has nobody of its own to sign in (roles: the commune officer is
    the loudspeaker operator).
    """
    if acting.unit_id is None:
        return set()
    below = orgunits.children_on(acting.unit_id, on).filter(kind=UnitKind.STATION)
    return {acting.unit_id, *below.values_list("unit_id", flat=True)}


def limited(records: QuerySet[R], acting: Acting, on: date, also: Q | None = None) -> QuerySet[R]:
    """The records somebody may see: those of the branch, drafts only of the units they record for.

    ``also`` adds a further reason to see a record that is no draft (a co-host in the branch).
    """
    return records.filter(limit_of(acting, on, also))


def limit_of(acting: Acting, on: date, also: Q | None = None) -> Q:
    """The same as a condition, worked out once for the records of many kinds."""
    seen = units_seen_by(acting, on)
    if seen is None:
        return Q()
    shared = Q(unit_id__in=seen) | also if also is not None else Q(unit_id__in=seen)
    own = Q(unit_id__in=units_recorded_by(acting, on))
    return own | (shared & ~Q(standing=RecordStanding.DRAFT))


def with_proof(records: QuerySet[R], kind: RecordKind[R]) -> QuerySet[R]:
    """Each record with ``has_evidence``: whether any proof is kept for it."""
    proof = Evidence.objects.filter(record_kind=kind.code, record_id=OuterRef("pk"))
    annotated: QuerySet[R] = records.annotate(has_evidence=Exists(proof))
    return annotated


def entered_before(kind: RecordKind[R], key: str, acting: Acting) -> R | None:
    """What this person already entered under a form's key."""
    if not key or acting.user_id is None:
        return None
    return kind.records().filter(external_id=key, created_by_id=acting.user_id).first()


def evidence_of(kind: RecordKind[R], record: R) -> QuerySet[Evidence]:
    """The evidence of a record; a revision shares that of what it revises."""
    return Evidence.objects.filter(record_kind=kind.code, record_id=record.evidence_key)


def field_remarks(kind: RecordKind[R], record: R) -> dict[str, str]:
    """What was said about single fields when the record was sent back, by field."""
    if record.standing != RecordStanding.RETURNED:
        return {}
    said = FieldRemark.objects.filter(record_kind=kind.code, record_id=record.pk).order_by("pk")
    return dict(said.values_list("field", "text"))


@dataclass(frozen=True)
class EvidenceScore:
    """How many of a unit's records that count have proof."""

    unit_id: int
    records: int
    proven: int

    @property
    def share(self) -> Decimal:
        """Of a hundred."""
        return Decimal(100 * self.proven) / self.records


def evidence_scores(
    acting: Acting, on: date, *, first: date, last: date, kind_code: str = ""
) -> list[EvidenceScore]:
    """The share of records with proof by unit, over the days given; submitted and accepted ones."""
    records: Counter[int] = Counter()
    proven: Counter[int] = Counter()
    for kind in kinds():
        if kind_code and kind.code != kind_code:
            continue
        counting = limited(kind.records(), acting, on).filter(
            standing__in=(RecordStanding.SUBMITTED, RecordStanding.ACCEPTED),
            revises=None,
            **{f"{kind.day_field}__range": (first, last)},
        )
        rows = with_proof(counting, kind).order_by().values("unit_id", "has_evidence")
        for row in rows.annotate(count=Count("pk")):
            records[row["unit_id"]] += row["count"]
            proven[row["unit_id"]] += row["count"] if row["has_evidence"] else 0
    scores = [EvidenceScore(unit_id, count, proven[unit_id]) for unit_id, count in records.items()]
    return sorted(scores, key=lambda one: (one.share, -one.records, one.unit_id))


def acceptance_days(acting: Acting) -> int | None:
    """After how many days without a remark records of the acting branch are accepted; None: off."""
    rule = AcceptanceRule.objects.filter(branch_id=acting.branch_id).first()
    return rule.days if rule else None


def review_queue(kind: RecordKind[R], acting: Acting, on: date) -> QuerySet[R]:
    """The records of a kind somebody may decide about or look through, the oldest first."""
    seen = limited(kind.records(), acting, on).exclude(
        standing__in=(RecordStanding.DRAFT, RecordStanding.CANCELLED)
    )
    return with_proof(seen, kind).order_by("submitted_at", "pk")


def waiting_for_review(acting: Acting, on: date) -> dict[str, int]:
    """How many submitted records of each kind wait in the branch."""
    waiting = limit_of(acting, on) & Q(standing=RecordStanding.SUBMITTED)
    counted = [
        kind.records()
        .filter(waiting)
        .order_by()
        .values(of_kind=Value(kind.code))
        .annotate(number=Count("pk"))
        .values_list("of_kind", "number")
        for kind in kinds()
    ]
    found = dict(counted[0].union(*counted[1:], all=True)) if counted else {}
    return {kind.code: found.get(kind.code, 0) for kind in kinds()}


def names_for(records: Iterable[Record], on: date) -> dict[int, str]:
    """Names of the units of some records, as of a day."""
    return orgunits.names_on({record.unit_id for record in records}, on)


def codes_of(name: str, *, offered_only: bool = True) -> list[CodeEntry]:
    """The entries of an open list in their order."""
    entries = CodeEntry.objects.filter(list=name)
    return list(entries.filter(is_offered=True) if offered_only else entries)


def labels_of(name: str) -> dict[str, str]:
    """The names of an open list by code, also of entries no longer offered."""
    return {entry.code: entry.label for entry in codes_of(name, offered_only=False)}


def is_moving_in(at: datetime) -> bool:
    """Whether no record was here before this moment: only then are days of the past believed.

    Records of the very import under way, which all bear its moment, do not count as being here.
    """
    return not any(kind.records().exclude(created_at=at).exists() for kind in kinds())
