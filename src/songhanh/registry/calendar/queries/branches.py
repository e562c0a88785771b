"""Whose rows of the calendar hold for a unit: the country's, and those of the units above it."""

from datetime import date

from songhanh.foundation.lib.acting import Acting
from songhanh.registry.orgunits import queries as orgunits
from songhanh.registry.roles.queries import visible_unit_ids


def branches_above(unit_id: int | None, on: date) -> list[int]:
    """The unit and the units above it on a day, the nearest first; none for the whole country."""
    if unit_id is None:
        return []
    return orgunits.ancestors_on([unit_id], on).get(unit_id, [unit_id])


def seen_branches(acting: Acting, on: date) -> set[int] | None:
    """The branches whose rows somebody sees: those above their unit, and their own branch."""
    visible = visible_unit_ids(acting, on)
    if visible is None:
        return None
    return visible | set(branches_above(acting.unit_id, on))


def editable_branches(acting: Acting, on: date) -> set[int]:
    """The branches whose rows somebody may change if their role may change any."""
    return visible_unit_ids(acting, on) or set()
