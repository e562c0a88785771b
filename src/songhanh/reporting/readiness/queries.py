"""Units that owe a report this year, and who can send it today."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from songhanh.engines.vntext import fold
from songhanh.foundation.lib.acting import Acting
from songhanh.registry.orgunits import queries as orgunits
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.roles.enums import RECORDING, Role
from songhanh.registry.roles.models import UserRole
from songhanh.registry.roles.queries import valid_on
from songhanh.reporting.obligations.queries import obligations_seen_by


@dataclass(frozen=True)
class ReadyUnit:
    """A unit that owes reports: how many, the next last day, and the people who can send them."""

    unit_id: int
    code: str
    name: str
    kind: UnitKind
    owed: int
    next_day: date | None
    people: tuple[str, ...]

    @property
    def is_ready(self) -> bool:
        """Whether somebody can send its reports."""
        return bool(self.people)

    @property
    def usual_role(self) -> str:
        """The role an invitation for this unit starts with."""
        commune = {UnitKind.COMMUNE, UnitKind.WARD, UnitKind.SPECIAL_ZONE}
        if self.kind in commune:
            return Role.COMMUNE_OFFICER
        if self.kind == UnitKind.PRESS:
            return Role.MEDIA_OFFICER
        return Role.CONTACT_OFFICER


def units_ready(acting: Acting, on: date) -> list[ReadyUnit]:
    """The obliged units of the branch, those without anybody first; a fixed number of queries."""
    days: dict[int, list[date | None]] = defaultdict(list)
    for one in obligations_seen_by(acting, as_of=on, year=on.year):
        days[one.unit_id].append(one.last_day)
    versions = orgunits.nearest_versions(days, on)
    people = _people(days, on, {pk: UnitKind(row.kind) for pk, row in versions.items()})
    found = [
        ReadyUnit(
            unit_id=unit_id,
            code=versions[unit_id].code,
            name=versions[unit_id].name,
            kind=UnitKind(versions[unit_id].kind),
            owed=len(owed),
            next_day=min((day for day in owed if day is not None and day >= on), default=None),
            people=tuple(people.get(unit_id, ())),
        )
        for unit_id, owed in days.items()
    ]
    return sorted(found, key=lambda one: (one.is_ready, fold(one.name), one.unit_id))


def _people(
    unit_ids: Collection[int], on: date, kinds: dict[int, UnitKind]
) -> dict[int, list[str]]:
    """The names of those who can send reports of each unit; a station's are its commune's."""
    stations = [unit_id for unit_id in unit_ids if kinds.get(unit_id) == UnitKind.STATION]
    above = orgunits.parents_on(stations, on)
    held = UserRole.objects.filter(
        valid_on(on),
        role__in=RECORDING,
        user__is_active=True,
        unit_id__in={*unit_ids, *above.values()},
    )
    by_unit: dict[int, list[str]] = defaultdict(list)
    for role in held.select_related("user").order_by("user__full_name", "pk"):
        by_unit[role.unit_id].append(str(role.user))
    return {
        unit_id: by_unit.get(unit_id, []) + by_unit.get(above.get(unit_id, 0), [])
        for unit_id in unit_ids
    }
