"""``sessions_per_year``: units that held (or received) at least N sessions in the year."""

from collections.abc import Iterable
from datetime import date

from songhanh.engines.counting.feeds import feeds_of, has_territory
from songhanh.engines.counting.figures import Figures, by_count, unit_figures
from songhanh.engines.counting.periods import year_of
from songhanh.engines.counting.questions import Question
from songhanh.engines.counting.tallies import Tally, tally
from songhanh.engines.counting.units import UnitTree


def figures(question: Question) -> tuple[Figures, ...]:
    """The year of the as-of day.

    Under the reading ``receives`` a unit with a territory counts the sessions whose place lies in
    it; one without a territory counts those it held, as under ``organises``.
    """
    period = year_of(question.year)
    days = (period.first, period.last)
    feeds = feeds_of(question.target)
    held, *received = (tally(question, feed, days) for feed in feeds)
    day = question.denominator_day()
    counted = question.units_counted(day)
    sums = _by_territory(question.tree, day, received[0], held) if received else held
    outcomes = by_count(question, counted.ids, sums.of)
    return (unit_figures(question, period, counted, outcomes, [sums]),)


def _by_territory(tree: UnitTree, day: date, received: Tally, held: Tally) -> Tally:
    """What units with a territory received and the others held."""

    def with_territory(ids: Iterable[int]) -> frozenset[int]:
        return frozenset(one for one in ids if has_territory(tree, one, day))

    places = with_territory({*received.counts, *held.counts, *held.unassigned})
    return Tally(
        {one: sum_ for one, sum_ in received.counts.items() if one in places}
        | {one: sum_ for one, sum_ in held.counts.items() if one not in places},
        (received.estimated & places) | (held.estimated - places),
        received.unassigned | (held.unassigned - places),
    )
