"""``sessions_per_year``: units that held (or received) at least N sessions in the year."""

from collections.abc import Iterable, Mapping
from datetime import date

from songhanh.engines.counting.figures import Figures, by_count, unit_figures
from songhanh.engines.counting.periods import year_of
from songhanh.engines.counting.plans import Reading
from songhanh.engines.counting.questions import Question
from songhanh.engines.counting.tallies import Belongs, Tally, tally
from songhanh.engines.counting.units import TERRITORY_KINDS, UnitTree
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
        outcomes = by_count(question, counted.ids, held.of)
        return (unit_figures(question, period, counted, outcomes, [held]),)
    received = tally(
        question, Measure.SESSION_RECEIVED, days, belongs=Belongs.TO_ALL_ABOVE, keep=keep
    )
    either = _by_territory(question.tree, day, received, held)
    outcomes = by_count(question, counted.ids, either.of)
    return (unit_figures(question, period, counted, outcomes, [either]),)


def _by_territory(tree: UnitTree, day: date, received: Tally, held: Tally) -> Tally:
    """What units with a territory received and the others held."""

    def with_territory(ids: Iterable[int]) -> frozenset[int]:
        known = (one for one in ids if one in tree.units)
        return frozenset(
            one for one in known if tree.units[one].latest(day).kind in TERRITORY_KINDS
        )

    places = with_territory({*received.counts, *held.counts, *held.unassigned})
    return Tally(
        {one: sum_ for one, sum_ in received.counts.items() if one in places}
        | {one: sum_ for one, sum_ in held.counts.items() if one not in places},
        (received.estimated & places) | (held.estimated - places),
        received.unassigned | (held.unassigned - places),
    )


def _is_not_integrated(dims: Mapping[str, str]) -> bool:
    """A session whose mark is empty counts as one of its own."""
    return dims.get("integrated") != "yes"
