"""Taking in units and successions together: one path for data packages and official lists.

1. read what the registry holds of the codes in question (``stored``);
2. work out which rows are one unit (``lives``), where each stands (``places``), what continues what
   (``steps``); every fault is collected;
3. without any error, write what changed in bulk (``storing``).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.findings import ImportFinding
from songhanh.foundation.lib.statistics import take_statistics
from songhanh.foundation.lib.tables import ImportCount
from songhanh.registry.orgunits.actions.importing.lives import Lives
from songhanh.registry.orgunits.actions.importing.places import places_of
from songhanh.registry.orgunits.actions.importing.rows import (
    SUCCESSIONS_FILE,
    UNITS_FILE,
    Faults,
    SuccessionRow,
    UnitRow,
)
from songhanh.registry.orgunits.actions.importing.steps import circles_of_codes, once, steps_of
from songhanh.registry.orgunits.actions.importing.stored import read_stored
from songhanh.registry.orgunits.actions.importing.storing import Writer, store_steps
from songhanh.registry.orgunits.models import OrgUnit, Succession, UnitRelation, UnitVersion

__all__ = [
    "SUCCESSIONS_FILE",
    "UNITS_FILE",
    "RegistryImport",
    "SuccessionRow",
    "UnitRow",
    "store_registry",
]


GREAT_LOAD = 1000
"""So many new units at once, and the database is told of them."""


@dataclass(frozen=True)
class RegistryImport:
    """What was found and done."""

    findings: tuple[ImportFinding, ...]
    units: ImportCount = field(default_factory=ImportCount)
    successions: ImportCount = field(default_factory=ImportCount)

    @property
    def has_errors(self) -> bool:
        """Whether a finding forbids the import."""
        return any(finding.severity == "error" for finding in self.findings)


def store_registry(
    units: Sequence[UnitRow],
    successions: Sequence[SuccessionRow],
    *,
    source: str,
    acting: Acting,
    at: datetime,
    despite_errors: bool = False,
) -> RegistryImport:
    """Make the registry say what the rows say; a row that is missing changes nothing.

    ``source`` is written on units that are new. The same rows a second time change nothing.
    ``despite_errors`` writes what can be written all the same, for a caller who takes his whole
    transaction back afterwards.
    """
    with transaction.atomic():
        faults = Faults()
        units, successions = _once(units, faults), once(successions, faults)
        circles_of_codes(successions, faults)
        stored = read_stored(_codes(units, successions))
        lives = Lives(units, successions, stored)
        places = places_of(lives, stored)
        steps = steps_of(successions, lives, stored)
        findings = (*faults.findings, *lives.faults.findings)
        refused = any(finding.severity == "error" for finding in findings)
        if refused and not despite_errors:
            return RegistryImport(_in_order(findings))
        with recorded("orgunit.import", acting=acting, at=at) as fact:
            writer = Writer(stored, source)
            writer.units(lives, places)
            result = RegistryImport(_in_order(findings), writer.count(units), store_steps(steps))
            if result.units.added >= GREAT_LOAD:
                take_statistics(OrgUnit, UnitVersion, UnitRelation, Succession)
            fact.subject_label = fact.subject_label or source
            fact.details = fact.details or {
                "units": _figures(result.units),
                "successions": _figures(result.successions),
            }
        return result


def _figures(count: ImportCount) -> list[int]:
    return [count.added, count.changed, count.same]


def _codes(units: Sequence[UnitRow], successions: Sequence[SuccessionRow]) -> set[str]:
    codes = {code for row in units for code in (row.code, row.parent_code)}
    codes |= {code for row in successions for code in (row.old_code, row.new_code)}
    return codes - {""}


def _once(rows: Sequence[UnitRow], faults: Faults) -> list[UnitRow]:
    """Equal lines are one, with a warning."""
    first: dict[tuple[object, ...], UnitRow] = {}
    for row in rows:
        content = (
            *(row.code, row.name, row.kind, row.parent_code, row.valid_from, row.valid_to),
            *(row.aliases, row.area_flags, row.functions),
        )
        before = first.setdefault(content, row)
        if before is not row:
            faults.warn_twice(UNITS_FILE, row.row, before.row, row.code)
    return list(first.values())


def _in_order(findings: Sequence[ImportFinding]) -> tuple[ImportFinding, ...]:
    return tuple(sorted(findings, key=lambda one: (one.file != UNITS_FILE, one.row)))
