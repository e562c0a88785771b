"""Who may change the registry. Everybody signed in may read it: it is public knowledge."""

from collections.abc import Collection
from datetime import date

from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.rules import Allowed, Answer, Denied
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.registry.orgunits.phrases import (
    OFFICIAL_SOURCE,
    OFFICIAL_UNITS_STAY,
    ONLY_KEEPERS,
    OUTSIDE_BRANCH,
)
from songhanh.registry.orgunits.queries import ancestors_on

KEEPERS = ("LO", "AD")
"""Roles that keep the units of their branch: lead officers and administrators."""


def can_keep_units(acting: Acting) -> Answer:
    """Whether somebody may keep units at all."""
    if acting.sees_everything or (acting.acts_as(*KEEPERS) and acting.branch_id is not None):
        return Allowed()
    return Denied(str(ONLY_KEEPERS))


def can_add_under(acting: Acting, parent_id: int | None, on: date) -> Answer:
    """Whether somebody may add a unit below this one; None is the top of the tree."""
    answer = can_keep_units(acting)
    if not answer or acting.sees_everything:
        return answer
    if parent_id is None or not _reaches(acting, [parent_id], on):
        return Denied(str(OUTSIDE_BRANCH))
    return Allowed()


def can_change(acting: Acting, unit: OrgUnit, on: date) -> Answer:
    """Whether somebody may rename, move, merge or end a unit."""
    answer = can_keep_units(acting)
    if not answer or acting.sees_everything:
        return answer
    if not _reaches(acting, [unit.pk], on):
        return Denied(str(OUTSIDE_BRANCH))
    if unit.source == OFFICIAL_SOURCE:
        return Denied(str(OFFICIAL_UNITS_STAY))
    return Allowed()


def can_continue_in(acting: Acting, unit_ids: Collection[int], on: date) -> Answer:
    """Whether a unit may go on in these, or stand below them: they are of the branch as well."""
    answer = can_keep_units(acting)
    if not answer or acting.sees_everything or _reaches(acting, unit_ids, on):
        return answer
    return Denied(str(OUTSIDE_BRANCH))


def can_describe(acting: Acting, unit: OrgUnit, on: date) -> Answer:
    """Whether somebody may say more of a unit: aliases, functions, areas, heads, members.

    Official units too: the official list says nothing of these.
    """
    answer = can_keep_units(acting)
    if not answer or acting.sees_everything or _reaches(acting, [unit.pk], on):
        return answer
    return Denied(str(OUTSIDE_BRANCH))


def can_settle_name(acting: Acting, near: int | None, on: date) -> Answer:
    """Whether somebody may settle a name printed near a unit: those who keep the unit's branch."""
    answer = can_keep_units(acting)
    if not answer or acting.sees_everything:
        return answer
    if near is None or not _reaches(acting, [near], on):
        return Denied(str(OUTSIDE_BRANCH))
    return Allowed()


def can_decide_shares(acting: Acting, successor_ids: Collection[int], on: date) -> Answer:
    """Whether somebody may decide what went where: those who keep the units that received."""
    return can_continue_in(acting, successor_ids, on)


def _reaches(acting: Acting, unit_ids: Collection[int], on: date) -> bool:
    """Whether all the units stand, or stood when they ended, in the acting branch."""
    chains = ancestors_on(unit_ids, on)
    return all(acting.branch_id in chains.get(unit_id, ()) for unit_id in unit_ids)
