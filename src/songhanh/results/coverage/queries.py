"""The coverage matrix: audience groups by kinds of areas over a period.

An activity, an item, a meeting of a model, an activity of a school counts for each of its groups,
and for each kind of area its commune lay in on its day: a flag counts only inside its validity.
Attendances are of the whole, so they are shown and not divided among groups.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from songhanh.registry.audiences.lists import AREAS
from songhanh.registry.audiences.models import AudienceGroup
from songhanh.registry.audiences.queries import groups, sizes_on
from songhanh.registry.orgunits.enums import COMMUNE_LEVEL, AreaKind
from songhanh.registry.orgunits.models import AreaFlag, UnitVersion
from songhanh.registry.orgunits.queries import areas_of, in_branch, valid_on
from songhanh.results.coverage.reaches import Reach, Sort, reaches

ANYWHERE = "all"
"""The column of every place, flagged or not, known or not."""
COLUMNS = (ANYWHERE, *(area.code for area in AREAS))
WATCHED = frozenset({AreaKind.REMOTE, AreaKind.COASTAL, AreaKind.MINORITY_MOUNTAIN})
"""Areas whose communes should have had a direct session."""


@dataclass
class Cell:
    """What reached one group in one kind of area."""

    activities: int = 0
    items: int = 0
    meetings: int = 0
    school_activities: int = 0
    attendances: int = 0
    communes: set[int] = field(default_factory=set)
    to_reach: int = 0
    """Communes of the area on the last day."""
    size: int | None = None
    """People of the group there, where sizes are known."""

    @property
    def times(self) -> int:
        """How often the group was reached there, by whatever it was."""
        return sum(getattr(self, sort) for sort in Sort)

    def is_missed(self, *, priority: bool) -> bool:
        """A priority group never reached in an area that has communes."""
        return priority and self.times == 0 and self.to_reach > 0


Cells = dict[tuple[str, str], Cell]


@dataclass(frozen=True)
class Coverage:
    """The matrix, who was missed, and how many men were among those counted by sex."""

    groups: list[AudienceGroup]
    cells: Cells
    without_session: list[UnitVersion]
    """Communes of the watched areas without a direct session on law or policy."""
    men: int
    by_sex: int

    def is_reached(self, group: str) -> bool:
        """Whether anything reached a group."""
        return any(self.cells[group, area].times for area in COLUMNS)

    def missed(self) -> list[tuple[AudienceGroup, str]]:
        """Priority cells never reached, in the order of the table."""
        return [
            (group, area)
            for group in self.groups
            for area in COLUMNS
            if self.cells[group.code, area].is_missed(priority=group.is_priority)
        ]


def coverage(
    root_id: int | None, seen: Collection[int] | None, first: date, last: date
) -> Coverage:
    """The matrix below a unit (None: everywhere), of accepted records of the units seen."""
    done = list(reaches(seen, first, last))
    flags = _flags({one.commune_id for one in done if one.commune_id is not None})
    communes = _communes(root_id, last)
    areas = areas_of([one.unit_id for one in communes], last)
    everybody = groups(offered_only=False)
    cells = _empty(everybody, communes, areas, last)
    for one in done:
        columns = [ANYWHERE, *_areas_on(flags, one)]
        for group in one.groups:
            for column in columns:
                if (group, column) in cells:
                    _count(cells[group, column], one)
    reached = {one.commune_id for one in done if one.direct_session}
    return Coverage(
        everybody,
        cells,
        [
            one
            for one in communes
            if areas.get(one.unit_id, frozenset()) & WATCHED and one.unit_id not in reached
        ],
        sum(one.male for one in done),
        sum(one.male + one.female for one in done),
    )


def _flags(unit_ids: set[int]) -> dict[int, list[tuple[str, date, date]]]:
    found: dict[int, list[tuple[str, date, date]]] = defaultdict(list)
    rows = AreaFlag.objects.values_list("unit_id", "kind", "valid_from", "valid_to")
    for unit_id, kind, begins, ends in rows:
        if unit_id in unit_ids:
            found[unit_id].append((kind, begins or date.min, ends or date.max))
    return found


def _areas_on(flags: dict[int, list[tuple[str, date, date]]], one: Reach) -> set[str]:
    spans = flags.get(one.commune_id, ()) if one.commune_id is not None else ()
    return {kind for kind, begins, ends in spans if begins <= one.on <= ends}


def _communes(root_id: int | None, last: date) -> list[UnitVersion]:
    found = UnitVersion.objects.filter(valid_on(last), kind__in=COMMUNE_LEVEL)
    if root_id is not None:
        found = found.filter(unit_id__in=in_branch(root_id, last))
    return list(found.order_by("folded_name", "code"))


def _empty(
    everybody: Iterable[AudienceGroup],
    communes: Iterable[UnitVersion],
    areas: dict[int, frozenset[str]],
    last: date,
) -> Cells:
    """The cells before counting: communes to reach, and sizes where somebody entered them."""
    by_column: dict[str, list[int]] = defaultdict(list)
    for one in communes:
        for column in (ANYWHERE, *areas.get(one.unit_id, ())):
            by_column[column].append(one.unit_id)
    sizes = sizes_on(by_column[ANYWHERE], last)
    cells: Cells = {}
    for group in everybody:
        for column in COLUMNS:
            there = by_column[column]
            known = [sizes[one, group.code].number for one in there if (one, group.code) in sizes]
            size = sum(known) if known else None
            cells[group.code, column] = Cell(to_reach=len(there), size=size)
    return cells


def _count(cell: Cell, one: Reach) -> None:
    setattr(cell, one.sort, getattr(cell, one.sort) + 1)
    cell.attendances += one.attendances
    if one.commune_id is not None:
        cell.communes.add(one.commune_id)
