"""Rows of the results pages: the engine's answers with the words a screen needs."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from songhanh.engines.counting import (
    JUDGED_BY,
    Forecast,
    Outlook,
    Period,
    PeriodKind,
    TargetResult,
    period_of,
    round_half_up,
)
from songhanh.engines.counting.periods import periods_in
from songhanh.engines.vntext import fold
from songhanh.programme.targets.models import Target
from songhanh.registry.orgunits.queries import names_over
from songhanh.results.values.enums import ENTERED_ON, RequiredFrom, TargetStatus, Verdict
from songhanh.results.values.explanation import EntryBehind, Explanation, RecordKey
from songhanh.results.values.outlooks import RowKey, forecast_words
from songhanh.results.values.records import SeenRecord

SortKey = int | str | Decimal
"""What rows are sorted by; one column holds one of these."""


@dataclass(frozen=True)
class ResultRow:
    """One target in one period, with the same of another standing where it is shown beside."""

    result: TargetResult
    target: Target
    provisional: TargetResult | None = None
    outlook: Outlook | None = None

    @property
    def forecasts(self) -> list[Forecast]:
        """What is expected at the end of the period, and of the plan where that is another day."""
        if self.outlook is None or self.outlook.of_period is None:
            return []
        of_period, of_plan = self.outlook.of_period, self.outlook.of_plan
        if of_plan is None or of_plan.on == of_period.on:
            return [of_period]
        return [of_period, of_plan]

    @property
    def forecast_words(self) -> list[str]:
        """The same in sentences, each with what it assumes."""
        return [forecast_words(one, self.result.unit) for one in self.forecasts]

    @property
    def forecast(self) -> Decimal | None:
        """The value expected at the end of the period, one decimal."""
        found = self.forecasts
        return round_half_up(found[0].value, 1) if found else None

    @property
    def forecast_holds(self) -> bool | None:
        """Whether it would be enough; None where nothing is required or expected."""
        found = self.forecasts
        return found[0].holds if found else None

    @property
    def status(self) -> TargetStatus:
        """The status with its word."""
        return TargetStatus(self.result.status.value)

    @property
    def value(self) -> Decimal | None:
        """As screens show it, one decimal."""
        return self.result.rounded(1)

    @property
    def provisional_value(self) -> Decimal | None:
        """The value with the records that wait for acceptance."""
        return self.provisional.rounded(1) if self.provisional else None

    @property
    def provisional_status(self) -> TargetStatus | None:
        """The status with the records that wait for acceptance."""
        return TargetStatus(self.provisional.status.value) if self.provisional else None

    @property
    def required(self) -> Decimal | None:
        """What is required, one decimal."""
        required = self.result.required
        return None if required is None else round_half_up(required, 1)

    @property
    def required_from(self) -> RequiredFrom | None:
        """Where the required value comes from."""
        origin = self.result.required_from
        return RequiredFrom(origin.value) if origin else None

    @property
    def failing_count(self) -> int:
        """How many units fail."""
        return len(self.result.failing)

    @property
    def is_year(self) -> bool:
        """Whether it is the row of the whole year, which every target has."""
        return self.result.period.kind == PeriodKind.YEAR

    @property
    def entered_on(self) -> str:
        """The name of the page where this kind's own records are kept; empty for counts."""
        return ENTERED_ON.get(self.result.kind.value, "")


@dataclass(frozen=True)
class TargetRows:
    """A target with its rows: quarters where it has some, then the year."""

    target: Target
    rows: tuple[ResultRow, ...]

    @property
    def year(self) -> ResultRow:
        """The row of the year, which is the last one."""
        return self.rows[-1]


@dataclass(frozen=True)
class UnitRow:
    """One unit in a figure: its count of what is needed."""

    unit_id: int
    code: str
    name: str
    verdict: Verdict
    count: Decimal | None
    needed: Decimal | None
    provisional: Decimal | None
    title: str = ""
    """What is judged where that is a thing of the unit and not the unit itself."""

    @property
    def full_name(self) -> str:
        """The unit, and the thing where there is one."""
        return f"{self.name}: {self.title}" if self.title else self.name

    @property
    def lacking(self) -> Decimal | None:
        """What is missing up to the number needed; None where nothing is, or nothing counts."""
        if self.count is None or self.needed is None or self.count >= self.needed:
            return None
        return self.needed - self.count


@dataclass(frozen=True)
class UnitTable:
    """The units of a figure somebody may see; ``beyond`` are those outside their branch."""

    rows: list[UnitRow]
    beyond: int

    @property
    def names(self) -> dict[int, str]:
        """The names of the units somebody may see, by id."""
        return {row.unit_id: row.name for row in self.rows}


VERDICT_ORDER = (Verdict.FAILING, Verdict.UNREVIEWED, Verdict.TOO_NEW, Verdict.PASSING)


def _by_count(row: UnitRow) -> Decimal:
    """What nobody counted stands before zero."""
    return Decimal(-1) if row.count is None else row.count


_KEYS: dict[str, Callable[[UnitRow], SortKey]] = {
    "verdict": lambda row: VERDICT_ORDER.index(row.verdict),
    "name": lambda row: fold(row.name),
    "count": _by_count,
    "lacking": lambda row: row.lacking or Decimal(0),
}
UNIT_ORDERS = dict.fromkeys(_KEYS, "")
"""What the units of a figure may be sorted by."""


def in_order(rows: Iterable[UnitRow], key: str) -> list[UnitRow]:
    """The units of a figure sorted as asked; those that tie by name."""
    by = _KEYS[key.removeprefix("-")]
    named = sorted(rows, key=lambda one: fold(one.name))
    return sorted(named, key=by, reverse=key.startswith("-"))


def result_rows(
    results: Iterable[TargetResult],
    targets: Iterable[Target],
    provisional: Iterable[TargetResult] = (),
    *,
    outlooks: Mapping[RowKey, Outlook] | None = None,
) -> list[ResultRow]:
    """Engine rows with their targets, in the order of the plan."""
    by_key = {target.element.key: target for target in targets}
    beside = {(one.ordinal, one.period): one for one in provisional}
    return [
        ResultRow(
            result,
            by_key[result.ordinal],
            beside.get((result.ordinal, result.period)),
            (outlooks or {}).get((result.ordinal, result.period.label)),
        )
        for result in results
    ]


def by_target(rows: Iterable[ResultRow]) -> list[TargetRows]:
    """Rows gathered under their targets, in the order of the plan."""
    found: dict[int, list[ResultRow]] = {}
    for row in rows:
        found.setdefault(row.target.pk, []).append(row)
    return [TargetRows(some[0].target, tuple(some)) for some in found.values()]


def unit_table(row: ResultRow, visible: Collection[int] | None, on: date) -> UnitTable:
    """The units of a figure, failing ones first."""
    outcomes = row.result.outcomes
    kept = [one for one in outcomes if visible is None or one.unit_id in visible]
    first = date(on.year, 1, 1)
    names = names_over({one.unit_id for one in kept}, first=first, last=on)
    beside = row.provisional.outcomes if row.provisional else ()
    provisional = {one.unit_id: one.count for one in beside}
    rows = [
        UnitRow(
            unit_id=one.unit_id,
            code=one.code,
            name=str(names.get(one.unit_id, one.code)),
            verdict=Verdict(one.verdict.value),
            count=_shown(one.count),
            needed=_shown(one.needed),
            provisional=_shown(provisional.get(one.unit_id)),
        )
        for one in kept
    ]
    rows.sort(key=lambda one: (VERDICT_ORDER.index(one.verdict), one.name))
    return UnitTable(rows, len(outcomes) - len(kept))


@dataclass(frozen=True)
class EntryRow:
    """One entry with the unit that recorded it, and its record as far as the person may see it."""

    entry: EntryBehind
    unit_name: str
    record: SeenRecord | None

    @property
    def in_part(self) -> bool:
        """Whether the figure counts less than the entry says."""
        return self.entry.counted != Fraction(self.entry.quantity)

    @property
    def counted(self) -> Decimal:
        """The part that is counted."""
        return round_half_up(self.entry.counted, 1)


@dataclass(frozen=True)
class EntryGroup:
    """The entries of the stretch that is held against the number needed."""

    period: Period
    rows: tuple[EntryRow, ...]

    @property
    def total(self) -> Decimal:
        """What is counted, added up."""
        return round_half_up(sum((row.entry.counted for row in self.rows), Fraction(0)), 1)


def entry_groups(
    explanation: Explanation, names: Mapping[int, str], records: Mapping[RecordKey, SeenRecord]
) -> list[EntryGroup]:
    """The entries of an explanation, by quarter or month where the kind judges by these.

    Every quarter or month begun has its group, an empty one as well: that is where it fails.
    """
    as_of, period = explanation.reading.as_of, explanation.period
    kind = JUDGED_BY.get(explanation.target.kind, period.kind)
    by_period: dict[Period, list[EntryRow]] = {period: []}
    if kind != period.kind:
        by_period = {one: [] for one in periods_in(kind, period.year, as_of) if one.first in period}
    for entry in explanation.entries:
        own = period if kind == period.kind else period_of(kind, entry.occurred_on)
        row = EntryRow(entry, names.get(entry.recorded_by, ""), records.get(entry.key))
        by_period[own].append(row)
    return [EntryGroup(one, tuple(rows)) for one, rows in by_period.items()]


def _shown(count: Fraction | None) -> Decimal | None:
    return None if count is None else round_half_up(count, 1)
