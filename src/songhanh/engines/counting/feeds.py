"""Which counts feed a kind of target: the measures, to whom they belong, and which are wanted.

One answer for two questions: what a figure is (``kinds``) and what stands behind it
(``counts_behind``). Kinds that are not here come from registers of states and from typed values.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Final

from songhanh.engines.counting.periods import Period, PeriodKind, year_of
from songhanh.engines.counting.plans import Reading, TargetKind, TargetSpec
from songhanh.engines.counting.questions import Question
from songhanh.engines.counting.tallies import Belongs, Feed, Keep, parts_of, rows_under
from songhanh.engines.counting.units import TERRITORY_KINDS, UnitTree
from songhanh.engines.counting.world import Count, Measure

LOUDSPEAKER = "loudspeaker"

JUDGED_BY: Final[Mapping[TargetKind, PeriodKind]] = {
    TargetKind.LOUDSPEAKER_ITEMS_PER_QUARTER: PeriodKind.QUARTER,
    TargetKind.CENTRE_ITEMS_PER_QUARTER: PeriodKind.QUARTER,
    TargetKind.MONTHLY_COLUMN: PeriodKind.MONTH,
}
"""Kinds that hold each quarter or month of the year against the number needed."""


_NOT_INTEGRATED = Keep("integrated", "yes", is_wanted=False)
"""A session whose mark is empty counts as one of its own."""
_ON_LOUDSPEAKER = Keep("channel", LOUDSPEAKER)
_IN_COLUMN = Keep("column", "yes")


def _items(keep: Keep | None = None, measure: Measure = Measure.ITEM_ORIGINAL) -> Feed:
    return Feed(measure, Belongs.TO_COMMUNE_OF_STATION, keep)


_FIXED: Final[dict[TargetKind, tuple[Feed, ...]]] = {
    TargetKind.ACTION_MONTH_PLAN_SHARE: (
        Feed(Measure.ACTIVITY_HELD),
        _items(),
        _items(measure=Measure.ITEM_REPEAT),
    ),
    TargetKind.LOUDSPEAKER_ITEMS_PER_QUARTER: (_items(_ON_LOUDSPEAKER),),
    TargetKind.CENTRE_ITEMS_PER_QUARTER: (_items(),),
    TargetKind.MONTHLY_COLUMN: (_items(_IN_COLUMN),),
}


def feeds_of(target: TargetSpec) -> tuple[Feed, ...]:
    """Everything a figure of the target can be counted from.

    Of sessions under the reading ``receives`` these are two: held, which counts for units without
    a territory, and received, which counts for the others.
    """
    if target.kind != TargetKind.SESSIONS_PER_YEAR:
        return _FIXED.get(target.kind, ())
    keep = None if target.settings.count_integrated else _NOT_INTEGRATED
    held = Feed(Measure.SESSION_HELD, Belongs.TO_UNIT, keep)
    if target.settings.reading != Reading.RECEIVES:
        return (held,)
    return held, Feed(Measure.SESSION_RECEIVED, Belongs.TO_ALL_ABOVE, keep)


def dimensions_read(measure: Measure, targets: Iterable[TargetSpec]) -> frozenset[str]:
    """The dimensions by which counts of a measure have to be told apart for some targets."""
    feeds = (feed for target in targets for feed in feeds_of(target))
    return frozenset(
        feed.keep.dimension for feed in feeds if feed.measure == measure and feed.keep is not None
    )


def feed_for(target: TargetSpec, *, with_territory: bool) -> Feed:
    """What sessions are counted by for a unit with a territory, and for one without."""
    feeds = feeds_of(target)
    return feeds[-1] if with_territory else feeds[0]


def has_territory(tree: UnitTree, unit_id: int, day: date) -> bool:
    """Whether a unit is one with a territory; a unit that was not handed over is not."""
    return unit_id in tree.units and tree.units[unit_id].latest(day).kind in TERRITORY_KINDS


def counts_behind(
    question: Question, unit_id: int, period: Period | None = None
) -> list[tuple[Count, Fraction]]:
    """The counts behind what one unit has of a target, with the part of each that is counted.

    Of the year, or of a period in it. Their parts add up to the ``count`` of the unit's outcome
    where that is a number of records; of a year of quarters or months they are all that the
    quarters or months were judged by.
    """
    days = _days(question, period or year_of(question.year))
    feeds = feeds_of(question.target)
    if question.target.kind == TargetKind.SESSIONS_PER_YEAR:
        territorial = has_territory(question.tree, unit_id, question.denominator_day())
        feeds = (feed_for(question.target, with_territory=territorial),)
    return [part for feed in feeds for part in parts_of(question, feed, days, unit_id)]


def counts_under(
    question: Question, unit_ids: Collection[int], period: Period | None = None
) -> Iterator[tuple[Measure, Count, tuple[int, ...]]]:
    """The counts behind the figures of several units, each with the units it is counted for.

    A joint activity comes once for every host; its record tells that it is the same one.
    """
    days = _days(question, period or year_of(question.year))
    for feed in feeds_of(question.target):
        wanted = _fed_by(question, feed, unit_ids)
        for row, units in rows_under(question, feed, days, wanted):
            yield feed.measure, row, units


def _fed_by(question: Question, feed: Feed, unit_ids: Collection[int]) -> Collection[int]:
    """Of sessions received only those with a territory are fed by places, the others by hosts."""
    if len(feeds_of(question.target)) == 1 or question.target.kind != TargetKind.SESSIONS_PER_YEAR:
        return unit_ids
    day = question.denominator_day()
    by_place = feed.measure == Measure.SESSION_RECEIVED
    return {one for one in unit_ids if has_territory(question.tree, one, day) == by_place}


def _days(question: Question, period: Period) -> tuple[date, date]:
    if question.target.kind == TargetKind.ACTION_MONTH_PLAN_SHARE:
        window = question.window.in_year(question.year)
        return window.first, window.last
    return period.first, period.last
