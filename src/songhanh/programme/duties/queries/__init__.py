"""Reads of duties: who carries them, what happened, where one ends and the next begins."""

from songhanh.programme.duties.queries.carrying import (
    board_plans,
    carried_duties,
    carried_duty,
    confirmed_duties,
    unresolved_words,
)
from songhanh.programme.duties.queries.history import (
    StepShown,
    duties_proven_by,
    file_of,
    steps_of,
)
from songhanh.programme.duties.queries.shaping import absorbing, last_shaping, shapeable_duty

__all__ = [
    "StepShown",
    "absorbing",
    "board_plans",
    "carried_duties",
    "carried_duty",
    "confirmed_duties",
    "duties_proven_by",
    "file_of",
    "last_shaping",
    "shapeable_duty",
    "steps_of",
    "unresolved_words",
]
