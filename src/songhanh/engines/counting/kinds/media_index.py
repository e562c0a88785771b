"""``media_index_share``: media bodies at the stage that the year asks for."""

from songhanh.engines.counting.figures import Figures, outcome, unit_figures
from songhanh.engines.counting.periods import year_of
from songhanh.engines.counting.questions import Question
from songhanh.engines.counting.requirements import stage_asked
from songhanh.engines.counting.results import Lacking
from songhanh.engines.counting.successions import stage_of
from songhanh.engines.counting.world import STAGES_IN_ORDER


def figures(question: Question) -> tuple[Figures, ...]:
    """The year of the as-of day; where a pilot is asked, an official adoption passes too."""
    day = question.denominator_day()
    counted = question.units_counted(day)
    asked = STAGES_IN_ORDER.index(stage_asked(question.target, question.year))
    stages = [row for row in question.world.stages if row.from_on <= question.as_of]
    outcomes = []
    for unit_id in counted.ids:
        stage = stage_of(question.tree, stages, unit_id, day)
        passes = STAGES_IN_ORDER.index(stage) >= asked
        lacks = () if passes else (Lacking.STAGE,)
        outcomes.append(outcome(question, unit_id, passes=passes, lacks=lacks))
    return (unit_figures(question, year_of(question.year), counted, outcomes),)
