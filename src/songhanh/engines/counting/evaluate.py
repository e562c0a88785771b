"""The front door: a target, a world and a day give the rows that results show."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction

from songhanh.engines.counting.figures import Figures
from songhanh.engines.counting.kinds import (
    action_month,
    awareness,
    conventions,
    media_index,
    models,
    repeating,
    sessions,
    typed,
)
from songhanh.engines.counting.periods import Period, Span, year_of
from songhanh.engines.counting.plans import Comparator, PlanSpec, TargetKind, TargetSpec
from songhanh.engines.counting.questions import Question
from songhanh.engines.counting.requirements import (
    Required,
    holds,
    required_of,
    span_of,
    threshold_of,
)
from songhanh.engines.counting.results import MapView, TargetResult, TargetStatus
from songhanh.engines.counting.world import World

FIGURES: dict[TargetKind, Callable[[Question], tuple[Figures, ...]]] = {
    TargetKind.SESSIONS_PER_YEAR: sessions.figures,
    TargetKind.ACTION_MONTH_PLAN_SHARE: action_month.figures,
    TargetKind.AWARENESS_INCREASE: awareness.figures,
    TargetKind.MEDIA_INDEX_SHARE: media_index.figures,
    TargetKind.CONVENTION_SHARE: conventions.figures,
    TargetKind.LOUDSPEAKER_ITEMS_PER_QUARTER: repeating.quarterly_figures,
    TargetKind.CENTRE_ITEMS_PER_QUARTER: repeating.quarterly_figures,
    TargetKind.MONTHLY_COLUMN: repeating.column_figures,
    TargetKind.DIGITAL_MODEL_PER_YEAR: models.figures,
    TargetKind.OTHER: typed.figures,
}


def evaluate(  # noqa: PLR0913 - the question of the counting rules has these parts
    plan: PlanSpec,
    target: TargetSpec,
    world: World,
    as_of: date,
    map_view: MapView = MapView.REPORTED,
    unit_filter: int | None = None,
    *,
    map_on: date | None = None,
) -> list[TargetResult]:
    """Work out a target at the end of ``as_of``: its quarters begun, where it has some, its year.

    Outside the years of the plan or the target there is one row for the year without figures.
    ``unit_filter`` is the id of a unit: units and conventions are narrowed to it and what is below.
    ``map_on`` is the map day of a comparable series; it needs the new map and is not before as_of.
    """
    question = Question(plan, target, world, as_of, map_view, unit_filter, map_on)
    if not (plan.covers(as_of.year) and target.applies_in(as_of.year)):
        return [_without_figures(question, year_of(as_of.year))]
    return [_row(question, figures) for figures in FIGURES[target.kind](question)]


def _without_figures(question: Question, period: Period) -> TargetResult:
    target, world = question.target, question.world
    return TargetResult(
        ordinal=target.ordinal,
        kind=target.kind,
        text=target.text,
        period=period,
        status=TargetStatus.NO_DATA,
        as_of=question.as_of,
        unit=target.value_unit,
        known_on=world.known_on,
        standing=world.standing,
        map_view=question.map_view,
        map_on=question.map_on,
    )


def _row(question: Question, figures: Figures) -> TargetResult:
    target = question.target
    required = required_of(target, question.year)
    span = span_of(question.plan, target, figures.period, required)
    return replace(
        _without_figures(question, figures.period),
        status=status_of(figures, required, span, question.as_of),
        value=figures.value,
        numerator=figures.numerator,
        denominator=figures.denominator,
        required=required.value,
        required_from=required.source,
        threshold=threshold_of(target, question.year),
        span=span,
        outcomes=figures.outcomes or (),
        unresolved=figures.unresolved,
        unassigned=figures.unassigned,
        estimated=figures.estimated,
    )


def status_of(figures: Figures, required: Required, span: Span, as_of: date) -> TargetStatus:
    """The first status that holds, in the order of the counting rules.

    A value that has nothing to be held against (no number printed anywhere) gives ``no_data``.
    """
    value = figures.value
    if figures.status == TargetStatus.NO_BASELINE:
        return figures.status
    if value is None or required.value is None:
        return TargetStatus.NO_DATA
    if figures.status is not None:
        return figures.status
    if holds(value, required.comparator, required.value):
        return TargetStatus.MET
    if as_of >= span.last:
        return TargetStatus.MISSED
    falling = required.comparator in {Comparator.LESS, Comparator.AT_MOST}
    on_track = not falling and value >= required.value * part_gone(span, as_of)
    return TargetStatus.ON_TRACK if on_track else TargetStatus.AT_RISK


def part_gone(span: Span, day: date) -> Fraction:
    """The part of the span that is over at the end of the day: 0 before it, 1 after it."""
    days = (min(day, span.last) - span.first).days + 1
    return Fraction(max(days, 0), span.days)
