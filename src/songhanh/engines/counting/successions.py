"""What passes on when units merge, split or end.

What happened stays with the unit that did it; on the new map its quantity is carried to the units
that continue it, by the shares of the successions. States (a convention, a model, the stage of a
media body) pass to the successor on either map.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from songhanh.engines.counting.units import Succession, UnitTree
from songhanh.engines.counting.world import STAGES_IN_ORDER, AdoptionStage, StageRow


@dataclass(frozen=True, slots=True)
class Carried:
    """Where a quantity goes: parts by unit, and the old units that leave some of it over."""

    parts: tuple[tuple[int, Fraction], ...]
    unassigned: tuple[int, ...] = ()


def carry(tree: UnitTree, unit_id: int, day: date, until: date) -> Carried:
    """Carry what a unit did on a day to the units of ``until``; shares of a chain multiply.

    A unit that lives on after a part of it was merged keeps the rest of what it did before; what
    it does afterwards is its own. A share that is not decided leaves its part unassigned.
    """
    end = tree.end_of(unit_id)
    if end is not None and day >= end:
        day = end - timedelta(days=1)
    parts: dict[int, Fraction] = defaultdict(Fraction)
    unassigned: list[int] = []
    _carry_on(tree, (unit_id, day, Fraction(1)), until, parts, unassigned)
    found = tuple((one, part) for one, part in parts.items() if part)
    return Carried(found, tuple(dict.fromkeys(unassigned)))


def _carry_on(
    tree: UnitTree,
    start: tuple[int, date, Fraction],
    until: date,
    parts: dict[int, Fraction],
    unassigned: list[int],
) -> None:
    unit_id, day, part = start
    for on, rows in tree.steps_of(unit_id).items():
        if on <= day:
            continue
        if on > until:
            break
        given = Fraction(0)
        for row in rows:
            if row.new_id is not None and row.part is not None:
                given += row.part
                _carry_on(tree, (row.new_id, on, part * row.part), until, parts, unassigned)
        ended = tree.end_of(unit_id) == on
        undecided = any(row.new_id is not None and row.part is None for row in rows)
        if given < 1 and (ended or undecided):
            unassigned.append(unit_id)
        if ended:
            return
        part *= 1 - given
    parts[unit_id] += part


def holder(tree: UnitTree, unit_id: int, day: date) -> int | None:
    """The unit with which the states of a unit lie on a day; None when nobody continues it.

    The successor with the largest share; of equal or undecided shares the lowest code.
    """
    end = tree.end_of(unit_id)
    while end is not None and end <= day:
        heir = _heir(tree, tree.steps_of(unit_id)[end], end)
        if heir is None:
            return None
        unit_id, last_end = heir, end
        end = tree.end_of(unit_id)
        if end is not None and end <= last_end:
            return None
    return unit_id


def _heir(tree: UnitTree, rows: Iterable[Succession], on: date) -> int | None:
    into = [row for row in rows if row.new_id is not None]
    decided = sum((row.part for row in into if row.part is not None), start=Fraction(0))
    undecided = decided < 1 and any(row.part is None for row in into)
    ranked = sorted(
        (
            Fraction(0) if undecided else -(row.part or Fraction(0)),
            tree.code(row.new_id, on),
            row.new_id,
        )
        for row in into
        if row.new_id is not None
    )
    return ranked[0][2] if ranked else None


def stage_of(tree: UnitTree, rows: Sequence[StageRow], unit_id: int, day: date) -> AdoptionStage:
    """The stage of a media body on a day: its own newest row, else the lowest it was left with.

    A body without a row of its own has the lowest stage of its predecessors, itself among them
    where it existed before; without either, none.
    """
    own = [row for row in rows if row.unit_id == unit_id and row.from_on <= day]
    if own:
        return max(own, key=lambda row: row.from_on).stage
    into = tree.steps_into(unit_id, day)
    if not into:
        return AdoptionStage.NONE
    on = into[-1].on
    before = on - timedelta(days=1)
    left = {row.old_id for row in into if row.on == on}
    if tree.on(unit_id, before) is not None:
        left.add(unit_id)
    return min((stage_of(tree, rows, one, before) for one in left), key=STAGES_IN_ORDER.index)
