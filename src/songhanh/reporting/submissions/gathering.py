"""The figures of a report, gathered from results and ledger; and the entries behind each.

Activities and attendances are those of the units themselves. Items are those of the units and, for
a commune, of its loudspeaker stations on the days they stood below it (counting rules, "Whose
record").
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q
from django.utils import translation

from songhanh.engines import counting
from songhanh.engines.counting import (
    Period,
    PeriodKind,
    Question,
    Standing,
    TargetKind,
    TargetResult,
    TargetSpec,
    World,
    counts_behind,
    evaluate,
)
from songhanh.ledger.drafts import Dims
from songhanh.ledger.models import Entry, Measure
from songhanh.ledger.queries import SumRow, sums
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.targets.queries import plan_spec
from songhanh.records.recording.enums import CodeList
from songhanh.records.recording.queries import labels_of
from songhanh.registry.orgunits.enums import Hierarchy, UnitKind
from songhanh.registry.orgunits.models import UnitRelation
from songhanh.reporting.submissions.enums import FigureGroup
from songhanh.reporting.submissions.figures import TARGET_KEY, Figure
from songhanh.results.values.queries import Wording, results_of, wordings_until
from songhanh.results.values.sources import EntryCount, Reading, UnitWorlds, worlds_of_unit

_PLACES = 4

SEXES = {"male": "nam", "female": "nữ", "unknown": "không rõ giới"}
"""Sex of attendances, in the words of a report."""

COUNT_WORDS = {
    TargetKind.SESSIONS_PER_YEAR: "cuộc",
    TargetKind.LOUDSPEAKER_ITEMS_PER_QUARTER: "tin, bài",
    TargetKind.CENTRE_ITEMS_PER_QUARTER: "tin, bài",
    TargetKind.DIGITAL_MODEL_PER_YEAR: "mô hình",
}
"""What is counted for one unit of a target that asks each unit for a number."""

PERIOD_WORDS = {
    TargetKind.LOUDSPEAKER_ITEMS_PER_QUARTER: "quý",
    TargetKind.CENTRE_ITEMS_PER_QUARTER: "quý",
    TargetKind.MONTHLY_COLUMN: "tháng",
}
"""What the year of a repeating target counts for one unit: the periods it passed."""


@dataclass(frozen=True)
class _Counted:
    """A figure that simply adds up: a measure, perhaps split by a dimension."""

    measure: str
    group: str
    split_by: str = ""
    of_stations: bool = False


COUNTED = (
    _Counted("activity", FigureGroup.ACTIVITY),
    _Counted("session_held", FigureGroup.ACTIVITY),
    _Counted("attendance", FigureGroup.ATTENDANCE, split_by="sex"),
    _Counted("attendance_children", FigureGroup.ATTENDANCE),
    _Counted("attendance_minority", FigureGroup.ATTENDANCE),
    _Counted("item_original", FigureGroup.ITEM, split_by="channel", of_stations=True),
    _Counted("item_repeat", FigureGroup.ITEM, of_stations=True),
    _Counted("airtime_minutes", FigureGroup.ITEM, of_stations=True),
)
"""The counts of a report, in its order (facts, "Data elements": D04, D05, D12, D16, D17)."""


@dataclass(frozen=True)
class Owners:
    """Units whose entries of these days are meant."""

    unit_ids: frozenset[int]
    first: date
    last: date


def report_day(period: Period, today: date) -> date:
    """The day up to which a report counts: the end of its period, or today before that."""
    return min(period.last, today)


@dataclass(frozen=True)
class Span:
    """The days a report counts.

    Figures of volume count from ``first`` to ``as_of``; what came after that up to ``until`` is
    only in their estimate (*ước*). Targets keep the calendar year and count up to ``until``.
    """

    first: date
    as_of: date
    until: date


def whole_span(period: Period, as_of: date) -> Span:
    """A span without a cut-off of its own: the period up to a day."""
    return Span(period.first, as_of, as_of)


@dataclass(frozen=True)
class Gathered:
    """The figures of one unit's report in its order, and the entries behind each of them.

    ``entries`` has the keys of accepted entries by the figure's key; ``unit_ids`` are the units
    whose entries were looked at; ``specs`` the targets in the words that hold on the last day.
    """

    figures: tuple[Figure, ...]
    entries: Mapping[str, tuple[int, ...]]
    unit_ids: frozenset[int]
    specs: tuple[TargetSpec, ...]


def gather(
    plan: PlanDocument,
    unit_id: int,
    period: Period,
    span: Span,
    covered: Collection[int] = (),
    late: Owners | None = None,
) -> Gathered:
    """Everything a unit's report says in numbers, with one look at its entries.

    ``covered`` are the ended units it answers for: their work is in its figures of volume. Targets
    ask the unit alone, because what happened stays with the unit of its day (counting rules).
    ``late`` are units and earlier days that no report has told yet.
    """
    told_of = {unit_id, *covered}
    owners = {
        stations: owners_of(told_of, span.first, span.until, with_stations=stations)
        for stations in (False, True)
    }
    if late is not None:
        for stations in owners:
            days = late.first, late.last
            owners[stations] += owners_of(late.unit_ids, *days, with_stations=stations)
    spec, wordings = plan_spec(plan), wordings_until(plan, span.until)
    looked = worlds_of_unit(
        spec,
        [one.spec for one in wordings],
        unit_id,
        [Reading(span.until, standing=one) for one in (Standing.ACCEPTED, Standing.PROVISIONAL)],
        more_units={pk for one in owners[True] for pk in one.unit_ids},
        more_measures=[one.measure for one in COUNTED],
        since=late.first if late else span.first,
    )
    judged = _Judging(plan, wordings, unit_id, period, span.until)
    targets = list(_judged_targets(judged, looked))
    counts = _Counting(span, owners, _by_measure(looked.entries))
    entries = {figure.key: behind for figure, behind in targets}
    figures = [figure for figure, _ in targets]
    for figure in _counted_figures(counts.accepted, counts.provisional, period):
        figures.append(figure)
        entries[figure.key] = counts.behind(figure)
    specs = tuple(one.spec for one in wordings if one.holds_on(span.until))
    return Gathered(tuple(figures), entries, looked.unit_ids, specs)


def unit_figures(
    plan: PlanDocument, unit_id: int, period: Period, as_of: date
) -> tuple[Figure, ...]:
    """The figures of one unit's report, in its order: targets, then counts."""
    return gather(plan, unit_id, period, whole_span(period, as_of)).figures


def plan_figures(plan: PlanDocument, period: Period, as_of: date) -> tuple[Figure, ...]:
    """The values of the targets of a plan as a whole."""
    return tuple(_target_figures(plan, period, as_of))


def count_figures(unit_ids: Collection[int], period: Period, as_of: date) -> tuple[Figure, ...]:
    """What some units did in a period up to a day: activities, attendances, items."""
    owners = {
        stations: owners_of(unit_ids, period.first, as_of, with_stations=stations)
        for stations in (False, True)
    }

    def parts(standing: str) -> Parts:
        return lambda counted: _by_part(counted, owners[counted.of_stations], standing)

    return _counted_figures(parts(Standing.ACCEPTED), parts(Standing.PROVISIONAL), period)


Parts = Callable[["_Counted"], dict[str, Decimal]]
"""The sums of a measure by the part it is split into."""


def _counted_figures(
    accepted_of: Parts, provisional_of: Parts, period: Period
) -> tuple[Figure, ...]:
    names = {row.code: row for row in Measure.objects.all()}
    with translation.override("vi"):  # labels are frozen: always in the language of the report
        channels = labels_of(CodeList.CHANNEL)
    found: list[Figure] = []
    for counted in COUNTED:
        accepted, provisional = accepted_of(counted), provisional_of(counted)
        labels = SEXES if counted.split_by == "sex" else channels
        parts = [part for part in labels if part in provisional or part in accepted]
        parts += sorted({*accepted, *provisional} - set(parts))
        measure = names[counted.measure]
        total = _count(counted, measure, "", measure.name, period)
        found.append(_with(total, sum(accepted.values()), sum(provisional.values())))
        if counted.split_by:
            found += [
                _with(
                    _count(counted, measure, part, labels.get(part, part), period),
                    accepted.get(part, Decimal(0)),
                    provisional.get(part, Decimal(0)),
                )
                for part in parts
            ]
    return tuple(_unknown_kept_apart(found))


def owners_of(
    unit_ids: Collection[int], first: date, last: date, *, with_stations: bool
) -> list[Owners]:
    """The units themselves and, where asked for, their stations on the days these were theirs."""
    days: dict[tuple[date, date], set[int]] = defaultdict(set)
    days[first, last] |= set(unit_ids)
    if with_stations:
        for station in _stations(unit_ids, first, last):
            if station.unit_id not in unit_ids:
                span = max(station.valid_from or first, first), min(station.valid_to or last, last)
                days[span].add(station.unit_id)
    return [Owners(frozenset(ids), *span) for span, ids in sorted(days.items()) if ids]


def _stations(unit_ids: Collection[int], first: date, last: date) -> list[UnitRelation]:
    rows = UnitRelation.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=last),
        Q(valid_to=None) | Q(valid_to__gte=first),
        hierarchy=Hierarchy.TERRITORY,
        parent_id__in=list(unit_ids),
        unit__versions__kind=UnitKind.STATION,
    )
    return list(rows.distinct())


# ---------------------------------------------------------------- targets ----


def _target_figures(plan: PlanDocument, period: Period, as_of: date) -> Iterator[Figure]:
    accepted = results_of(plan, as_of=as_of)
    provisional = results_of(plan, as_of=as_of, standing=Standing.PROVISIONAL)
    also = {(row.ordinal, row.period): row for row in provisional}
    for row in accepted:
        if _is_told(row, period):
            yield _target_figure(row, also.get((row.ordinal, row.period)), None)


@dataclass(frozen=True)
class _Judging:
    """Whose targets are judged, in which words, up to which day."""

    plan: PlanDocument
    wordings: Sequence[Wording]
    unit_id: int
    period: Period
    as_of: date

    def rows(self, worded: Wording, world: World) -> Iterator[TargetResult]:
        """The results of one target that belong into the report."""
        spec = plan_spec(self.plan)
        for row in evaluate(spec, worded.spec, world, self.as_of, unit_filter=self.unit_id):
            if worded.holds_on(min(row.period.last, self.as_of)) and _is_told(row, self.period):
                yield row


def _judged_targets(
    judging: _Judging, looked: UnitWorlds
) -> Iterator[tuple[Figure, tuple[int, ...]]]:
    """The figures of the unit's targets, each with the accepted entries behind it."""
    accepted, provisional = looked.worlds
    for worded in judging.wordings:
        also = {row.period: row for row in judging.rows(worded, provisional)}
        question = Question(plan_spec(judging.plan), worded.spec, accepted, judging.as_of)
        for row in judging.rows(worded, accepted):
            behind = {
                count.entry_id
                for count, _ in counts_behind(question, judging.unit_id, row.period)
                if isinstance(count, EntryCount)
            }
            figure = _target_figure(row, also.get(row.period), judging.unit_id)
            yield figure, tuple(sorted(behind))


def _is_told(row: TargetResult, period: Period) -> bool:
    return row.period.kind == PeriodKind.YEAR or _lies_in(row.period, period)


def _lies_in(inner: Period, outer: Period) -> bool:
    return inner.first in outer and inner.last in outer


def _target_figure(
    row: TargetResult, provisional: TargetResult | None, unit_id: int | None
) -> Figure:
    needed = _needed_of(row, unit_id)
    word = _word(row.unit) if needed is None else _count_word(row)
    return Figure(
        key=f"{TARGET_KEY}:{row.ordinal}:{row.period.label}",
        group=FigureGroup.TARGET,
        label=row.text,
        period=row.period.label,
        unit_word=word,
        value=_value_of(row, unit_id, counted=needed is not None),
        provisional=_value_of(provisional, unit_id, counted=needed is not None),
        numerator=row.numerator,
        denominator=row.denominator,
        required=_stored(row.required if needed is None else needed),
        threshold=_stored(row.threshold),
        status=row.status.value,
        rule_version=row.rule_version,
    )


def _needed_of(row: TargetResult, unit_id: int | None) -> Fraction | None:
    """What the unit itself must reach; None where the row is not about a number of one unit."""
    own = [one for one in row.outcomes if one.unit_id == unit_id]
    return own[0].needed if len(row.outcomes) == 1 and own else None


def _value_of(row: TargetResult | None, unit_id: int | None, *, counted: bool) -> Decimal | None:
    if row is None:
        return None
    if not counted:
        return _stored(row.value)
    own = [one.count for one in row.outcomes if one.unit_id == unit_id]
    return _stored(own[0]) if own else None


def _count_word(row: TargetResult) -> str:
    if row.period.kind == PeriodKind.YEAR and row.kind in PERIOD_WORDS:
        return PERIOD_WORDS[row.kind]
    return COUNT_WORDS.get(row.kind, "")


def _word(unit: str) -> str:
    return "điểm" if unit == "points" else unit


def _stored(value: Fraction | Decimal | None) -> Decimal | None:
    return None if value is None else counting.round_half_up(Fraction(value), _PLACES)


# ----------------------------------------------------------------- counts ----


def _count(counted: _Counted, measure: Measure, part: str, label: str, period: Period) -> Figure:
    return Figure(
        key=f"{counted.measure}:{part}" if part else counted.measure,
        group=counted.group,
        label=label,
        period=period.label,
        unit_word=measure.unit_word,
        value=None,
    )


def _with(figure: Figure, value: Decimal | int, provisional: Decimal | int) -> Figure:
    return replace(figure, value=Decimal(value), provisional=Decimal(provisional))


def _by_part(counted: _Counted, owners: list[Owners], standing: str) -> dict[str, Decimal]:
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for span in owners:
        for row in _sums(counted.measure, span, standing):
            totals[_part(row.dims, counted.split_by)] += row.quantity
    return {part: total for part, total in totals.items() if total}


def _sums(measure: str, owners: Owners, standing: str) -> list[SumRow]:
    return sums(
        measure,
        first=owners.first,
        last=owners.last,
        standing=standing,
        unit_ids=owners.unit_ids,
    )


def _part(dims: Dims, split_by: str) -> str:
    return str(getattr(dims, split_by)) if split_by else ""


def _unknown_kept_apart(figures: list[Figure]) -> Iterator[Figure]:
    """What nobody counted is not known, rather than zero: the ledger has no entry for either.

    Attendances where something was held, airtime where something was published.
    """
    accepted = {figure.key: figure.value for figure in figures}
    provisional = {figure.key: figure.provisional for figure in figures}
    for figure in figures:
        total = figure.key.partition(":")[0]
        told = _TOLD_BY.get(total, ())
        yield replace(
            figure,
            value=None if _is_unknown(total, told, accepted) else figure.value,
            provisional=None if _is_unknown(total, told, provisional) else figure.provisional,
        )


def _is_unknown(total: str, told: tuple[str, ...], counts: Mapping[str, Decimal | None]) -> bool:
    return not counts[total] and any(counts[key] for key in told)


_TOLD_BY = {
    "attendance": ("activity",),
    "attendance_children": ("activity",),
    "attendance_minority": ("activity",),
    "airtime_minutes": ("item_original", "item_repeat"),
}
"""Counts a record may leave open, and the counts that say there were such records."""


@dataclass(frozen=True)
class _Counting:
    """The counts of one unit's report, from its entries by measure."""

    span: Span
    owners: Mapping[bool, Sequence[Owners]]
    entries: Mapping[str, Sequence[Entry]]

    def accepted(self, counted: _Counted) -> dict[str, Decimal]:
        """What is accepted up to the cut-off."""
        return self._sums(counted, self._accepted(counted))

    def provisional(self, counted: _Counted) -> dict[str, Decimal]:
        """The same with what waits for acceptance and what came after the cut-off."""
        return self._sums(counted, self._of(counted))

    def behind(self, figure: Figure) -> tuple[int, ...]:
        """The accepted entries behind a figure."""
        measure, _, part = figure.key.partition(":")
        counted = next(one for one in COUNTED if one.measure == measure)
        found = self._accepted(counted)
        return tuple(
            sorted(
                entry.pk for entry in found if not part or getattr(entry, counted.split_by) == part
            )
        )

    def _accepted(self, counted: _Counted) -> list[Entry]:
        return [
            entry
            for entry in self._of(counted)
            if entry.standing == Standing.ACCEPTED and entry.occurred_on <= self.span.as_of
        ]

    def _of(self, counted: _Counted) -> list[Entry]:
        return [
            entry
            for entry in self.entries.get(counted.measure, ())
            if any(
                entry.unit_id in owner.unit_ids and owner.first <= entry.occurred_on <= owner.last
                for owner in self.owners[counted.of_stations]
            )
        ]

    @staticmethod
    def _sums(counted: _Counted, entries: Sequence[Entry]) -> dict[str, Decimal]:
        totals: dict[str, Decimal] = defaultdict(Decimal)
        for entry in entries:
            totals[getattr(entry, counted.split_by) if counted.split_by else ""] += entry.quantity
        return {part: total for part, total in totals.items() if total}


def _by_measure(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.measure_id].append(entry)
    return found
