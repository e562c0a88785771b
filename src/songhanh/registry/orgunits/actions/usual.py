"""The bodies every province has – departments, press, mass organisations – with their history.

They are kept as lists in ``data/bodies`` (see data/README.md) and taken in by the same import as
everybody else's units, so that plans of any year name units the registry knows.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from songhanh.engines.vntext.bodies import body_key
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import require
from songhanh.registry.orgunits.actions.importing import (
    RegistryImport,
    SuccessionRow,
    UnitRow,
    store_registry,
)
from songhanh.registry.orgunits.actions.importing.rows import DAY, Span, shared, stored_day
from songhanh.registry.orgunits.enums import SuccessionKind, UnitKind
from songhanh.registry.orgunits.models import OrgUnit, UnitRelation, UnitVersion
from songhanh.registry.orgunits.phrases import USUAL_SOURCE
from songhanh.registry.orgunits.queries import standing_successions
from songhanh.registry.orgunits.rules import can_add_under

LISTS = Path(__file__).parents[1] / "data" / "bodies"
COUNTRY = "TW"
"""What codes of the bodies of the whole country begin with."""


@dataclass(frozen=True)
class _Body:
    """A line of the list."""

    key: str
    level: str
    name: str
    kind: str
    parent_key: str
    span: Span
    aliases: tuple[str, ...]
    functions: tuple[str, ...]


@dataclass(frozen=True)
class _Change:
    """What became of a body of one level on a day."""

    level: str
    old_key: str
    new_key: str
    on: date
    kind: str
    basis: str


@dataclass
class _Life:
    """A province or district as one unit: its code, its name in the list's words, its days."""

    unit_id: int
    code: str
    name: str
    level: str
    span: Span

    def named(self, pattern: str) -> str:
        """The pattern with the unit's name; in a city "tỉnh" is "thành phố"."""
        bare = self.name.split(" ", 1)[-1]
        if self.level == "district":
            return pattern.format(name=self.name[:1].lower() + self.name[1:])
        if self.name.startswith("Thành phố"):
            for old, new in _CITY_WORDS:
                pattern = pattern.replace(old, new)
            bare = bare.split(" ", 1)[-1]
        return pattern.format(name=bare)


_CITY_WORDS = (("Tỉnh ủy", "Thành ủy"), ("Tỉnh đoàn", "Thành đoàn"), (" tỉnh", " thành phố"))


def add_usual_bodies(
    province: OrgUnit, *, acting: Acting, at: datetime, on: date
) -> RegistryImport:
    """Enter the usual bodies of a province, of the provinces it continues, and of the country.

    A second run changes nothing; a body the province has already under another code is left out.

    Raises:
        NotAllowedError: by the rule ``can_add_under``.
        ValueError: the lists contradict what the registry holds.
    """
    require(can_add_under(acting, province.pk, on))
    lives = _lives(province)
    known = _known_names(lives)
    units: list[UnitRow] = []
    bearing: dict[tuple[int, str], Span] = {}
    for body in _bodies():
        for life in lives:
            span = shared(body.span, life.span) if body.level == life.level else None
            name = life.named(body.name)
            if span is None or body_key(name) in known[life.unit_id]:
                continue
            bearing[life.unit_id, body.key] = span
            units.append(_row(len(units) + 2, body, life, span))
    units += [_country_row(len(units) + place, one) for place, one in enumerate(_country(), 2)]
    successions = [*_changes(lives, bearing), *_seams(lives, bearing), *_country_changes()]
    numbered = [_numbered(row, place) for place, row in enumerate(successions, start=2)]
    result = store_registry(units, numbered, source=USUAL_SOURCE, acting=acting, at=at)
    if result.has_errors:
        raise ValueError("; ".join(finding.message for finding in result.findings[:5]))
    return result


def _lives(province: OrgUnit) -> list[_Life]:
    """The province, the provinces it continues, and every district that lay under one of them."""
    ids, waiting = {province.pk}, {province.pk}
    while waiting:
        rows = standing_successions().filter(new_id__in=waiting, kind=SuccessionKind.MERGE)
        waiting = set(rows.values_list("old_id", flat=True)) - ids
        ids |= waiting
    ids = set(
        UnitVersion.objects.filter(unit_id__in=ids, kind=UnitKind.PROVINCE).values_list(
            "unit_id", flat=True
        )
    )
    below = UnitRelation.objects.filter(parent_id__in=ids).values("unit_id")
    versions = UnitVersion.objects.filter(unit_id__in=ids) | UnitVersion.objects.filter(
        unit_id__in=below, kind=UnitKind.DISTRICT
    )
    found: dict[int, _Life] = {}
    for one in versions.order_by("unit_id", "valid_from"):
        level = "province" if one.unit_id in ids else "district"
        span = one.valid_from or date.min, one.valid_to or date.max
        life = found.setdefault(one.unit_id, _Life(one.unit_id, one.code, one.name, level, span))
        life.span = min(life.span[0], span[0]), max(life.span[1], span[1])
    return list(found.values())


def _known_names(lives: list[_Life]) -> dict[int, set[str]]:
    """The names of what stands below these units from other sources, as keys."""
    parents = {life.unit_id for life in lives}
    below = UnitRelation.objects.filter(parent_id__in=parents).values_list("unit_id", "parent_id")
    above: dict[int, list[int]] = defaultdict(list)
    for unit_id, parent_id in below:
        above[unit_id].append(parent_id)
    known: dict[int, set[str]] = defaultdict(set)
    others = UnitVersion.objects.filter(unit_id__in=list(above)).exclude(unit__source=USUAL_SOURCE)
    for unit_id, name in others.values_list("unit_id", "name"):
        for parent_id in above[unit_id]:
            known[parent_id].add(body_key(name))
    return known


def _row(number: int, body: _Body, life: _Life, span: Span) -> UnitRow:
    parent = f"{life.code}-{body.parent_key}" if body.parent_key else life.code
    return UnitRow(
        number,
        f"{life.code}-{body.key}",
        life.named(body.name),
        body.kind,
        parent,
        stored_day(span[0]),
        stored_day(span[1]),
        tuple(sorted({life.named(alias) for alias in body.aliases})),
        (),
        body.functions,
    )


def _changes(lives: list[_Life], bearing: dict[tuple[int, str], Span]) -> Iterator[SuccessionRow]:
    """What the list says became of bodies, where both of them were entered."""
    for change in _list_of_changes():
        for life in lives:
            span = bearing.get((life.unit_id, change.old_key))
            heir = _heir(life, lives, change.on)
            if change.level != life.level or span is None or span[1] != change.on - DAY:
                continue
            if heir is not None and (heir.unit_id, change.new_key) in bearing:
                yield SuccessionRow(
                    0,
                    f"{life.code}-{change.old_key}",
                    f"{heir.code}-{change.new_key}",
                    change.on,
                    change.kind,
                    basis=change.basis,
                )


def _seams(lives: list[_Life], bearing: dict[tuple[int, str], Span]) -> Iterator[SuccessionRow]:
    """Where a province went into another, each of its bodies went into the one of that province."""
    changed = {(one.old_key, one.on) for one in _list_of_changes()}
    for life in lives:
        if life.span[1] == date.max:
            continue
        on = life.span[1] + DAY
        heir = _heir(life, lives, on)
        for (unit_id, key), span in bearing.items():
            if unit_id != life.unit_id or span[1] != life.span[1] or (key, on) in changed:
                continue
            old_code = f"{life.code}-{key}"
            if heir is not None and (heir.unit_id, key) in bearing:
                new_code, kind = f"{heir.code}-{key}", SuccessionKind.MERGE
            else:
                new_code, kind = "", SuccessionKind.DISSOLVE
            yield SuccessionRow(0, old_code, new_code, on, kind, basis=str(life.name))


def _heir(life: _Life, lives: list[_Life], on: date) -> _Life | None:
    """The unit itself where it goes on, else the one of these that continues it on the day."""
    if life.span[1] >= on:
        return life
    into = standing_successions().filter(old_id=life.unit_id, on=on, kind=SuccessionKind.MERGE)
    new_ids = set(into.values_list("new_id", flat=True))
    return next((one for one in lives if one.unit_id in new_ids), None)


def _country() -> list[_Body]:
    return [one for one in _bodies() if one.level == "country"]


def _country_row(number: int, body: _Body) -> UnitRow:
    return UnitRow(
        number,
        f"{COUNTRY}-{body.key}",
        body.name,
        body.kind,
        f"{COUNTRY}-{body.parent_key}" if body.parent_key else "",
        stored_day(body.span[0]),
        stored_day(body.span[1]),
        body.aliases,
        (),
        body.functions,
    )


def _country_changes() -> Iterator[SuccessionRow]:
    for one in _list_of_changes():
        if one.level == "country":
            old_code, new_code = f"{COUNTRY}-{one.old_key}", f"{COUNTRY}-{one.new_key}"
            yield SuccessionRow(0, old_code, new_code, one.on, one.kind, basis=one.basis)


def _numbered(row: SuccessionRow, number: int) -> SuccessionRow:
    return SuccessionRow(
        number, row.old_code, row.new_code, row.on, row.kind, row.share, row.basis, row.note
    )


@cache
def _bodies() -> tuple[_Body, ...]:
    with (LISTS / "bodies.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            _Body(
                row["key"],
                row["level"],
                row["name"],
                row["kind"],
                row["parent_key"],
                (_day(row["valid_from"], date.min), _day(row["valid_to"], date.max)),
                tuple(sorted(word for word in row["aliases"].split("|") if word)),
                tuple(sorted(word for word in row["functions"].split("|") if word)),
            )
            for row in csv.DictReader(file)
        )


@cache
def _list_of_changes() -> tuple[_Change, ...]:
    with (LISTS / "successions.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            _Change(
                row["level"],
                row["old_key"],
                row["new_key"],
                date.fromisoformat(row["on"]),
                row["kind"],
                row["basis"],
            )
            for row in csv.DictReader(file)
        )


def _day(text: str, without: date) -> date:
    return date.fromisoformat(text) if text else without
