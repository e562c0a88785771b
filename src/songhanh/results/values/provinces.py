"""One target by province: the figures of a whole country, worked out once and parted on the map."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from songhanh.engines.counting import (
    Outcome,
    Standing,
    TargetResult,
    TargetSpec,
    UnitTree,
    Verdict,
    evaluate,
    round_half_up,
)
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.targets.queries import plan_spec
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.results.values.sources import Reading, world_of

_COUNTED = (Verdict.PASSING, Verdict.FAILING, Verdict.UNREVIEWED)


@dataclass(frozen=True)
class ProvinceRow:
    """How many units of a province pass, of how many; the share in per cent, None of none."""

    unit_id: int
    code: str
    name: str
    passing: int
    counted: int

    @property
    def value(self) -> Fraction | None:
        """The share, exact."""
        return Fraction(100 * self.passing, self.counted) if self.counted else None

    @property
    def share(self) -> Decimal | None:
        """The share as screens show it, one decimal."""
        return None if self.value is None else round_half_up(self.value, 1)


@dataclass(frozen=True)
class ByProvince:
    """The figures of one period: of the plan as a whole, and of each province by code.

    Units outside every province (of a ministry) are in the whole alone.
    """

    whole: TargetResult
    provinces: tuple[ProvinceRow, ...]


def by_province(
    plan: PlanDocument,
    target: TargetSpec,
    *,
    as_of: date,
    known_on: date | None = None,
    standing: str = Standing.ACCEPTED,
) -> list[ByProvince]:
    """Each period of the target's year with its provinces, on the reported map.

    A province is the one a unit stood in on the last day judged, the as-of day at the latest. The
    number of queries does not depend on how many provinces or units there are.
    """
    spec = plan_spec(plan)
    world = world_of(spec, [target], Reading(as_of, known_on, Standing(standing)))
    return [
        ByProvince(row, _parted(row.outcomes, world.tree, min(row.period.last, as_of)))
        for row in evaluate(spec, target, world, as_of)
    ]


def _parted(outcomes: tuple[Outcome, ...], tree: UnitTree, day: date) -> tuple[ProvinceRow, ...]:
    valid = tree.valid_on(day)
    tallies = {unit_id: [0, 0] for unit_id, unit in valid.items() if unit.kind == UnitKind.PROVINCE}
    place = _Places(tree, day, tallies.keys())
    for outcome in outcomes:
        if outcome.verdict not in _COUNTED:
            continue
        province = place.of(outcome.unit_id)
        if province is not None:
            tallies[province][0] += outcome.verdict == Verdict.PASSING
            tallies[province][1] += 1
    rows = (
        ProvinceRow(unit_id, valid[unit_id].code, valid[unit_id].name, passing, counted)
        for unit_id, (passing, counted) in tallies.items()
    )
    return tuple(sorted(rows, key=lambda row: row.code))


class _Places:
    """The province of each unit on a day; units that stand together are looked for once."""

    def __init__(self, tree: UnitTree, day: date, provinces: Collection[int]) -> None:
        self._tree, self._day, self._provinces = tree, day, provinces
        self._under: dict[int, int | None] = {}

    def of(self, unit_id: int) -> int | None:
        """The nearest province at or above the unit, as ``UnitTree.above`` goes."""
        if unit_id in self._provinces or unit_id not in self._tree.units:
            return unit_id if unit_id in self._provinces else None
        parent = self._tree.units[unit_id].latest(self._day).parent_id
        if parent is None:
            return None
        if parent not in self._under:
            chain = self._tree.above(parent, self._day)
            self._under[parent] = next((one for one in chain if one in self._provinces), None)
        return self._under[parent]
