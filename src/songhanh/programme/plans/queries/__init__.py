"""Named reads of plans. The permission limit is inside."""

from songhanh.programme.plans.queries.readiness import (
    Check,
    Weight,
    blanks_of,
    blocking,
    readiness_of,
    undecided_of,
)
from songhanh.programme.plans.queries.reviewing import (
    ReviewProgress,
    certain_elements,
    certain_from,
    elements_of,
    next_proposed,
    parents_for,
    progress_of,
    standing_elements,
    uncertain_of,
)
from songhanh.programme.plans.queries.units import (
    UnitsCounted,
    units_of_rule,
    units_of_target,
    units_under_choice,
)
from songhanh.programme.plans.queries.visibility import plans_visible_to, search_plans

__all__ = [
    "Check",
    "ReviewProgress",
    "UnitsCounted",
    "Weight",
    "blanks_of",
    "blocking",
    "certain_elements",
    "certain_from",
    "elements_of",
    "next_proposed",
    "parents_for",
    "plans_visible_to",
    "progress_of",
    "readiness_of",
    "search_plans",
    "standing_elements",
    "uncertain_of",
    "undecided_of",
    "units_of_rule",
    "units_of_target",
    "units_under_choice",
]
