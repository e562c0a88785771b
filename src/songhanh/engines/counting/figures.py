"""What a kind of target finds out for one period, before it is held against what is required."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from songhanh.engines.counting.periods import Period
from songhanh.engines.counting.questions import Question, UnitsCounted
from songhanh.engines.counting.requirements import holds, threshold_of
from songhanh.engines.counting.results import Outcome, TargetStatus, Verdict
from songhanh.engines.counting.tallies import Tally

PERCENT = "%"
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
    unit: str = PERCENT
    status: TargetStatus | None = None
    unresolved: tuple[str, ...] = ()
    unassigned: tuple[str, ...] = ()
    estimated: bool = False

    @property
    def numerator(self) -> int | None:
        """How many pass; None where there is nothing to count or it is not known what counts."""
        if self.outcomes is None:
            return None
        return sum(one.verdict == Verdict.PASSING for one in self.outcomes)

    @property
    def denominator(self) -> int | None:
        """How many are judged: passing, failing and unreviewed ones."""
        if self.outcomes is None:
            return None
        return sum(one.verdict in _IN_DENOMINATOR for one in self.outcomes)

    @property
    def value(self) -> Fraction | None:
        """The share in per cent, or the measured value."""
        if self.numerator is None or not self.denominator:
            return self.measured
        return Fraction(100 * self.numerator, self.denominator)


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
    concerned = tuple(one for one in unassigned if question.concerns(one, members))
    return Figures(
        period,
        tuple(outcomes),
        unresolved=counted.unresolved,
        unassigned=tuple(dict.fromkeys(question.codes(concerned))),
        estimated=bool(estimated & members),
    )


def by_count(question: Question, unit_id: int, count: Fraction) -> Outcome:
    """A unit held against the number it must reach, with the target's own comparator."""
    threshold = threshold_of(question.target, question.year)
    needed = Fraction(0 if threshold is None else threshold)
    return outcome(
        question,
        unit_id,
        passes=holds(count, question.target.comparator, needed),
        count=count,
        needed=needed,
    )


def outcome(
    question: Question,
    unit_id: int,
    *,
    passes: bool,
    count: Fraction | None = None,
    needed: Fraction | None = None,
) -> Outcome:
    """A unit that passes or fails, under the code valid on the as-of day."""
    verdict = Verdict.PASSING if passes else Verdict.FAILING
    return Outcome(unit_id, question.tree.code(unit_id, question.as_of), verdict, count, needed)
