"""Plans and targets as the counting engine is given them, with what officers settled."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from songhanh.engines.counting.periods import MonthDay, PeriodKind, Window
from songhanh.engines.counting.world import AdoptionStage


class TargetKind(StrEnum):
    """The ten kinds of targets."""

    SESSIONS_PER_YEAR = "sessions_per_year"
    ACTION_MONTH_PLAN_SHARE = "action_month_plan_share"
    AWARENESS_INCREASE = "awareness_increase"
    MEDIA_INDEX_SHARE = "media_index_share"
    CONVENTION_SHARE = "convention_share"
    LOUDSPEAKER_ITEMS_PER_QUARTER = "loudspeaker_items_per_quarter"
    CENTRE_ITEMS_PER_QUARTER = "centre_items_per_quarter"
    MONTHLY_COLUMN = "monthly_column"
    DIGITAL_MODEL_PER_YEAR = "digital_model_per_year"
    OTHER = "other"


THRESHOLD_KINDS = frozenset(
    {
        TargetKind.SESSIONS_PER_YEAR,
        TargetKind.LOUDSPEAKER_ITEMS_PER_QUARTER,
        TargetKind.CENTRE_ITEMS_PER_QUARTER,
        TargetKind.MONTHLY_COLUMN,
        TargetKind.DIGITAL_MODEL_PER_YEAR,
    }
)
"""Kinds whose value is the number each unit must reach; the share required is the coverage."""

DEFAULT_THRESHOLDS = {
    TargetKind.SESSIONS_PER_YEAR: Decimal(2),
    TargetKind.LOUDSPEAKER_ITEMS_PER_QUARTER: Decimal(3),
    TargetKind.CENTRE_ITEMS_PER_QUARTER: Decimal(3),
    TargetKind.MONTHLY_COLUMN: Decimal(1),
    TargetKind.DIGITAL_MODEL_PER_YEAR: Decimal(1),
}
"""The number each unit must reach where neither plan nor settings name one."""

PERCENT = "%"
POINTS = "points"

FULL_COVERAGE = Decimal(100)
"""Share of the units that must reach the threshold where the plan prints no share."""

DEFAULT_WINDOW = Window("11-15", "12-15")
"""The Action Month, from 15 November to 15 December."""

YEAR_END = MonthDay(12, 31)
DEFAULT_DENOMINATOR_DAYS = {TargetKind.ACTION_MONTH_PLAN_SHARE: MonthDay(11, 15)}
"""The day that fixes the units counted, where it is not the last day of the year."""


class Comparator(StrEnum):
    """How a value is held against another one. Of a range the lower bound is required."""

    AT_LEAST = ">="
    AT_MOST = "<="
    EQUAL = "="
    MORE = ">"
    LESS = "<"
    BETWEEN = "between"


class TargetPeriod(StrEnum):
    """The counting period a target prints; ``once`` is reached by a year."""

    YEAR = PeriodKind.YEAR
    HALF_YEAR = PeriodKind.HALF_YEAR
    QUARTER = PeriodKind.QUARTER
    MONTH = PeriodKind.MONTH
    WEEK = "week"
    SCHOOL_TERM = "school_term"
    ONCE = "once"


class Reading(StrEnum):
    """The accepted meanings of an open word of a plan. The first of each pair is the default."""

    ORGANISES = "organises"
    RECEIVES = "receives"
    POINTS = "points"
    RELATIVE = "relative"
    KEPT = "kept"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Coverage:
    """The outer share: so many per cent of the units must reach the value."""

    value: Decimal
    comparator: Comparator = Comparator.AT_LEAST
    denominator: str | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated value on the way. ``stage`` is pilot (thí điểm) or official (chính thức)."""

    year: int
    value: Decimal
    stage: AdoptionStage | None = None
    comparator: Comparator | None = None


@dataclass(frozen=True, slots=True)
class RoadmapRow:
    """What a year asks for: a share (or the value itself), and the number each unit must reach."""

    year: int
    value: Decimal | None = None
    threshold: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """Where the straight path to the next milestone begins."""

    year: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class DenominatorRule:
    """The units counted as an officer chose them: a class as printed, kinds, or codes."""

    class_name: str | None = None
    kinds: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a target; what is None takes the plan's words or the default."""

    threshold: Decimal | None = None
    count_integrated: bool = True
    window: Window | None = None
    denominator_day: MonthDay | None = None
    baseline_year: int | None = None
    reading: Reading | None = None
    start: Start | None = None


@dataclass(frozen=True, slots=True)
class TargetSpec:
    """A target as the plan has it, with what an officer settled about it."""

    ordinal: str
    kind: TargetKind
    text: str = ""
    comparator: Comparator = Comparator.AT_LEAST
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str = PERCENT
    coverage: Coverage | None = None
    milestones: tuple[Milestone, ...] = ()
    baseline_year: int | None = None
    period: TargetPeriod = TargetPeriod.YEAR
    subjects: tuple[str, ...] = ()
    denominator: DenominatorRule | None = None
    settings: Settings = field(default_factory=Settings)
    roadmap: tuple[RoadmapRow, ...] = ()
    phase: tuple[int, int] | None = None
    applies_year: int | None = None

    @property
    def has_threshold(self) -> bool:
        """Whether the value is the number each unit must reach."""
        return self.kind in THRESHOLD_KINDS

    @property
    def value_unit(self) -> str:
        """The unit of the value shown: per cent, points of a score, or what the plan prints."""
        if self.kind == TargetKind.OTHER:
            return self.unit
        if self.kind == TargetKind.AWARENESS_INCREASE:
            return PERCENT if self.settings.reading == Reading.RELATIVE else POINTS
        return PERCENT

    @property
    def lower_bound(self) -> Decimal | None:
        """The value, of a range the lower one: that is what has to be reached."""
        bounds = [bound for bound in (self.value, self.value_max) if bound is not None]
        return min(bounds, default=None)

    def applies_in(self, year: int) -> bool:
        """Whether the year lies in the phase, and is the single year where the target has one."""
        in_phase = self.phase is None or self.phase[0] <= year <= self.phase[1]
        return in_phase and self.applies_year in {None, year}


@dataclass(frozen=True, slots=True)
class PlanSpec:
    """A plan: who issued it and for which years; a year that is None is open."""

    code: str
    issuer_id: int | None
    first_year: int | None = None
    last_year: int | None = None

    def covers(self, year: int) -> bool:
        """Whether the year lies in the plan's years."""
        begun = self.first_year is None or self.first_year <= year
        return begun and (self.last_year is None or year <= self.last_year)


def plan_years(
    period_from: int | None,
    from_inferred: int | None,
    issued_on: date | None,
    period_to: int | None,
) -> tuple[int | None, int | None]:
    """First and last year: as printed, else as concluded, else the year of issue, else open."""
    issued = issued_on.year if issued_on else None
    first = next((year for year in (period_from, from_inferred, issued) if year is not None), None)
    return first, period_to
