"""``action_month_plan_share``: units with an Action Month plan and something done in the window."""

from fractions import Fraction

from songhanh.engines.counting.figures import Figures, outcome, unit_figures
from songhanh.engines.counting.periods import Span, year_of
from songhanh.engines.counting.questions import Question
from songhanh.engines.counting.successions import Carried, carry
from songhanh.engines.counting.tallies import Belongs, tally
from songhanh.engines.counting.world import CampaignPlan, Measure


def figures(question: Question) -> tuple[Figures, ...]:
    """The year of the as-of day; plan and activity are both needed."""
    window = question.window.in_year(question.year)
    days = (window.first, window.last)
    done = [
        tally(question, Measure.ACTIVITY_HELD, days),
        *(
            tally(question, items, days, belongs=Belongs.TO_COMMUNE_OF_STATION)
            for items in (Measure.ITEM_ORIGINAL, Measure.ITEM_REPEAT)
        ),
    ]
    with_plan = _units_with_plan(question, window)
    counted = question.units_counted(question.denominator_day())
    outcomes = []
    for unit_id in counted.ids:
        count = sum((each.of(unit_id) for each in done), start=Fraction(0))
        passes = unit_id in with_plan and count >= 1
        outcomes.append(outcome(question, unit_id, passes=passes, count=count))
    return (unit_figures(question, year_of(question.year), counted, outcomes, done),)


def _units_with_plan(question: Question, window: Span) -> frozenset[int]:
    """The units that have a plan; on the new map also those that continue such a unit."""
    found: set[int] = set()
    for plan in question.world.campaign_plans:
        if plan.year == question.year and _counts(plan, question, window):
            found.update(one for one, _ in _continued(question, plan).parts)
    return frozenset(found)


def _counts(plan: CampaignPlan, question: Question, window: Span) -> bool:
    """A dated plan stands by the end of the window and the as-of day; else its number speaks."""
    if plan.issued_on is not None:
        return plan.issued_on <= min(window.last, question.as_of)
    return bool(plan.number)


def _continued(question: Question, plan: CampaignPlan) -> Carried:
    if not question.on_new_map:
        return Carried(((plan.unit_id, Fraction(1)),))
    day = plan.issued_on or year_of(question.year).first
    return carry(question.tree, plan.unit_id, day, question.as_of)
