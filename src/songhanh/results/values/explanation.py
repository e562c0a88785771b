"""The way back from a figure: the entries behind what one unit has of a target, and their records.

The entries are attributed as the counting engine attributes them (counting rules, "Whose record"):
items of a loudspeaker station belong to its commune, sessions received to every territory around
their place. A test holds their sum against the count of the figure.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from songhanh.engines import counting
from songhanh.engines.counting import Measure, TargetKind, TargetSpec
from songhanh.engines.counting.plans import DEFAULT_WINDOW
from songhanh.ledger.models import Entry
from songhanh.ledger.queries import entries_behind
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.targets.queries import target_specs
from songhanh.records.recording.kinds import kind_of
from songhanh.registry.orgunits.enums import TERRITORIAL, Hierarchy, UnitKind
from songhanh.registry.orgunits.models import UnitRelation
from songhanh.registry.orgunits.queries import branch_ids, version_on
from songhanh.results.values.errors import no_such_target
from songhanh.results.values.sources import FEEDS, Feed


@dataclass(frozen=True)
class EntryBehind:
    """One live entry of a figure with the record it came from."""

    entry_id: int
    unit_id: int
    occurred_on: date
    measure: str
    quantity: Decimal
    standing: str
    record_kind: str
    record_id: int
    record: str

    def as_json(self) -> dict[str, object]:
        """As ``results explain`` prints it."""
        return {
            "occurred_on": self.occurred_on,
            "measure": self.measure,
            "quantity": self.quantity,
            "standing": self.standing,
            "record_kind": self.record_kind,
            "record_id": self.record_id,
            "record": self.record,
        }


@dataclass(frozen=True)
class Explanation:
    """Everything behind what one unit has of one target up to a day."""

    plan: str
    target: str
    unit: str
    as_of: date
    entries: tuple[EntryBehind, ...]

    @property
    def total(self) -> Decimal:
        """The quantities added up."""
        return sum((entry.quantity for entry in self.entries), Decimal(0))

    def as_json(self) -> dict[str, object]:
        """As ``results explain`` prints it."""
        return {
            "plan": self.plan,
            "target": self.target,
            "unit": self.unit,
            "as_of": self.as_of,
            "total": self.total,
            "entries": [entry.as_json() for entry in self.entries],
        }


@dataclass(frozen=True)
class Span:
    """Days, standing and known-on day of the entries asked for."""

    first: date
    last: date
    standing: str = counting.Standing.ACCEPTED
    known_on: date | None = None


def explain_figure(
    plan: PlanDocument,
    key: str,
    *,
    unit_id: int,
    as_of: date,
    standing: str = counting.Standing.ACCEPTED,
    known_on: date | None = None,
) -> Explanation:
    """The entries of the year of ``as_of`` up to that day.

    Raises:
        RefusedError: the plan has no such target.
    """
    target = next((one for one in target_specs(plan) if one.ordinal == key), None)
    if target is None:
        raise no_such_target(plan.code, key)
    first, last = _days(target, as_of)
    entries = _entries(target, unit_id, Span(first, last, standing, known_on), as_of)
    version = version_on(unit_id, as_of)
    return Explanation(
        plan=plan.code,
        target=key,
        unit=version.code if version else "",
        as_of=as_of,
        entries=tuple(_described(sorted(entries, key=lambda one: (one.occurred_on, one.pk)))),
    )


def _days(target: TargetSpec, as_of: date) -> tuple[date, date]:
    if target.kind == TargetKind.ACTION_MONTH_PLAN_SHARE:
        window = (target.settings.window or DEFAULT_WINDOW).in_year(as_of.year)
        return window.first, min(window.last, as_of)
    return date(as_of.year, 1, 1), as_of


def _entries(target: TargetSpec, unit_id: int, span: Span, as_of: date) -> Iterator[Entry]:
    for feed in _feeds(target, unit_id, as_of):
        for owner in _owners(feed.measure, target, unit_id, as_of):
            for entry in entries_behind(
                feed.measure,
                owner,
                first=span.first,
                last=span.last,
                standing=span.standing,
                known_on=span.known_on,
            ):
                if _counts(entry, feed, target) and _belongs(entry, unit_id):
                    yield entry


def _feeds(target: TargetSpec, unit_id: int, as_of: date) -> tuple[Feed, ...]:
    feeds = FEEDS.get(target.kind, ())
    if target.kind != TargetKind.SESSIONS_PER_YEAR:
        return feeds
    version = version_on(unit_id, as_of)
    received = (
        target.settings.reading == counting.Reading.RECEIVES
        and version is not None
        and version.kind in TERRITORIAL
    )
    wanted = Measure.SESSION_RECEIVED if received else Measure.SESSION_HELD
    return tuple(feed for feed in feeds if feed.measure == wanted)


def _owners(measure: Measure, target: TargetSpec, unit_id: int, as_of: date) -> set[int]:
    """Units whose entries may belong to the figure; the day of each entry decides."""
    if measure == Measure.SESSION_RECEIVED:
        return branch_ids(unit_id, as_of)
    if target.kind == TargetKind.LOUDSPEAKER_ITEMS_PER_QUARTER:
        stations = UnitRelation.objects.filter(
            parent_id=unit_id,
            hierarchy=Hierarchy.TERRITORY,
            unit__versions__kind=UnitKind.STATION,
        )
        return {unit_id, *stations.values_list("unit_id", flat=True)}
    return {unit_id}


def _counts(entry: Entry, feed: Feed, target: TargetSpec) -> bool:
    if feed.channel and entry.channel != feed.channel:
        return False
    if feed.with_column and entry.with_column != feed.with_column:
        return False
    integrated = entry.integrated == "yes" and target.kind == TargetKind.SESSIONS_PER_YEAR
    return not (integrated and not target.settings.count_integrated)


def _belongs(entry: Entry, unit_id: int) -> bool:
    if entry.unit_id == unit_id or entry.measure_id == Measure.SESSION_RECEIVED:
        return True
    day = entry.occurred_on
    return UnitRelation.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=day),
        Q(valid_to=None) | Q(valid_to__gte=day),
        unit_id=entry.unit_id,
        parent_id=unit_id,
        hierarchy=Hierarchy.TERRITORY,
    ).exists()


def _described(entries: list[Entry]) -> Iterator[EntryBehind]:
    titles: dict[tuple[str, int], str] = {}
    for code in {entry.source_kind for entry in entries}:
        kind = kind_of(code)
        ids = {entry.source_id for entry in entries if entry.source_kind == code}
        if kind is not None:
            found = kind.records().filter(pk__in=ids).values_list("pk", "title")
            titles.update({(code, pk): title for pk, title in found})
    for entry in entries:
        yield EntryBehind(
            entry_id=entry.pk,
            unit_id=entry.unit_id,
            occurred_on=entry.occurred_on,
            measure=entry.measure_id,
            quantity=entry.quantity.normalize() + 0,
            standing=entry.standing,
            record_kind=entry.source_kind,
            record_id=entry.source_id,
            record=titles.get((entry.source_kind, entry.source_id), ""),
        )
