"""What the codes of a package refer to: units by the day, entries of open lists."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from songhanh.engines.vntext import fold
from songhanh.records.recording.models import CodeEntry
from songhanh.registry.orgunits.enums import COMMUNE_LEVEL
from songhanh.registry.orgunits.models import UnitVersion


@dataclass(frozen=True, slots=True)
class Bearer:
    """A unit bearing a code over a span of days."""

    unit_id: int
    kind: str
    valid_from: date
    valid_to: date

    @property
    def is_commune(self) -> bool:
        """Whether it is of the commune level."""
        return self.kind in COMMUNE_LEVEL


def bearers() -> dict[str, list[Bearer]]:
    """Who bears or bore each code, and when."""
    found: dict[str, list[Bearer]] = defaultdict(list)
    for code, unit_id, kind, first, last in UnitVersion.objects.values_list(
        "code", "unit_id", "kind", "valid_from", "valid_to"
    ):
        found[code].append(Bearer(unit_id, kind, first or date.min, last or date.max))
    return found


def ways_to_write(name: str) -> dict[str, str]:
    """Code, name, English name and aliases of every entry, each with the code it means."""
    ways: dict[str, str] = {}
    for entry in CodeEntry.objects.filter(list=name).order_by("-position"):
        for text in (*entry.aliases.split("|"), entry.name_en, entry.name):
            if text:
                ways[fold(text)] = entry.code
    for code in CodeEntry.objects.filter(list=name).values_list("code", flat=True):
        ways[code] = ways[fold(code)] = code
    return ways
