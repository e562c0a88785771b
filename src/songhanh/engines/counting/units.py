"""Units over time: their versions, the tree they form on a day, and what continues them.

A unit is one identity with dated versions of its name, kind, code and parent. Merging, splitting
and dissolving end an identity; renaming, a change of kind and re-attachment only add a version.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

COMMUNE_KINDS = frozenset({"commune", "ward", "township", "special_zone"})
TERRITORY_KINDS = COMMUNE_KINDS | {"province", "district"}
STATION = "station"


@dataclass(frozen=True, slots=True)
class UnitVersion:
    """What a unit is called, is and belongs to over a span of days (both inside, None is open)."""

    code: str
    name: str
    kind: str
    parent_id: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the day lies in the span."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Unit:
    """An identity with its versions in the order of time."""

    id: int
    versions: tuple[UnitVersion, ...]
    aliases: tuple[str, ...] = ()

    def on(self, day: date) -> UnitVersion | None:
        """The version that holds on the day, if any."""
        if len(self.versions) == 1:  # most units never changed
            only = self.versions[0]
            return only if only.holds_on(day) else None
        return next((one for one in self.versions if one.holds_on(day)), None)

    def latest(self, day: date) -> UnitVersion:
        """The version that holds on the day, else the last one before it, else the first."""
        if len(self.versions) == 1:
            return self.versions[0]
        begun = [one for one in self.versions if one.valid_from is None or one.valid_from <= day]
        return begun[-1] if begun else self.versions[0]


class SuccessionKind(StrEnum):
    """Successions that end a unit or take a part of it; the other kinds leave one identity."""

    MERGE = "merge"
    MERGE_PART = "merge_part"
    SPLIT = "split"
    DISSOLVE = "dissolve"


@dataclass(frozen=True, slots=True)
class Succession:
    """From the day ``on`` the old unit goes, with a share of it, into the new one.

    ``new_id`` is None for a dissolution. ``share`` (0 to 1) None means 1 for a merger and *not
    decided* for a merged part or a split.
    """

    old_id: int
    new_id: int | None
    on: date
    kind: SuccessionKind
    share: Decimal | None = None

    @property
    def part(self) -> Fraction | None:
        """The share with its default, exact; None when it is not decided."""
        if self.share is not None:
            return Fraction(self.share)
        return Fraction(1) if self.kind == SuccessionKind.MERGE else None


class UnitTree:
    """The units of a world, asked by day."""

    def __init__(self, units: Iterable[Unit], successions: Iterable[Succession]) -> None:
        """Order the successions of each unit by day and note which of them end it.

        Raises ValueError where a succession names a unit that was not handed over: what such a
        unit did could be counted nowhere, and nobody would see it.
        """
        self.units = {unit.id: unit for unit in units}
        self._steps: dict[int, dict[date, list[Succession]]] = {}
        self._into: dict[int, list[Succession]] = defaultdict(list)
        for row in sorted(successions, key=lambda one: one.on):
            if row.old_id not in self.units or (row.new_id or row.old_id) not in self.units:
                raise ValueError(f"{row} names a unit without versions.")
            if row.old_id != row.new_id:
                self._steps.setdefault(row.old_id, {}).setdefault(row.on, []).append(row)
                if row.new_id is not None:
                    self._into[row.new_id].append(row)
        self._ends = {
            unit_id: on
            for unit_id, steps in self._steps.items()
            for on in reversed(steps)
            if self._is_end(unit_id, steps[on])
        }
        self._eras = self._days_of_change()
        self._valid: dict[date, dict[int, UnitVersion]] = {}
        self._children: dict[date, dict[int, list[int]]] = {}
        self._under: dict[tuple[int, date], frozenset[int]] = {}
        self.chosen: dict[Hashable, tuple[int, ...]] = {}
        """Units somebody chose on a map, for ``denominators.units_of`` to look up again."""

    def _is_end(self, unit_id: int, rows: list[Succession]) -> bool:
        if any(row.kind != SuccessionKind.MERGE_PART for row in rows):
            return True
        # A unit whose parts all went elsewhere is not valid any more; else it lives on.
        return self.units[unit_id].on(rows[0].on) is None

    def _days_of_change(self) -> list[date]:
        return [date.min, *sorted(self.changes())]

    def changes(self, kinds: frozenset[str] | None = None) -> set[date]:
        """The first days of a changed map; with ``kinds`` only changes of units of these."""
        of_kinds = {
            unit.id: unit
            for unit in self.units.values()
            if kinds is None or not kinds.isdisjoint([version.kind for version in unit.versions])
        }
        days = {on for old_id, steps in self._steps.items() if old_id in of_kinds for on in steps}
        for unit in of_kinds.values():
            for version in unit.versions:
                if version.valid_from is not None:
                    days.add(version.valid_from)
                if version.valid_to is not None and version.valid_to < date.max:
                    days.add(version.valid_to + timedelta(days=1))
        return days

    def era(self, day: date) -> date:
        """The first day of the stretch around the day in which nothing changed on the map."""
        return self._eras[bisect_right(self._eras, day) - 1]

    def end_of(self, unit_id: int) -> date | None:
        """The first day on which a merger, split or dissolution has ended the unit."""
        return self._ends.get(unit_id)

    def on(self, unit_id: int, day: date) -> UnitVersion | None:
        """The version of a unit on the day; None when it is unknown, not yet or no longer valid."""
        return self.valid_on(day).get(unit_id)

    def valid_on(self, day: date) -> dict[int, UnitVersion]:
        """The units valid on the day, with what they are then."""
        era = self.era(day)
        if era not in self._valid:
            self._valid[era] = dict(self._versions_on(day))
        return self._valid[era]

    def _versions_on(self, day: date) -> Iterator[tuple[int, UnitVersion]]:
        ends = self._ends
        for unit_id, unit in self.units.items():
            version = unit.on(day)
            if version is not None and (unit_id not in ends or day < ends[unit_id]):
                yield unit_id, version

    def under(self, unit_id: int, day: date) -> frozenset[int]:
        """The units below this one on the day, at any depth, without itself."""
        key = unit_id, self.era(day)
        if key not in self._under:
            children = self._children_on(day)
            found: set[int] = set()
            waiting = [unit_id]
            while waiting:
                below = [one for one in children.get(waiting.pop(), ()) if one not in found]
                found.update(below)
                waiting.extend(below)
            self._under[key] = frozenset(found - {unit_id})
        return self._under[key]

    def _children_on(self, day: date) -> dict[int, list[int]]:
        era = self.era(day)
        if era not in self._children:
            children: dict[int, list[int]] = defaultdict(list)
            for unit_id, version in self.valid_on(day).items():
                if version.parent_id is not None:
                    children[version.parent_id].append(unit_id)
            self._children[era] = children
        return self._children[era]

    def above(self, unit_id: int, day: date) -> tuple[int, ...]:
        """The unit and what stands above it, nearest first.

        Of a unit that is not valid on the day its last known place is taken: a department that has
        ended still has the province whose programme it ran.
        """
        chain: list[int] = []
        at: int | None = unit_id
        while at is not None and at in self.units and at not in chain:
            chain.append(at)
            at = self.units[at].latest(day).parent_id
        return tuple(chain)

    def territory_of(self, unit_id: int | None, day: date) -> int | None:
        """The unit itself where it has a territory, else the nearest above; None is everything."""
        above = self.above(unit_id, day) if unit_id is not None else ()
        kinds = ((one, self.units[one].latest(day).kind) for one in above)
        return next((one for one, kind in kinds if kind in TERRITORY_KINDS), None)

    def code(self, unit_id: int, day: date) -> str:
        """The code shown for a unit: the one valid on the day, else its last one."""
        return self.units[unit_id].latest(day).code

    def steps_of(self, unit_id: int) -> dict[date, list[Succession]]:
        """The successions out of a unit by day, in the order of time."""
        return self._steps.get(unit_id, {})

    def steps_into(self, unit_id: int, until: date) -> list[Succession]:
        """The successions into a unit up to a day, in the order of time."""
        return [row for row in self._into.get(unit_id, ()) if row.on <= until]
