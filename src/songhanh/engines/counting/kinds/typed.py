"""``other``: a value typed with evidence by the plan's lead unit."""

from fractions import Fraction

from songhanh.engines.counting.figures import Figures
from songhanh.engines.counting.periods import year_of
from songhanh.engines.counting.plans import TargetPeriod
from songhanh.engines.counting.questions import Question
from songhanh.engines.counting.world import TypedValue


def figures(question: Question) -> tuple[Figures, ...]:
    """The value of the plan as a whole for the year; rows of units are never summed."""
    own = [one for one in _of_target(question) if one.unit_id is None]
    if question.target.period == TargetPeriod.ONCE:
        known = [one for one in own if one.year <= question.year]
    else:
        known = [one for one in own if one.year == question.year]
    newest = max(known, key=lambda one: one.year, default=None)
    measured = None if newest is None else Fraction(newest.value)
    return (Figures(year_of(question.year), measured=measured),)


def _of_target(question: Question) -> list[TypedValue]:
    key = (question.plan.code, question.target.ordinal)
    return [
        one for one in question.world.typed_values if (one.plan_code, one.target_ordinal) == key
    ]
