"""Rows of the results pages: the engine's answers with the words a screen needs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from songhanh.engines.counting import TargetKind, TargetResult, round_half_up
from songhanh.programme.targets.models import Target
from songhanh.registry.orgunits.queries import names_on
from songhanh.results.values.enums import RequiredFrom, TargetStatus, Verdict
from songhanh.results.values.sources import FEEDS, RECORDED


@dataclass(frozen=True)
class ResultRow:
    """One target in one period."""

    result: TargetResult
    target: Target

    @property
    def status(self) -> TargetStatus:
        """The status with its word."""
        return TargetStatus(self.result.status.value)

    @property
    def value(self) -> Decimal | None:
        """As screens show it, one decimal."""
        return self.result.rounded(1)

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
    def all_recorded(self) -> bool:
        """Whether everything this kind counts can be entered in this version."""
        return self.result.kind in RECORDED


@dataclass(frozen=True)
class UnitRow:
    """One unit in a figure: its count of what is needed."""

    unit_id: int
    code: str
    name: str
    verdict: Verdict
    count: Decimal | None
    needed: Decimal | None


VERDICT_ORDER = (Verdict.FAILING, Verdict.UNREVIEWED, Verdict.TOO_NEW, Verdict.PASSING)


def result_rows(results: list[TargetResult], targets: list[Target]) -> list[ResultRow]:
    """Engine rows with their targets, in the order of the plan."""
    by_key = {target.element.key: target for target in targets}
    return [ResultRow(result, by_key[result.ordinal]) for result in results]


def unit_rows(
    result: TargetResult, visible: set[int] | None, on: date
) -> tuple[list[UnitRow], int]:
    """The units of a figure that somebody may see, failing ones first; how many lie beyond."""
    kept = [one for one in result.outcomes if visible is None or one.unit_id in visible]
    names = names_on({one.unit_id for one in kept}, on)
    rows = [
        UnitRow(
            unit_id=one.unit_id,
            code=one.code,
            name=names.get(one.unit_id, one.code),
            verdict=Verdict(one.verdict.value),
            count=None if one.count is None else round_half_up(one.count, 1),
            needed=None if one.needed is None else round_half_up(one.needed, 1),
        )
        for one in kept
    ]
    rows.sort(key=lambda row: (VERDICT_ORDER.index(row.verdict), row.name))
    return rows, len(result.outcomes) - len(kept)


def has_entries(kind: TargetKind) -> bool:
    """Whether figures of a kind open down to ledger entries."""
    return kind in FEEDS
