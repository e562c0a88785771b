"""``sessions_per_year``: units that held (or received) at least N sessions in the year."""

from collections.abc import Mapping

from songhanh.engines.counting.figures import Figures, by_count, unit_figures
from songhanh.engines.counting.periods import year_of
from songhanh.engines.counting.plans import Reading
from songhanh.engines.counting.questions import Question
from songhanh.engines.counting.tallies import Belongs, tally
from songhanh.engines.counting.units import TERRITORY_KINDS
from songhanh.engines.counting.world import Measure


def figures(question: Question) -> tuple[Figures, ...]:
    """The year of the as-of day.

    Under the reading ``receives`` a unit with a territory counts the sessions whose place lies in
    it; one without a territory counts those it held, as under ``organises``.
    """
    period = year_of(question.year)
    days = (period.first, period.last)
    settings = question.target.settings
    keep = None if settings.count_integrated else _is_not_integrated
    held = tally(question, Measure.SESSION_HELD, days, keep=keep)
    day = question.denominator_day()
    counted = question.units_counted(day)
    if settings.reading != Reading.RECEIVES:
        outcomes = [by_count(question, one, held.of(one)) for one in counted.ids]
        return (unit_figures(question, period, counted, outcomes, [held]),)
    received = tally(
        question, Measure.SESSION_RECEIVED, days, belongs=Belongs.TO_ALL_ABOVE, keep=keep
    )
    valid = question.tree.valid_on(day)
    outcomes = [
        by_count(
            question,
            one,
            received.of(one) if valid[one].kind in TERRITORY_KINDS else held.of(one),
        )
        for one in counted.ids
    ]
    return (unit_figures(question, period, counted, outcomes, [held, received]),)


def _is_not_integrated(dims: Mapping[str, str]) -> bool:
    """A session whose mark is empty counts as one of its own."""
    return dims.get("integrated") != "yes"
