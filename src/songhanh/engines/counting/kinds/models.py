"""``digital_model_per_year``: communes with at least N community digital models in the year."""

from collections import Counter
from fractions import Fraction

from songhanh.engines.counting.figures import Figures, by_count, unit_figures
from songhanh.engines.counting.periods import year_of
from songhanh.engines.counting.plans import Reading
from songhanh.engines.counting.questions import Question, UnitsCounted
from songhanh.engines.counting.successions import holder
from songhanh.engines.counting.world import DIGITAL_COMMUNITY, CommunityModel


def figures(question: Question) -> tuple[Figures, ...]:
    """The year of the as-of day. A model lies with the unit that continues its commune."""
    day = question.denominator_day()
    held = Counter(
        holder(question.tree, model.commune_id, day)
        for model in question.world.models
        if model.type == DIGITAL_COMMUNITY and _counts(model, question)
    )
    counted = _units_counted(question)
    outcomes = by_count(question, counted.ids, lambda unit_id: Fraction(held[unit_id]))
    return (unit_figures(question, year_of(question.year), counted, outcomes),)


def _counts(model: CommunityModel, question: Question) -> bool:
    """Started in the year under the reading ``new``, else kept: active in the year."""
    is_new = question.target.settings.reading == Reading.NEW
    days = (model.started_on,) if is_new else model.met_on
    return any(day.year == question.year and day <= question.as_of for day in days)


def _units_counted(question: Question) -> UnitsCounted:
    """The communes counted; the models of a territory that is itself a commune count too."""
    day = question.denominator_day()
    own = question.own_commune(day)
    return question.units_counted(day, with_territory=bool(own))
