"""The question put to the engine: a target of a plan, in a world, at the end of a day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from songhanh.engines.counting.denominators import denominator_of, units_of
from songhanh.engines.counting.periods import MonthDay, Window
from songhanh.engines.counting.plans import (
    DEFAULT_DENOMINATOR_DAYS,
    DEFAULT_WINDOW,
    YEAR_END,
    PlanSpec,
    TargetSpec,
)
from songhanh.engines.counting.results import MapView
from songhanh.engines.counting.units import COMMUNE_KINDS, UnitTree
from songhanh.engines.counting.world import World


@dataclass(frozen=True, slots=True)
class UnitsCounted:
    """The units in a denominator, by code; ``is_known`` is false when no word resolved."""

    ids: tuple[int, ...]
    unresolved: tuple[str, ...] = ()
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. ``unit_filter`` narrows units and conventions to a unit and what is below.

    ``map_on`` is the map day of a comparable series: the new map of that day stands for figures of
    an earlier as-of day. Without it the new map is the one of the as-of day.
    """

    plan: PlanSpec
    target: TargetSpec
    world: World
    as_of: date
    map_view: MapView = MapView.REPORTED
    unit_filter: int | None = None
    map_on: date | None = None

    def __post_init__(self) -> None:
        """A map day belongs to the new map and is no earlier than the as-of day."""
        if self.map_on is None:
            return
        if self.map_view != MapView.NEW or self.map_on < self.as_of:
            raise ValueError("A map day needs the new map and a day on or after the as-of day.")

    @property
    def shown_on(self) -> date:
        """The day whose units are shown: the map day of a series, else the as-of day."""
        return self.map_on or self.as_of

    @property
    def year(self) -> int:
        """The year of the as-of day."""
        return self.as_of.year

    @property
    def tree(self) -> UnitTree:
        """The units asked by day."""
        return self.world.tree

    @property
    def on_new_map(self) -> bool:
        """Whether the units of the as-of day stand for every period."""
        return self.map_view == MapView.NEW

    @property
    def window(self) -> Window:
        """The window of the target, else the Action Month."""
        return self.target.settings.window or DEFAULT_WINDOW

    def map_day(self, day: date) -> date:
        """The day whose units are counted for something fixed on ``day``."""
        return self.shown_on if self.on_new_map else min(day, self.as_of)

    def denominator_day(self) -> date:
        """The day that fixes the units of the year's row."""
        default: MonthDay = DEFAULT_DENOMINATOR_DAYS.get(self.target.kind, YEAR_END)
        return self.map_day((self.target.settings.denominator_day or default).in_year(self.year))

    def territory(self, day: date) -> int | None:
        """The territory unit of the plan; None counts everything."""
        return self.tree.territory_of(self.plan.issuer_id, day)

    def units_counted(self, day: date, *, with_territory: bool = False) -> UnitsCounted:
        """The units of the target's class that are valid on the day."""
        denominator = denominator_of(self.plan, self.target, self.world, day)
        ids = units_of(
            denominator, self.world, day, self.territory(day), with_territory=with_territory
        )
        inside = self.filtered(day)
        kept = ids if inside is None else tuple(one for one in ids if one in inside)
        return UnitsCounted(kept, denominator.unresolved, denominator.is_known)

    def filtered(self, day: date) -> frozenset[int] | None:
        """The unit asked for and what lies under it on the day; None is no filter."""
        if self.unit_filter is None:
            return None
        return self.tree.under(self.unit_filter, day) | {self.unit_filter}

    def own_commune(self, day: date) -> frozenset[int]:
        """The territory unit where it is a commune: its own conventions and models count."""
        territory = self.territory(day)
        version = self.tree.on(territory, day) if territory is not None else None
        if territory is None or version is None or version.kind not in COMMUNE_KINDS:
            return frozenset()
        return frozenset({territory})

    def codes(self, unit_ids: tuple[int, ...]) -> tuple[str, ...]:
        """The codes shown for units: those valid on the as-of day, or the map day of a series."""
        return tuple(self.tree.code(one, self.shown_on) for one in unit_ids)

    def concerned(self, old_ids: Iterable[int], members: frozenset[int]) -> Iterator[int]:
        """Of old units that left something unassigned, those that matter to a denominator.

        They live on in it, could have gone into it, or were counted on their own last day.
        """
        counted_on: dict[date, frozenset[int]] = {}
        for old_id in old_ids:
            rows = [row for step in self.tree.steps_of(old_id).values() for row in step]
            end = self.tree.end_of(old_id)
            if old_id in members or any(row.new_id in members for row in rows):
                yield old_id
            elif end is not None:
                last = end - timedelta(days=1)
                if last not in counted_on:
                    counted_on[last] = frozenset(self.units_counted(last).ids)
                if old_id in counted_on[last]:
                    yield old_id
