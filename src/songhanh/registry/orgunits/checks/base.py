"""What a check is, and the registry as checks see it: read once, whatever the number of checks."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from django.utils.functional import Promise

from songhanh.registry.orgunits.models import Succession, UnitRelation, UnitVersion
from songhanh.registry.orgunits.queries import branch_ids, standing_successions, valid_on

Span = tuple[date, date]
Text = str | Promise


class Severity(StrEnum):
    """How grave a finding is, as findings everywhere."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True)
class Found:
    """One unit at which a check found something, and what."""

    unit_id: int
    name: str
    code: str
    text: str


@dataclass
class Snapshot:
    """Dated rows of the units looked at, in the order of time."""

    day: date
    unit_ids: Collection[int]
    versions: dict[int, list[UnitVersion]] = field(default_factory=lambda: defaultdict(list))
    places: dict[int, list[UnitRelation]] = field(default_factory=lambda: defaultdict(list))
    successions: list[Succession] = field(default_factory=list)

    def life(self, unit_id: int) -> Span | None:
        """First and last day of a unit; None where nothing is known of it."""
        spans = [span_of(one) for one in self.versions.get(unit_id, ())]
        return (min(spans)[0], max(last for _, last in spans)) if spans else None

    def valid(self, unit_id: int, day: date) -> bool:
        """Whether a unit is valid on a day."""
        spans = (span_of(one) for one in self.versions.get(unit_id, ()))
        return any(first <= day <= last for first, last in spans)

    def found(self, unit_id: int, text: str) -> Found:
        """A finding at a unit, under its newest name."""
        version = self.versions[unit_id][-1]
        return Found(unit_id, version.name, version.code, text)

    def today(self) -> Iterator[UnitVersion]:
        """The versions valid on the day, of the units looked at."""
        for unit_id in self.unit_ids:
            for one in self.versions.get(unit_id, ()):
                first, last = span_of(one)
                if first <= self.day <= last:
                    yield one


class Check:
    """One question about the registry. A subclass says its name, severity and advice."""

    code: ClassVar[str]
    name: ClassVar[Text]
    severity: ClassVar[Severity]
    advice: ClassVar[Text]

    def find(self, registry: Snapshot) -> Iterator[Found]:
        """Every place at which the registry is not as it should be."""
        raise NotImplementedError


def span_of(row: UnitVersion | UnitRelation) -> Span:
    """The days of a row, open ends as the first and the last day there is."""
    return row.valid_from or date.min, row.valid_to or date.max


def shown(day: date) -> str:
    """A day as people read it."""
    return f"{day:%d/%m/%Y}"


def snapshot(root_id: int | None, day: date) -> Snapshot:
    """The registry below a unit (itself included) on a day; None is all of it, of every day."""
    registry = Snapshot(day, set())
    for version in UnitVersion.objects.order_by("unit_id", "pk"):
        registry.versions[version.unit_id].append(version)
    for rows in registry.versions.values():
        rows.sort(key=span_of)
    for place in UnitRelation.objects.order_by("unit_id", "pk"):
        registry.places[place.unit_id].append(place)
    registry.successions = list(standing_successions())
    registry.unit_ids = (
        set(registry.versions) if root_id is None else branch_ids(root_id, day) | _came_in(root_id)
    )
    return registry


def _came_in(root_id: int) -> set[int]:
    """Units that ever stood directly below the root, ended ones among them."""
    rows = UnitRelation.objects.filter(parent_id=root_id).exclude(valid_on(date.max))
    return set(rows.values_list("unit_id", flat=True))
