"""Integrity checks of the registry: each its own class, with a name, a severity and advice."""

from songhanh.registry.orgunits.checks.base import Check, Found, Severity, Snapshot, snapshot
from songhanh.registry.orgunits.checks.codes import (
    AliasOfTwo,
    CodeOfTwo,
    SameNameTwice,
    TownshipAfterReform,
)
from songhanh.registry.orgunits.checks.facts import AreaWithoutDecision, CommitteeWithoutMembers
from songhanh.registry.orgunits.checks.lives import (
    EndWithoutSuccession,
    GapInLife,
    OverlappingVersions,
)
from songhanh.registry.orgunits.checks.places import NoParent, ParentNotValid, TwoParents
from songhanh.registry.orgunits.checks.successions import (
    CircularSuccession,
    SharesOverOne,
    ShareUndecided,
    SuccessorNotValid,
)

CHECKS: tuple[type[Check], ...] = (
    OverlappingVersions,
    GapInLife,
    TwoParents,
    ParentNotValid,
    CodeOfTwo,
    SharesOverOne,
    CircularSuccession,
    SuccessorNotValid,
    NoParent,
    EndWithoutSuccession,
    ShareUndecided,
    SameNameTwice,
    AliasOfTwo,
    TownshipAfterReform,
    AreaWithoutDecision,
    CommitteeWithoutMembers,
)
"""Every check, the gravest first."""

__all__ = ["CHECKS", "Check", "Found", "Severity", "Snapshot", "snapshot"]
