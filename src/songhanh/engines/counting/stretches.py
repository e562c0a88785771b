"""Over which runs of days counts may be handed over summed without changing any figure.

A year of a whole country is millions of entries. A target that counts by quarters needs four sums
of each unit, one that counts by years needs one; only the days of a window's edges and of a change
of the map have to be told apart.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from songhanh.engines.counting.feeds import JUDGED_BY, feeds_of
from songhanh.engines.counting.periods import Span, periods_in, year_of
from songhanh.engines.counting.plans import DEFAULT_WINDOW, TargetKind, TargetSpec
from songhanh.engines.counting.tallies import Belongs
from songhanh.engines.counting.world import Measure


def stretches_of(
    measure: Measure,
    targets: Iterable[TargetSpec],
    as_of: date,
    map_changes: Collection[date] = (),
    closings: Collection[date] = (),
) -> tuple[Span, ...]:
    """The days some target counts, up to the as-of day, cut where one tells days apart.

    On the reported map, and all in the year of the as-of day. A sum over a stretch, dated on its
    first day, counts like the counts of its single days. ``map_changes`` are the first days on
    which stations or territories stood elsewhere; they matter where a count also belongs to what
    stood above its unit on the day itself. ``closings`` are earlier as-of days whose figures are
    worked out from the same counts.
    """
    cuts = {date(as_of.year, 1, 1)} | {day + timedelta(days=1) for day in closings}
    counted: list[Span] = []
    for target in targets:
        feeds = [feed for feed in feeds_of(target) if feed.measure == measure]
        if feeds:
            cuts |= _cuts(target, as_of.year)
            counted.append(_counted(target, as_of.year))
        if any(feed.belongs != Belongs.TO_UNIT for feed in feeds):
            cuts |= set(map_changes)
    firsts = sorted(day for day in cuts if date(as_of.year, 1, 1) <= day <= as_of)
    lasts = [first - timedelta(days=1) for first in firsts[1:]] + [as_of]
    return tuple(
        Span(first, last)
        for first, last in zip(firsts, lasts, strict=True)
        if any(span.first <= first <= span.last for span in counted)
    )


def _counted(target: TargetSpec, year: int) -> Span:
    """The days a target counts something on: of an Action Month those of its window alone."""
    if target.kind == TargetKind.ACTION_MONTH_PLAN_SHARE:
        return (target.settings.window or DEFAULT_WINDOW).in_year(year)
    return Span(year_of(year).first, year_of(year).last)


def _cuts(target: TargetSpec, year: int) -> set[date]:
    """The days on which something begins to be counted apart."""
    if target.kind == TargetKind.ACTION_MONTH_PLAN_SHARE:
        window = (target.settings.window or DEFAULT_WINDOW).in_year(year)
        return {window.first, window.last + timedelta(days=1)}
    kind = JUDGED_BY.get(target.kind)
    return {period.first for period in periods_in(kind, year)} if kind else {year_of(year).first}
