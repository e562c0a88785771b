"""Named reads of the calendar: occasions of a year, working days, windows from floors above."""

from songhanh.registry.calendar.queries.branches import branches_above, editable_branches
from songhanh.registry.calendar.queries.occasions import (
    Occurrence,
    day_in_year,
    occasion_meant,
    occasions_on,
    occasions_seen_by,
    occurrence_of,
    occurrences,
)
from songhanh.registry.calendar.queries.workingdays import (
    WorkingDays,
    is_working_day,
    next_working_day,
    special_days_seen_by,
    working_days_between,
    working_days_of,
)

__all__ = [
    "Occurrence",
    "WorkingDays",
    "branches_above",
    "day_in_year",
    "editable_branches",
    "is_working_day",
    "next_working_day",
    "occasion_meant",
    "occasions_on",
    "occasions_seen_by",
    "occurrence_of",
    "occurrences",
    "special_days_seen_by",
    "working_days_between",
    "working_days_of",
]
