"""Kinds that ask for N items in every quarter or month: loudspeakers, centres, columns."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cache

from songhanh.engines.counting.feeds import feeds_of
from songhanh.engines.counting.figures import Bar, Figures, bar_of, by_count, outcome, unit_figures
from songhanh.engines.counting.periods import Period, PeriodKind, full_by, periods_in, year_of
from songhanh.engines.counting.questions import Question
from songhanh.engines.counting.results import Outcome, Verdict
from songhanh.engines.counting.tallies import Tally, tallies


def quarterly_figures(question: Question) -> tuple[Figures, ...]:
    """Items of loudspeakers or of centres: each quarter begun, then the year."""
    sums = _tallies(question, PeriodKind.QUARTER)
    quarters = (_period(question, period, counts) for period, counts in sums.items())
    return (*quarters, _year(question, sums))


def column_figures(question: Question) -> tuple[Figures, ...]:
    """``monthly_column``: the year, by the months that are over."""
    return (_year(question, _tallies(question, PeriodKind.MONTH)),)


def _tallies(question: Question, every: PeriodKind) -> dict[Period, Tally]:
    (feed,) = feeds_of(question.target)
    periods = periods_in(every, question.year, question.as_of)
    sums = tallies(question, feed, [(period.first, period.last) for period in periods])
    return dict(zip(periods, sums, strict=True))


def _period(question: Question, period: Period, counts: Tally) -> Figures:
    """One quarter; the running one shows what there is so far."""
    counted = question.units_counted(question.map_day(period.last))
    outcomes = by_count(question, counted.ids, counts.of)
    return unit_figures(question, period, counted, outcomes, [counts])


def _year(question: Question, sums: dict[Period, Tally]) -> Figures:
    """The year: a unit passes when it passed every period that is counted for it."""
    over = full_by(tuple(sums), question.as_of)
    counted = question.units_counted(question.denominator_day())
    bar = bar_of(question)
    reached = {period: _reached(sums[period], counted.ids, bar) for period in over}
    outcomes = [_over_year(question, one, reached) for one in counted.ids]
    used = [sums[period] for period in over]
    return unit_figures(question, year_of(question.year), counted, outcomes, used)


def _reached(counts: Tally, unit_ids: Iterable[int], bar: Bar) -> frozenset[int]:
    reaches = cache(bar.is_reached_by)
    return frozenset([one for one in unit_ids if reaches(counts.of(one))])


def _over_year(
    question: Question, unit_id: int, reached: Mapping[Period, frozenset[int]]
) -> Outcome:
    """Counted are the periods that are over and on whose last day the unit was valid.

    On the map day of a series the units shown stand for every period.
    """
    own = [
        period
        for period in reached
        if question.map_on is not None or question.tree.on(unit_id, period.last) is not None
    ]
    if not own:
        code = question.tree.code(unit_id, question.shown_on)
        return Outcome(unit_id, code, Verdict.TOO_NEW)
    passed = sum(unit_id in reached[period] for period in own)
    return outcome(
        question,
        unit_id,
        passes=passed == len(own),
        count=Fraction(passed),
        needed=Fraction(len(own)),
    )
