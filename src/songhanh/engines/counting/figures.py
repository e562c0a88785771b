"""What a kind of target finds out for one period, before it is held against what is required."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from songhanh.engines.counting.periods import Period
from songhanh.engines.counting.plans import Comparator
from songhanh.engines.counting.questions import Question, UnitsCounted
from songhanh.engines.counting.requirements import holds, threshold_of
from songhanh.engines.counting.results import Lacking, Outcome, TargetStatus, Verdict
from songhanh.engines.counting.tallies import Tally

_IN_DENOMINATOR = (Verdict.PASSING, Verdict.FAILING, Verdict.UNREVIEWED)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one period.

    A share has outcomes, and its value follows from them; a measured or typed value is given.
    ``status`` is set where the kind itself says that nothing can be concluded.
    """

    period: Period
    outcomes: tuple[Outcome, ...] | None = None
    measured: Fraction | None = None
    status: TargetStatus | None = None
    unresolved: tuple[str, ...] = ()
    unassigned: tuple[str, ...] = ()
    estimated: bool = False

    @property
    def numerator(self) -> int | None:
        """How many pass; None where there is nothing to count or it is not known what counts."""
        if self.outcomes is None:
            return None
        return [one.verdict for one in self.outcomes].count(Verdict.PASSING)

    @property
    def denominator(self) -> int | None:
        """How many are judged: passing, failing and unreviewed ones."""
        if self.outcomes is None:
            return None
        verdicts = [one.verdict for one in self.outcomes]
        return sum(map(verdicts.count, _IN_DENOMINATOR))

    @property
    def value(self) -> Fraction | None:
        """The share in per cent, or the measured value."""
        passing, counted = self.numerator, self.denominator
        return (
            Fraction(100 * passing, counted) if passing is not None and counted else self.measured
        )


def unit_figures(
    question: Question,
    period: Period,
    counted: UnitsCounted,
    outcomes: Iterable[Outcome],
    tallies: Iterable[Tally] = (),
) -> Figures:
    """Figures of a kind whose denominator is units, with what the tallies left apart."""
    if not counted.is_known:
        return Figures(period, unresolved=counted.unresolved)
    members = frozenset(counted.ids)
    estimated = frozenset[int]().union(*(one.estimated for one in tallies))
    unassigned = frozenset[int]().union(*(one.unassigned for one in tallies))
    concerned = tuple(question.concerned(unassigned, members))
    return Figures(
        period,
        tuple(outcomes),
        unresolved=counted.unresolved,
        unassigned=tuple(dict.fromkeys(question.codes(concerned))),
        estimated=bool(estimated & members),
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """What each unit must reach, with the target's own comparator."""

    comparator: Comparator
    needed: Fraction

    def is_reached_by(self, count: Fraction) -> bool:
        """Whether a unit with this count passes."""
        return holds(count, self.comparator, self.needed)


def bar_of(question: Question) -> Bar:
    """The bar of the year for a kind that has a threshold."""
    threshold = threshold_of(question.target, question.year)
    return Bar(question.target.comparator, Fraction(threshold or 0))


def by_count(
    question: Question, unit_ids: Iterable[int], count_of: Callable[[int], Fraction]
) -> list[Outcome]:
    """The units held against the number each must reach."""
    bar = bar_of(question)
    needed, code, day = bar.needed, question.tree.code, question.shown_on

    @cache  # of a country's units most have one of a few counts
    def verdict(count: Fraction) -> Verdict:
        return _verdict(passes=bar.is_reached_by(count))

    return [
        Outcome(one, code(one, day), verdict(count), count, needed)
        for one, count in [(one, count_of(one)) for one in unit_ids]
    ]


def _verdict(*, passes: bool) -> Verdict:
    return Verdict.PASSING if passes else Verdict.FAILING


def outcome(
    question: Question,
    unit_id: int,
    *,
    passes: bool,
    count: Fraction | None = None,
    needed: Fraction | None = None,
    lacks: tuple[Lacking, ...] = (),
) -> Outcome:
    """A unit that passes or fails, under the code valid on the day shown."""
    code = question.tree.code(unit_id, question.shown_on)
    return Outcome(unit_id, code, _verdict(passes=passes), count, needed, lacks)
