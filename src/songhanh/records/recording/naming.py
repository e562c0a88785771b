"""Records a unit may name as proof that a duty was done, of every kind."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.urls import reverse

from songhanh.engines.vntext import fold
from songhanh.foundation.lib.acting import Acting
from songhanh.programme.duties.proving import MOST_OFFERED, OwnRecord, RecordKey
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.kinds import RecordKind, kind_of, kinds
from songhanh.records.recording.queries import limit_of, units_recorded_by


def own_records(acting: Acting, on: date, words: str) -> Iterator[OwnRecord]:
    """The newest records of the units one enters for, in one statement."""
    units = units_recorded_by(acting, on)
    if not units:
        return iter(())
    holds = reduce(and_, (Q(folded_title__contains=word) for word in fold(words).split()), Q())
    own = holds & Q(unit_id__in=units) & ~Q(standing=RecordStanding.CANCELLED)
    return _shown([_rows(kind, own) for kind in kinds()], MOST_OFFERED)


def records_seen(acting: Acting, on: date, keys: Collection[RecordKey]) -> Iterator[OwnRecord]:
    """Those of the named records this person may see."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for code, pk in keys:
        wanted[code].add(pk)
    limit = limit_of(acting, on)
    known = [kind for code in sorted(wanted) if (kind := kind_of(code)) is not None]
    rows = [_rows(kind, limit & Q(pk__in=wanted[kind.code])) for kind in known]
    return _shown(rows, len(keys))


def _rows(kind: RecordKind[Any], condition: Q) -> QuerySet[Any, Any]:
    found = kind.records().filter(condition, revises=None).order_by()
    named = found.annotate(of_kind=Value(kind.code), on_day=F(kind.day_field))
    rows: QuerySet[Any, Any] = named.values_list("of_kind", "pk", "title", "on_day", "standing")
    return rows


def _shown(rows: list[QuerySet[Any, Any]], most: int) -> Iterator[OwnRecord]:
    if not rows:
        return
    newest_first = (F("on_day").desc(nulls_last=True), "of_kind", "-pk")
    together = rows[0].union(*rows[1:], all=True).order_by(*newest_first)
    for code, pk, title, day, standing in together[:most]:
        kind = kind_of(code)
        if kind is not None:
            yield OwnRecord(
                kind=code,
                pk=pk,
                word=str(kind.word),
                title=title,
                day=day,
                state=str(RecordStanding(standing).label),
                address=reverse(f"{kind.namespace}:show", args=[pk]),
            )
