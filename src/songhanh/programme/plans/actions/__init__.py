"""Named writes on plans: one transaction and one audit fact each."""

from songhanh.programme.plans.actions.issuing import publish_plan
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
from songhanh.programme.plans.actions.settling import settle_rule, settle_target

__all__ = [
    "PackagePlanError",
    "PackagedPlan",
    "add_element",
    "change_element",
    "change_header",
    "confirm_all",
    "confirm_certain",
    "confirm_element",
    "decide_anomaly",
    "discard_draft",
    "publish_from_package",
    "publish_plan",
    "receive_plan",
    "remove_element",
    "settle_rule",
    "settle_target",
    "undo_decision",
]
