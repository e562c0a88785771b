"""How many records a unit has of each kind in a year, as a section of the unit's page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Value
from django.urls import reverse
from django.utils.functional import Promise

from songhanh.foundation.lib.acting import Acting
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.kinds import kinds
from songhanh.records.recording.queries import limit_of, units_seen_by
from songhanh.registry.orgunits.queries import nearest_versions

_ACCEPTED = Q(standing=RecordStanding.ACCEPTED)


@dataclass(frozen=True)
class KindLine:
    """A kind of record with how many the unit has, and how many of them are accepted."""

    plural: Promise | str
    address: str
    count: int
    accepted: int


def records_panel(acting: Acting, unit_id: int, day: date) -> dict[str, object] | None:
    """The records of the day's year this person may see, in one statement; nothing without any."""
    seen = units_seen_by(acting, day)
    if seen is not None and unit_id not in seen:
        return None
    limit = limit_of(acting, day)
    counted = [
        kind.records()
        .filter(limit, unit_id=unit_id, **{f"{kind.day_field}__year": day.year})
        .exclude(standing=RecordStanding.CANCELLED)
        .order_by()
        .values(of_kind=Value(kind.code))
        .annotate(number=Count("pk"), accepted=Count("pk", filter=_ACCEPTED))
        .values_list("of_kind", "number", "accepted")
        for kind in kinds()
    ]
    if not counted:
        return None
    # Without rows to group, a count comes as a row of zero: a kind nobody recorded is not listed.
    found = {code: (number, accepted) for code, number, accepted in _together(counted) if number}
    lines = [
        KindLine(kind.plural, reverse(f"{kind.namespace}:list"), *found[kind.code])
        for kind in kinds()
        if kind.code in found
    ]
    code = nearest_versions([unit_id], day)[unit_id].code
    return {"lines": lines, "year": day.year, "code": code} if lines else None


def _together(counted: list[QuerySet[Any, Any]]) -> QuerySet[Any, Any]:
    return counted[0].union(*counted[1:], all=True)
