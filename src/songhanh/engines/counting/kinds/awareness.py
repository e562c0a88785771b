"""``awareness_increase``: how far a survey score has risen since the baseline year."""

from collections.abc import Iterable
from fractions import Fraction

from songhanh.engines.counting.figures import Figures
from songhanh.engines.counting.periods import year_of
from songhanh.engines.counting.plans import Reading
from songhanh.engines.counting.questions import Question
from songhanh.engines.counting.results import TargetStatus
from songhanh.engines.counting.world import EVERYBODY, RoundRole, SurveyEstimate

NORMAL_95 = Fraction("1.96")
"""Half the width of a 95 % interval, in standard errors."""


def figures(question: Question) -> tuple[Figures, ...]:
    """The newest round up to the as-of year against the baseline of the same questionnaire."""
    period = year_of(question.year)
    relative = question.target.settings.reading == Reading.RELATIVE
    baselines, later = _rounds(question)
    if not baselines:
        return (Figures(period, status=TargetStatus.NO_BASELINE),)
    pairs = [
        (baseline, one)
        for one in later
        for baseline in baselines
        if baseline.questionnaire == one.questionnaire
    ]
    if not pairs:
        return (Figures(period),)
    baseline, newest = max(pairs, key=lambda pair: _age(pair[1]))
    change = Fraction(newest.score) - Fraction(baseline.score)
    status = None if _is_established(change, baseline, newest) else TargetStatus.NOT_ESTABLISHED
    value: Fraction | None = change
    if relative:
        # A score of 0 at the start has no relative change.
        value = change / Fraction(baseline.score) * 100 if baseline.score else None
    return (Figures(period, measured=value, status=status),)


def _rounds(question: Question) -> tuple[list[SurveyEstimate], list[SurveyEstimate]]:
    """Baselines of the target's baseline year, and later rounds, for everybody."""
    target = question.target
    start = target.settings.baseline_year or target.baseline_year
    if start is None or start > question.year:
        return [], []
    for_all = [
        one
        for one in question.world.estimates
        if one.group == EVERYBODY and one.plan_code in {None, question.plan.code}
    ]
    baselines = _own_first(
        question,
        (one for one in for_all if one.role == RoundRole.BASELINE and one.year == start),
    )
    later = _own_first(
        question,
        (
            one
            for one in for_all
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


def _is_established(change: Fraction, first: SurveyEstimate, last: SurveyEstimate) -> bool:
    """Whether the 95 % interval of the difference excludes 0; without both errors nobody knows."""
    if first.standard_error is None or last.standard_error is None:
        return False
    variance = Fraction(first.standard_error) ** 2 + Fraction(last.standard_error) ** 2
    return change**2 > NORMAL_95**2 * variance
