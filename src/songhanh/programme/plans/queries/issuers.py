"""Units whose plans a lead officer may take in, as choices of a form."""

from datetime import date

from songhanh.foundation.lib.acting import Acting
from songhanh.registry.orgunits.enums import UnitKind
from songhanh.registry.orgunits.models import UnitVersion
from songhanh.registry.orgunits.queries import names_on, units_under, version_on

NOT_ISSUERS = (UnitKind.VILLAGE, UnitKind.STATION, UnitKind.ENTERPRISE, UnitKind.SCHOOL)
"""Kinds that issue no plan of the programme; they would make the list too long to choose from."""

_FIRST = (UnitKind.PROVINCE, UnitKind.DEPARTMENT)


def issuers_for(acting: Acting, on: date, *, keep: int | None = None) -> list[tuple[int, str]]:
    """The acting branch: its root first, then departments, then the others by name.

    ``keep`` is a unit that stays among them though it has ended since.
    """
    if acting.branch_id is None:
        return []
    root = version_on(acting.branch_id, on)
    below = units_under(acting.branch_id, on).exclude(kind__in=NOT_ISSUERS)
    ordered = sorted(below, key=_order)
    versions = [root, *ordered] if root else ordered
    found = {version.unit_id: f"{version.name} ({version.code})" for version in versions}
    if keep is not None and keep not in found:
        found[keep] = names_on([keep], on).get(keep, "")
    return list(found.items())


def _order(version: UnitVersion) -> tuple[bool, str]:
    return version.kind not in _FIRST, version.folded_name
