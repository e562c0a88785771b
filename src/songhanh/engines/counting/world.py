"""What the counting engine is given: plain values, read from the ledger and the registers.

Everything here is already limited to one standing and to what was known on the known-on day; the
engine applies the as-of day itself. Ids are the caller's own and only need to agree with each
other. Nothing here knows a database.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from songhanh.engines.counting.names import UnitNames
from songhanh.engines.counting.units import Succession, Unit, UnitTree


class Measure(StrEnum):
    """What a count counts. Only records under the chosen standing are in it."""

    SESSION_HELD = "session_held"
    """Activities on law or policy, one for each host and co-host; dimension ``integrated``."""
    SESSION_RECEIVED = "session_received"
    """The same, one for the commune that is its place (or its host, if that is a commune)."""
    ACTIVITY_HELD = "activity_held"
    """Activities of any content, one for each host and co-host."""
    ITEM_ORIGINAL = "item_original"
    """Items on gender equality that are no repeat, for their outlet; ``channel``, ``column``."""
    ITEM_REPEAT = "item_repeat"
    """Runs and reposts of items on gender equality, for their outlet; ``channel``."""


class Standing(StrEnum):
    """Which records are in the world: accepted ones, or also those submitted."""

    ACCEPTED = "accepted"
    PROVISIONAL = "provisional"


class AdoptionStage(StrEnum):
    """How far a media body applies the indicator set."""

    NONE = "none"
    STUDY = "study"
    PILOT = "pilot"
    OFFICIAL = "official"


STAGES_IN_ORDER = tuple(AdoptionStage)


class ConventionState(StrEnum):
    """Where a village convention stands."""

    DRAFT = "draft"
    ADOPTED = "adopted"
    RECOGNISED = "recognised"
    SUSPENDED = "suspended"
    REPEALED = "repealed"


class RoundRole(StrEnum):
    """What a survey round is for."""

    BASELINE = "baseline"
    MID = "mid"
    END = "end"


EVERYBODY = "all"
"""The audience group of a survey estimate that stands for all respondents."""

DIGITAL_COMMUNITY = "digital_community"
"""The type of community model that ``digital_model_per_year`` counts."""


@dataclass(frozen=True, slots=True)
class Count:
    """One record, or the sum of several that share unit, day and dimensions.

    ``record`` names the record where one record is counted for several units (an activity with
    co-hosts): on a map where these units have become one it then counts once. Such a record has
    rows of its own and is never summed with others.
    """

    unit_id: int
    day: date
    quantity: Decimal = Decimal(1)
    dims: Mapping[str, str] = field(default_factory=dict)
    record: int | str | None = None


@dataclass(frozen=True, slots=True)
class UnitClass:
    """A class of units as plans print it: kinds and codes, without the excluded codes."""

    name: str
    kinds: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    exclude_codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CampaignPlan:
    """The Action Month plan of a unit for a year."""

    unit_id: int
    year: int
    number: str | None = None
    issued_on: date | None = None


@dataclass(frozen=True, slots=True)
class StageRow:
    """A media body has reached a stage from a day on."""

    unit_id: int
    stage: AdoptionStage
    from_on: date


@dataclass(frozen=True, slots=True)
class StateRow:
    """A convention is in a state since a day; None is an unknown day."""

    state: ConventionState
    since: date | None = None


@dataclass(frozen=True, slots=True)
class ConventionReview:
    """A reading of a convention; ``discriminating`` None is a review without a finding."""

    reviewed_on: date
    discriminating: bool | None


@dataclass(frozen=True, slots=True)
class Convention:
    """A village convention with its history: states in the order of time, texts, reviews."""

    id: str
    commune_id: int
    states: tuple[StateRow, ...]
    adopted_on: date | None = None
    texts_on: tuple[date, ...] = ()
    reviews: tuple[ConventionReview, ...] = ()


@dataclass(frozen=True, slots=True)
class CommunityModel:
    """A community model and the days of its activities."""

    id: str
    commune_id: int
    type: str
    started_on: date
    met_on: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class SurveyEstimate:
    """A score (0 to 100) of one group in one round; without ``plan_code`` it serves every plan."""

    year: int
    role: RoundRole
    questionnaire: str
    group: str
    score: Decimal
    standard_error: Decimal | None = None
    plan_code: str | None = None


@dataclass(frozen=True, slots=True)
class TypedValue:
    """A value entered with evidence; without ``unit_id`` it is the plan's as a whole."""

    plan_code: str
    target_ordinal: str
    year: int
    value: Decimal
    unit_id: int | None = None


@dataclass(frozen=True)
class World:
    """All that a figure can come from, under one standing and one known-on day (None: all)."""

    units: Sequence[Unit]
    successions: Sequence[Succession] = ()
    classes: Sequence[UnitClass] = ()
    counts: Mapping[Measure, Sequence[Count]] = field(default_factory=dict)
    campaign_plans: Sequence[CampaignPlan] = ()
    stages: Sequence[StageRow] = ()
    conventions: Sequence[Convention] = ()
    models: Sequence[CommunityModel] = ()
    estimates: Sequence[SurveyEstimate] = ()
    typed_values: Sequence[TypedValue] = ()
    standing: Standing = Standing.ACCEPTED
    known_on: date | None = None

    @cached_property
    def tree(self) -> UnitTree:
        """The units asked by day."""
        return UnitTree(self.units, self.successions)

    @cached_property
    def names(self) -> UnitNames:
        """The names of the units."""
        return UnitNames(self.tree)

    @cached_property
    def counts_by_month(self) -> Mapping[tuple[Measure, int, int], Sequence[Count]]:
        """The counts of each measure, year and month: a quarter need not read a whole year."""
        months: dict[tuple[Measure, int, int], list[Count]] = defaultdict(list)
        for measure, rows in self.counts.items():
            for row in rows:
                months[measure, row.day.year, row.day.month].append(row)
        return months
