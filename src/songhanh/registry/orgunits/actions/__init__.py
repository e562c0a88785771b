"""Named writes: a unit begins, changes, goes on in others; what is taken back; whole lists."""

from songhanh.registry.orgunits.actions.changes import reattach_unit, rename_unit, retype_unit
from songhanh.registry.orgunits.actions.classes import ClassRow, set_classes
from songhanh.registry.orgunits.actions.creating import (
    NewUnit,
    add_alias,
    create_unit,
    set_function,
)
from songhanh.registry.orgunits.actions.endings import (
    Part,
    dissolve_unit,
    merge_part,
    merge_unit,
    split_unit,
)
from songhanh.registry.orgunits.actions.official import load_official_registry
from songhanh.registry.orgunits.actions.spans import Change
from songhanh.registry.orgunits.actions.undoing import decide_shares, undo_succession
from songhanh.registry.orgunits.actions.usual import add_usual_bodies

__all__ = [
    "Change",
    "ClassRow",
    "NewUnit",
    "Part",
    "add_alias",
    "add_usual_bodies",
    "create_unit",
    "decide_shares",
    "dissolve_unit",
    "load_official_registry",
    "merge_part",
    "merge_unit",
    "reattach_unit",
    "rename_unit",
    "retype_unit",
    "set_classes",
    "set_function",
    "split_unit",
    "undo_succession",
]
