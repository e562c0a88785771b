"""``action_month_plan_share``: units with an Action Month plan and something done in the window."""

from collections import defaultdict
from fractions import Fraction

from songhanh.engines.counting.feeds import feeds_of
from songhanh.engines.counting.figures import Figures, outcome, unit_figures
from songhanh.engines.counting.periods import Span, year_of
from songhanh.engines.counting.questions import Question
from songhanh.engines.counting.results import Lacking
from songhanh.engines.counting.successions import Carried, carry
from songhanh.engines.counting.tallies import Tally, tally
from songhanh.engines.counting.world import CampaignPlan


def figures(question: Question) -> tuple[Figures, ...]:
    """The year of the as-of day; plan and activity are both needed."""
    window = question.window.in_year(question.year)
    days = (window.first, window.last)
    done = [tally(question, feed, days) for feed in feeds_of(question.target)]
    plans = _plans(question, window)
    counted = question.units_counted(question.denominator_day())
    outcomes = []
    for unit_id in counted.ids:
        count = sum((each.of(unit_id) for each in done), start=Fraction(0))
        lacks = tuple(
            what
            for what, is_there in (
                (Lacking.PLAN, plans.of(unit_id) > 0),
                (Lacking.DEED, count >= 1),
            )
            if not is_there
        )
        outcomes.append(outcome(question, unit_id, passes=not lacks, count=count, lacks=lacks))
    period = year_of(question.year)
    return (unit_figures(question, period, counted, outcomes, [*done, plans]),)


def _plans(question: Question, window: Span) -> Tally:
    """The plans of each unit; on the new map whoever continues a part of a unit has its plan."""
    found = [
        _continued(question, plan)
        for plan in question.world.campaign_plans
        if plan.year == question.year and _counts(plan, question, window)
    ]
    counts: dict[int, Fraction] = defaultdict(Fraction)
    for carried in found:
        for unit_id, part in carried.parts:
            counts[unit_id] += part
    return Tally(
        counts,
        frozenset(one for carried in found for one, part in carried.parts if part < 1),
        frozenset(one for carried in found for one in carried.unassigned),
    )


def _counts(plan: CampaignPlan, question: Question, window: Span) -> bool:
    """A dated plan stands by the end of the window and the as-of day; else its number speaks."""
    if plan.issued_on is not None:
        return plan.issued_on <= min(window.last, question.as_of)
    return bool(plan.number)


def _continued(question: Question, plan: CampaignPlan) -> Carried:
    if not question.on_new_map:
        return Carried(((plan.unit_id, Fraction(1)),))
    day = plan.issued_on or year_of(question.year).first
    return carry(question.tree, plan.unit_id, day, question.shown_on)
