"""Named writes on plans: one transaction and one audit fact each."""

from songhanh.programme.plans.actions.entering import attach, enter_plan, remove_attachment
from songhanh.programme.plans.actions.findings import correct_element, note_correction
from songhanh.programme.plans.actions.issuing import publish_plan
from songhanh.programme.plans.actions.moving import close_plan, move_plan
from songhanh.programme.plans.actions.national import add_document, change_document
from songhanh.programme.plans.actions.packaging import (
    PackagedPlan,
    PackagePlanError,
    publish_from_package,
)
from songhanh.programme.plans.actions.receiving import receive_plan
from songhanh.programme.plans.actions.reviewing import (
    add_element,
    change_element,
    change_header,
    confirm_all,
    confirm_certain,
    confirm_element,
    decide_anomaly,
    discard_draft,
    remove_element,
    undo_decision,
)
from songhanh.programme.plans.actions.roadmap import change_roadmaps
from songhanh.programme.plans.actions.settling import settle_rule, settle_target
from songhanh.programme.plans.actions.shaping import (
    merge_elements,
    move_element,
    place_under,
    split_element,
)
from songhanh.programme.plans.actions.steps import undo_step

__all__ = [
    "PackagePlanError",
    "PackagedPlan",
    "add_document",
    "add_element",
    "attach",
    "change_document",
    "change_element",
    "change_header",
    "change_roadmaps",
    "close_plan",
    "confirm_all",
    "confirm_certain",
    "confirm_element",
    "correct_element",
    "decide_anomaly",
    "discard_draft",
    "enter_plan",
    "merge_elements",
    "move_element",
    "move_plan",
    "note_correction",
    "place_under",
    "publish_from_package",
    "publish_plan",
    "receive_plan",
    "remove_attachment",
    "remove_element",
    "settle_rule",
    "settle_target",
    "split_element",
    "undo_decision",
    "undo_step",
]
