"""Units, successions and classes as tables of a data package (its contract).

A unit is written as the spans in which everything said of it stays the same; spans that say the
same follow one another as one row, so that importing the rows and writing them again gives the
same rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from songhanh.foundation.lib.package import PackageTable, Row
from songhanh.registry.orgunits.enums import PACKAGE_AREAS, Hierarchy
from songhanh.registry.orgunits.models import (
    AreaFlag,
    UnitAlias,
    UnitClass,
    UnitFunction,
    UnitRelation,
    UnitVersion,
)
from songhanh.registry.orgunits.queries import standing_successions

_DAY = timedelta(days=1)
Span = tuple[date, date]
Said = tuple[object, ...]


class Bearers:
    """The code each unit bears on a day; outside of its days the nearest one."""

    def __init__(self) -> None:
        """Read every version once."""
        self.versions: dict[int, list[tuple[Span, UnitVersion]]] = defaultdict(list)
        for version in UnitVersion.objects.all():
            self.versions[version.unit_id].append(
                (_span(version.valid_from, version.valid_to), version)
            )
        for versions in self.versions.values():
            versions.sort(key=lambda one: one[0])

    def code(self, unit_id: int | None, day: date) -> str:
        """The code of a unit on a day; empty without a unit."""
        if unit_id is None:
            return ""
        versions = self.versions[unit_id]
        started = [one for span, one in versions if span[0] <= day]
        return (started[-1] if started else versions[0][1]).code

    def spans(self, unit_id: int) -> list[Span]:
        """The spans of a unit's versions."""
        return [span for span, _version in self.versions[unit_id]]


def unit_rows() -> Iterator[Row]:
    """Every unit, its versions in the order of time."""
    bearers = Bearers()
    parents = _by_unit(
        UnitRelation.objects.filter(hierarchy=Hierarchy.TERRITORY).values_list(
            "unit_id", "parent_id", "valid_from", "valid_to"
        )
    )
    known = AreaFlag.objects.filter(kind__in=PACKAGE_AREAS)
    flags = _by_unit(known.values_list("unit_id", "kind", "valid_from", "valid_to"))
    functions = _by_unit(
        UnitFunction.objects.values_list("unit_id", "function", "valid_from", "valid_to")
    )
    aliases: dict[int, list[str]] = defaultdict(list)
    for unit_id, text in UnitAlias.objects.values_list("unit_id", "text"):
        aliases[unit_id].append(text)
    for unit_id in bearers.versions:
        said_of = _Unit(unit_id, bearers, parents[unit_id], flags[unit_id], functions[unit_id])
        for (first, last), (code, name, kind, parent, areas, held) in said_of.rows():
            yield {
                "code": code,
                "name": name,
                "kind": kind,
                "parent_code": parent,
                "valid_from": None if first == date.min else first,
                "valid_to": None if last == date.max else last,
                "aliases": sorted(aliases[unit_id]),
                "area_flags": areas,
                "function": held,
            }


class _Unit:
    """One unit, cut wherever something about it changes."""

    def __init__(
        self,
        unit_id: int,
        bearers: Bearers,
        parents: list[tuple[object, Span]],
        flags: list[tuple[object, Span]],
        functions: list[tuple[object, Span]],
    ) -> None:
        self.unit_id, self.bearers = unit_id, bearers
        self.parents, self.flags, self.functions = parents, flags, functions

    def rows(self) -> list[tuple[Span, Said]]:
        """The spans with what is said in each; neighbours that say the same are one."""
        joined: list[tuple[Span, Said]] = []
        for span, version in self.bearers.versions[self.unit_id]:
            for first, last in self._pieces(span):
                said = (version.code, version.name, version.kind, *self._around(first))
                if joined and joined[-1][1] == said and _next(joined[-1][0][1]) == first:
                    joined[-1] = ((joined[-1][0][0], last), said)
                else:
                    joined.append(((first, last), said))
        return joined

    def _pieces(self, span: Span) -> Iterator[Span]:
        cuts = {span[0]}
        parents = {parent for parent, _days in self.parents if isinstance(parent, int)}
        above = [days for parent in parents for days in self.bearers.spans(parent)]
        dated = [days for _what, days in (*self.parents, *self.flags, *self.functions)]
        for first, last in (*dated, *above):
            cuts |= {day for day in (first, _next(last)) if span[0] < day <= span[1]}
        begins = sorted(cuts)
        for first, after in zip(begins, [*begins[1:], None], strict=True):
            yield first, after - _DAY if after else span[1]

    def _around(self, day: date) -> Said:
        parent = next((one for one, days in self.parents if days[0] <= day <= days[1]), None)
        return (
            self.bearers.code(parent if isinstance(parent, int) else None, day),
            tuple(sorted(str(one) for one in _on(self.flags, day))),
            tuple(sorted(str(one) for one in _on(self.functions, day))),
        )


def succession_rows() -> Iterator[Row]:
    """Every succession that stands."""
    bearers = Bearers()
    for one in standing_successions():
        yield {
            "old_code": bearers.code(one.old_id, one.on - _DAY),
            "new_code": bearers.code(one.new_id, one.on),
            "on": one.on,
            "kind": one.kind,
            "share": one.share,
            "basis": one.basis,
        }


def class_rows() -> Iterator[Row]:
    """Every class with its kinds and codes."""
    for one in UnitClass.objects.prefetch_related("rules"):
        rules = list(one.rules.all())
        yield {
            "class": one.name,
            "kinds": sorted(rule.kind for rule in rules if rule.kind),
            "codes": sorted(rule.code for rule in rules if rule.code and not rule.excluded),
            "exclude_codes": sorted(rule.code for rule in rules if rule.code and rule.excluded),
        }


UNITS = PackageTable(
    "units.csv",
    "code name kind",
    "parent_code valid_from valid_to aliases area_flags function",
    unit_rows,
)
SUCCESSIONS = PackageTable(
    "successions.csv", "old_code on kind", "new_code share basis", succession_rows
)
CLASSES = PackageTable("classes.csv", "class", "kinds codes exclude_codes", class_rows)


def _span(first: date | None, last: date | None) -> Span:
    return first or date.min, last or date.max


def _next(day: date) -> date:
    return day if day == date.max else day + _DAY


def _on(dated: list[tuple[object, Span]], day: date) -> list[object]:
    return [what for what, (first, last) in dated if first <= day <= last]


def _by_unit(
    rows: Iterable[tuple[int, object, date | None, date | None]],
) -> dict[int, list[tuple[object, Span]]]:
    found: dict[int, list[tuple[object, Span]]] = defaultdict(list)
    for unit_id, what, first, last in rows:
        found[unit_id].append((what, _span(first, last)))
    return found
