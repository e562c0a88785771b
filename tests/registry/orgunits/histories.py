"""Random histories of a small registry: what is tried, and how, whatever comes of it."""

from collections import defaultdict
from datetime import date, timedelta

from django.db import transaction
from hypothesis import strategies as st

from songhanh.foundation.lib.errors import RefusedError
from songhanh.registry.orgunits import queries
from songhanh.registry.orgunits.models import OrgUnit, UnitRelation, UnitVersion
from tests.registry.orgunits.units import (
    dissolve,
    merge,
    part,
    place,
    province,
    reattach,
    rename,
    retype,
    split,
    undo,
    unit,
)

FIRST = date(2024, 1, 1)
DAYS = [FIRST + timedelta(days=30 * step) for step in range(12)]
_number = st.integers(0, 7)
days = st.sampled_from(DAYS)
_share = st.sampled_from([None, "0.25", "0.5", "0.75", "1"])

doings = st.one_of(
    st.tuples(st.just("rename"), _number, days),
    st.tuples(st.just("retype"), _number, st.sampled_from(["ward", "commune"]), days),
    st.tuples(st.just("reattach"), _number, _number, days),
    st.tuples(st.just("place"), _number, _number, st.sampled_from(["sector", "reporting"]), days),
    st.tuples(st.just("merge"), _number, _number, days),
    st.tuples(st.just("part"), _number, _number, _share, days),
    st.tuples(st.just("split"), _number, _number, _number, _share, days),
    st.tuples(st.just("dissolve"), _number, days),
    st.tuples(st.just("undo"), st.integers(0, 30)),
)


def start() -> list[OrgUnit]:
    """Two provinces, four communes, two stations; one reports elsewhere than it stands."""
    here, there = province("P"), province("Q")
    communes = [unit(f"C{n}", parent=here if n < 3 else there) for n in range(4)]
    stations = [unit("s1", parent=communes[0]), unit("s2", parent=communes[1])]
    place(stations[0], communes[3], "reporting", FIRST - timedelta(days=400))
    return [here, there, *communes, *stations]


VERBS = {
    "rename": lambda units, one, on: rename(units[one], f"Tên {on:%m%Y}", on),
    "retype": lambda units, one, kind, on: retype(units[one], kind, on),
    "place": lambda units, one, above, tree, on: place(units[one], units[above], tree, on),
    "reattach": lambda units, one, above, on: reattach(units[one], units[above], on),
    "merge": lambda units, old, new, on: merge(units[old], units[new], on),
    "part": lambda units, old, new, share, on: part(units[old], units[new], share, on),
    "split": lambda units, old, one, two, share, on: split(
        units[old], {units[one]: share, units[two]: None}, on
    ),
    "dissolve": lambda units, old, on: dissolve(units[old], on),
    "undo": lambda units, number: undo_one(number),
}


def undo_one(number: int) -> None:
    standing = list(queries.standing_successions())
    if standing:
        undo(standing[number % len(standing)])


def do(units: list[OrgUnit], doing: tuple) -> bool:
    """Try one doing; whether it was accepted."""
    verb, *rest = doing
    try:
        with transaction.atomic():
            VERBS[verb](units, *rest)
    except RefusedError:
        return False
    return True


Span = tuple[date, date]


class Registry:
    """All dated rows, read once."""

    def __init__(self) -> None:
        self.alive: dict[int, list[Span]] = defaultdict(list)
        self.places: dict[tuple[str, int], list[tuple[Span, int]]] = defaultdict(list)
        for version in UnitVersion.objects.all():
            self.alive[version.unit_id].append(span_of(version))
        for row in UnitRelation.objects.all():
            self.places[row.hierarchy, row.unit_id].append((span_of(row), row.parent_id))
        for spans in (*self.alive.values(), *self.places.values()):
            spans.sort()

    def is_alive(self, unit_id: int, on: date) -> bool:
        return any(first <= on <= last for first, last in self.alive[unit_id])

    def parent(self, unit_id: int, on: date, hierarchy: str = "territory") -> int | None:
        placed = self.places[hierarchy, unit_id]
        found = [parent for (first, last), parent in placed if first <= on <= last]
        assert len(found) < 2, "two parents on one day"
        return found[0] if found else None


def span_of(row: UnitVersion | UnitRelation) -> Span:
    return row.valid_from or date.min, row.valid_to or date.max
