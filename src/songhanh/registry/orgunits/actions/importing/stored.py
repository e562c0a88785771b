"""What the registry holds before an import, of the codes that the import speaks of."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from songhanh.registry.orgunits.actions.importing.rows import Span, first_day, last_day
from songhanh.registry.orgunits.enums import Hierarchy
from songhanh.registry.orgunits.models import (
    AreaFlag,
    Succession,
    UnitAlias,
    UnitFunction,
    UnitRelation,
    UnitVersion,
)
from songhanh.registry.orgunits.phrases import OFFICIAL_SOURCE
from songhanh.registry.orgunits.queries import standing_successions

Words = dict[str, list[Span]]
"""Area flags or functions, each with the spans of days it holds."""
Spans = dict[int, Words]
"""The same by unit."""


@dataclass(slots=True)
class StoredVersion:
    """A version in the database."""

    id: int
    unit_id: int
    code: str
    name: str
    kind: str
    span: Span
    official: bool


@dataclass(slots=True)
class StoredRelation:
    """A place in the territory in the database."""

    id: int
    unit_id: int
    parent_id: int
    span: Span


@dataclass
class Stored:
    """The registry before the import."""

    versions: dict[str, list[StoredVersion]] = field(default_factory=lambda: defaultdict(list))
    relations: dict[int, list[StoredRelation]] = field(default_factory=lambda: defaultdict(list))
    aliases: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    flags: Spans = field(default_factory=dict)
    functions: Spans = field(default_factory=dict)
    successions: list[Succession] = field(default_factory=list)

    def code_on(self, unit_id: int, day: date) -> str:
        """The code a unit bore on a day, else its nearest one."""
        versions = self._by_unit.get(unit_id, [])
        begun = [one for one in versions if one.span[0] <= day]
        nearest = begun[-1] if begun else next(iter(versions), None)
        return nearest.code if nearest else ""

    _by_unit: dict[int, list[StoredVersion]] = field(default_factory=lambda: defaultdict(list))

    def add(self, version: StoredVersion) -> None:
        """Take in one version; they come in the order of time."""
        self.versions[version.code].append(version)
        self._by_unit[version.unit_id].append(version)


def read_stored(codes: Collection[str]) -> Stored:
    """Read the units that ever bore one of the codes, and all places: a circle leads anywhere."""
    stored = Stored()
    if not UnitVersion.objects.exists():
        return stored
    unit_ids = UnitVersion.objects.filter(code__in=codes).values("unit_id")
    rows = UnitVersion.objects.filter(unit_id__in=unit_ids).values_list(
        "id", "unit_id", "code", "name", "kind", "valid_from", "valid_to", "unit__source"
    )
    for key, unit_id, code, name, kind, first, last, source in sorted(
        rows, key=lambda row: first_day(row[5])
    ):
        span = first_day(first), last_day(last)
        stored.add(StoredVersion(key, unit_id, code, name, kind, span, source == OFFICIAL_SOURCE))
    relations = UnitRelation.objects.filter(hierarchy=Hierarchy.TERRITORY).values_list(
        "id", "unit_id", "parent_id", "valid_from", "valid_to"
    )
    for key, unit_id, parent_id, first, last in relations:
        span = first_day(first), last_day(last)
        stored.relations[unit_id].append(StoredRelation(key, unit_id, parent_id, span))
    aliases = UnitAlias.objects.filter(unit_id__in=unit_ids).values_list("unit_id", "text")
    for unit_id, text in aliases:
        stored.aliases[unit_id].add(text)
    stored.flags = _spans(
        AreaFlag.objects.filter(unit_id__in=unit_ids).values_list(
            "unit_id", "kind", "valid_from", "valid_to"
        )
    )
    stored.functions = _spans(
        UnitFunction.objects.filter(unit_id__in=unit_ids).values_list(
            "unit_id", "function", "valid_from", "valid_to"
        )
    )
    stored.successions = list(standing_successions().filter(old_id__in=unit_ids))
    return stored


def _spans(rows: Iterable[tuple[int, str, date | None, date | None]]) -> Spans:
    spans: Spans = {}
    for unit_id, word, first, last in rows:
        spans.setdefault(unit_id, {}).setdefault(word, []).append(
            (first_day(first), last_day(last))
        )
    return spans
