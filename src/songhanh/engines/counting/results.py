"""What the counting engine answers: one row per target and period."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from songhanh.engines.counting.periods import Period, Span
from songhanh.engines.counting.plans import TargetKind
from songhanh.engines.counting.requirements import RequiredFrom
from songhanh.engines.counting.world import Standing

RULE_VERSION = "2026.1"
"""Names the counting rules a value was worked out by; it changes whenever an answer would."""


class MapView(StrEnum):
    """Units as they were when they reported, or predecessors shown under their successors."""

    REPORTED = "reported"
    NEW = "new"


class TargetStatus(StrEnum):
    """How a value stands against what is required."""

    MET = "met"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    MISSED = "missed"
    NO_DATA = "no_data"
    NO_BASELINE = "no_baseline"
    NOT_ESTABLISHED = "not_established"


class Verdict(StrEnum):
    """What became of one unit or convention in a row."""

    PASSING = "passing"
    FAILING = "failing"
    UNREVIEWED = "unreviewed"
    TOO_NEW = "too_new"


class Lacking(StrEnum):
    """What a unit or convention lacks beside a number."""

    PLAN = "plan"
    """An Action Month plan of the year."""
    DEED = "deed"
    """An activity or an item of its own in the window."""
    STAGE = "stage"
    """The stage of adoption that the year asks for."""
    REVIEW = "review"
    """A review of the newest text, with a finding."""
    CLEAN_TEXT = "clean_text"
    """A text without discriminating clauses."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One unit (or convention, with the unit it lies with) in a row.

    ``count`` of ``needed`` is what a screen shows as 1/2: records of the threshold, or of a year
    of quarters the quarters passed of those counted. ``lacks`` says what else is missing.
    """

    unit_id: int
    code: str
    verdict: Verdict
    count: Fraction | None = None
    needed: Fraction | None = None
    lacks: tuple[Lacking, ...] = ()


def round_half_up(value: Fraction | Decimal | int, places: int) -> Decimal:
    """Round a half away from zero: 0.125 to two places is 0.13, −0.125 is −0.13."""
    exact = Fraction(value)
    scaled = abs(exact) * 10**places + Fraction(1, 2)
    digits = Decimal(scaled.numerator // scaled.denominator).scaleb(-places)
    return digits if exact >= 0 else -digits


@dataclass(frozen=True, slots=True)
class TargetResult:
    """The value of a target in a period, held against what is required.

    ``value`` is exact; ``rounded`` and ``as_json`` round it. None is not known or not there to be
    counted, and never zero. ``span`` is what the status was judged over; a target that does not
    apply in the year has none.
    """

    ordinal: str
    kind: TargetKind
    text: str
    period: Period
    status: TargetStatus
    as_of: date
    unit: str = "%"
    value: Fraction | None = None
    numerator: int | None = None
    denominator: int | None = None
    required: Fraction | None = None
    required_from: RequiredFrom | None = None
    threshold: Decimal | None = None
    span: Span | None = None
    outcomes: tuple[Outcome, ...] = ()
    unresolved: tuple[str, ...] = ()
    unassigned: tuple[str, ...] = ()
    estimated: bool = False
    known_on: date | None = None
    standing: Standing = Standing.ACCEPTED
    map_view: MapView = MapView.REPORTED
    map_on: date | None = None
    """The map day of a comparable series; None is the map of the as-of day."""
    rule_version: str = field(default=RULE_VERSION)

    @property
    def passing(self) -> tuple[str, ...]:
        """Codes of the units that pass (ids of conventions), sorted."""
        return self._codes(Verdict.PASSING)

    @property
    def failing(self) -> tuple[str, ...]:
        """Codes of the units that fail (ids of conventions), sorted."""
        return self._codes(Verdict.FAILING)

    @property
    def apart(self) -> Mapping[str, tuple[str, ...]]:
        """What stands apart, each sorted; empty lists are left out."""
        lists = {
            "unreviewed": self._codes(Verdict.UNREVIEWED),
            "too_new": self._codes(Verdict.TOO_NEW),
            "unresolved": tuple(sorted(self.unresolved)),
            "unassigned": tuple(sorted(self.unassigned)),
        }
        return {name: codes for name, codes in lists.items() if codes}

    @property
    def counts(self) -> Mapping[int, Decimal]:
        """What was counted for each unit, by unit id."""
        return {
            one.unit_id: as_decimal(one.count) for one in self.outcomes if one.count is not None
        }

    def rounded(self, places: int = 1) -> Decimal | None:
        """The value as a screen shows it."""
        return None if self.value is None else round_half_up(self.value, places)

    def as_json(self) -> dict[str, object]:
        """The row as "Per target, JSON" of the counting rules has it, ready for json.dumps."""
        return {
            "ordinal": self.ordinal,
            "kind": self.kind.value,
            "text": self.text,
            "period": self.period.label,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "value": _json_number(self.value),
            "unit": self.unit,
            "required": _json_number(self.required),
            "required_from": self.required_from and self.required_from.value,
            "threshold": _json_number(self.threshold),
            "status": self.status.value,
            "passing": list(self.passing),
            "failing": list(self.failing),
            "apart": {name: list(codes) for name, codes in self.apart.items()},
            "estimated": self.estimated,
            "rule_version": self.rule_version,
            "as_of": self.as_of.isoformat(),
            "known_on": self.known_on and self.known_on.isoformat(),
            "standing": self.standing.value,
            "map": self.map_view.value,
            **({"map_day": self.map_on.isoformat()} if self.map_on else {}),
        }

    def _codes(self, verdict: Verdict) -> tuple[str, ...]:
        return tuple(sorted(one.code for one in self.outcomes if one.verdict == verdict))


def as_decimal(number: Fraction) -> Decimal:
    """A count as a decimal number; shares are decimal, so nothing is lost that a screen shows."""
    return Decimal(number.numerator) / Decimal(number.denominator)


def _json_number(value: Fraction | Decimal | None) -> int | float | None:
    """Two places, half up. JSON has no decimals; two places survive a float unchanged."""
    if value is None:
        return None
    rounded = round_half_up(value, 2)
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)
