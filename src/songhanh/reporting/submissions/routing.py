"""The levels a submitted report passes: the unit it goes through, then its addressee.

A level counts where its unit is one of the registry and has a lead officer to answer; the report of
a unit does not pass through itself. Without any level whoever leads the branch answers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from songhanh.registry.orgunits.queries import names_on, resolve_name
from songhanh.registry.roles.enums import Role
from songhanh.registry.roles.models import UserRole
from songhanh.registry.roles.queries import valid_on


@dataclass(frozen=True)
class Step:
    """One level of the route."""

    unit_id: int
    name: str


def route_of(via: str, addressees: Sequence[str], *, unit_id: int, on: date) -> tuple[Step, ...]:
    """The levels for the report of a unit, the nearest first.

    Where the unit itself is the only one, it is its own level: somebody else there has to look.
    """
    named = [_units_meant(text, on, unit_id) for text in (via, *addressees) if text]
    unit_ids = list(dict.fromkeys(pk for found in named for pk in found))
    led = set(
        UserRole.objects.filter(
            valid_on(on), unit_id__in=unit_ids, role=Role.LEAD_OFFICER, user__is_active=True
        ).values_list("unit_id", flat=True)
    )
    levels = [pk for pk in unit_ids if pk in led]
    others = [pk for pk in levels if pk != unit_id] or levels
    names = names_on(others, on)
    return tuple(Step(pk, names.get(pk, "")) for pk in others)


def _units_meant(text: str, on: date, near: int) -> list[int]:
    """The one unit a printed name means to somebody there; nothing where it is not sure."""
    found = resolve_name(text, on, near)
    return [found.unit_id] if found.unit_id is not None else []
