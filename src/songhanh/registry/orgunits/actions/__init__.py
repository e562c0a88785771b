"""Named writes: a unit begins, changes, goes on in others; what is taken back; whole lists."""

from songhanh.registry.orgunits.actions.changes import reattach_unit, rename_unit, retype_unit
from songhanh.registry.orgunits.actions.classes import ClassRow, set_classes
from songhanh.registry.orgunits.actions.creating import NewUnit, create_unit
from songhanh.registry.orgunits.actions.describing import (
    FACTS,
    NewMember,
    Since,
    add_alias,
    add_member,
    end_fact,
    flag_area,
    give_function,
    remove_fact,
    set_head,
    set_place,
)
from songhanh.registry.orgunits.actions.endings import (
    Part,
    dissolve_unit,
    merge_part,
    merge_unit,
    split_unit,
)
from songhanh.registry.orgunits.actions.importing import UnitRow
from songhanh.registry.orgunits.actions.loading import load_units, merge_duplicate
from songhanh.registry.orgunits.actions.naming import (
    assign_name,
    dismiss_name,
    note_names,
    take_up_name,
)
from songhanh.registry.orgunits.actions.official import load_official_registry
from songhanh.registry.orgunits.actions.spans import Change
from songhanh.registry.orgunits.actions.undoing import decide_shares, undo_succession
from songhanh.registry.orgunits.actions.updating import UnitChange, update_official_registry
from songhanh.registry.orgunits.actions.usual import add_usual_bodies

__all__ = [
    "FACTS",
    "Change",
    "ClassRow",
    "NewMember",
    "NewUnit",
    "Part",
    "Since",
    "UnitChange",
    "UnitRow",
    "add_alias",
    "add_member",
    "add_usual_bodies",
    "assign_name",
    "create_unit",
    "decide_shares",
    "dismiss_name",
    "dissolve_unit",
    "end_fact",
    "flag_area",
    "give_function",
    "load_official_registry",
    "load_units",
    "merge_duplicate",
    "merge_part",
    "merge_unit",
    "note_names",
    "reattach_unit",
    "remove_fact",
    "rename_unit",
    "retype_unit",
    "set_classes",
    "set_head",
    "set_place",
    "split_unit",
    "take_up_name",
    "undo_succession",
    "update_official_registry",
]
