"""``awareness_increase``: how far a survey score has risen since the baseline year."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from songhanh.engines.counting.figures import Figures
from songhanh.engines.counting.periods import year_of
from songhanh.engines.counting.plans import Reading
from songhanh.engines.counting.questions import Question
from songhanh.engines.counting.results import TargetStatus
from songhanh.engines.counting.world import EVERYBODY, RoundRole, SurveyEstimate

NORMAL_95 = Fraction("1.96")
"""Half the width of a 95 % interval, in standard errors."""


@dataclass(frozen=True, slots=True)
class AwarenessChange:
    """How a score changed between two rounds of one questionnaire."""

    baseline: SurveyEstimate
    later: SurveyEstimate

    @property
    def points(self) -> Fraction:
        """The difference, in points."""
        return Fraction(self.later.score) - Fraction(self.baseline.score)

    @property
    def relative(self) -> Fraction | None:
        """The difference in per cent of the baseline; a score of 0 at the start has none."""
        if not self.baseline.score:
            return None
        return self.points / Fraction(self.baseline.score) * 100

    @property
    def variance(self) -> Fraction | None:
        """The squared standard error of the difference; unknown without both errors."""
        errors = (self.baseline.standard_error, self.later.standard_error)
        if errors[0] is None or errors[1] is None:
            return None
        return Fraction(errors[0]) ** 2 + Fraction(errors[1]) ** 2

    @property
    def is_established(self) -> bool:
        """Whether the 95 % interval of the difference excludes 0; exact, without a root."""
        return self.variance is not None and self.points**2 > NORMAL_95**2 * self.variance

    @property
    def interval(self) -> tuple[Decimal, Decimal] | None:
        """The 95 % interval of the difference in points, for screens."""
        if self.variance is None:
            return None
        root = (Decimal(self.variance.numerator) / Decimal(self.variance.denominator)).sqrt()
        half = Decimal("1.96") * root
        middle = Decimal(self.points.numerator) / Decimal(self.points.denominator)
        return middle - half, middle + half


def change_of(question: Question, group: str = EVERYBODY) -> AwarenessChange | None:
    """The newest round up to the as-of year against the baseline of the same questionnaire."""
    baselines, later = _rounds(question, group)
    pairs = [
        AwarenessChange(baseline, one)
        for one in later
        for baseline in baselines
        if baseline.questionnaire == one.questionnaire
    ]
    return max(pairs, key=lambda pair: _age(pair.later), default=None)


def groups_of(question: Question) -> list[str]:
    """The groups of people some estimate of this plan speaks of, besides everybody."""
    own = {None, question.plan.code}
    found = {one.group for one in question.world.estimates if one.plan_code in own}
    return sorted(found - {EVERYBODY})


def figures(question: Question) -> tuple[Figures, ...]:
    """The change as the target reads it; other groups are a breakdown, never averaged into it."""
    period = year_of(question.year)
    if not _rounds(question, EVERYBODY)[0]:
        return (Figures(period, status=TargetStatus.NO_BASELINE),)
    change = change_of(question)
    if change is None:
        return (Figures(period),)
    relative = question.target.settings.reading == Reading.RELATIVE
    status = None if change.is_established else TargetStatus.NOT_ESTABLISHED
    return (
        Figures(period, measured=change.relative if relative else change.points, status=status),
    )


def _rounds(question: Question, group: str) -> tuple[list[SurveyEstimate], list[SurveyEstimate]]:
    """Baselines of the target's baseline year, and later rounds, for a group."""
    target = question.target
    start = target.settings.baseline_year or target.baseline_year
    if start is None or start > question.year:
        return [], []
    of_group = [
        one
        for one in question.world.estimates
        if one.group == group and one.plan_code in {None, question.plan.code}
    ]
    baselines = _own_first(
        question,
        (one for one in of_group if one.role == RoundRole.BASELINE and one.year == start),
    )
    later = _own_first(
        question,
        (
            one
            for one in of_group
            if one.role != RoundRole.BASELINE and start < one.year <= question.year
        ),
    )
    return baselines, later


def _own_first(question: Question, rows: Iterable[SurveyEstimate]) -> list[SurveyEstimate]:
    """Rows of the plan's own survey before those that serve every plan."""
    return sorted(rows, key=lambda one: one.plan_code != question.plan.code)


def _age(one: SurveyEstimate) -> tuple[int, bool]:
    """Newer rounds are greater; of one year the closing round."""
    return one.year, one.role == RoundRole.END
