"""Who keeps the lists, and who enters how large groups are."""

from datetime import date

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import Answer
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.registry.orgunits.rules import can_describe, can_keep_units


def can_keep_groups(acting: Acting) -> Answer:
    """Whether somebody may add groups and change their priority: those who keep units."""
    return can_keep_units(acting)


def can_set_size(acting: Acting, unit: OrgUnit, on: date) -> Answer:
    """Whether somebody may say how large a group of a commune is: who may describe the commune."""
    return can_describe(acting, unit, on)
