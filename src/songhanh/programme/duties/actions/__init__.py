"""What is done to duties: one at a time, many at once, and where one ends and the next begins."""

from songhanh.programme.duties.actions.many import (
    DueDay,
    accept_duties,
    close_duties,
    report_duties,
    set_due_days,
)
from songhanh.programme.duties.actions.shaping import merge_duties, split_duty, undo_shaping
from songhanh.programme.duties.actions.steps import (
    Proofs,
    accept_duty,
    close_duty,
    report_progress,
    return_duty,
    urge,
)

__all__ = [
    "DueDay",
    "Proofs",
    "accept_duties",
    "accept_duty",
    "close_duties",
    "close_duty",
    "merge_duties",
    "report_duties",
    "report_progress",
    "return_duty",
    "set_due_days",
    "split_duty",
    "undo_shaping",
    "urge",
]
