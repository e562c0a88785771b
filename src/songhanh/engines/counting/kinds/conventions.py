"""``convention_share``: village conventions in force that are free of discriminating clauses."""

from datetime import date

from songhanh.engines.counting.figures import Figures
from songhanh.engines.counting.periods import year_of
from songhanh.engines.counting.questions import Question
from songhanh.engines.counting.results import Lacking, Outcome, Verdict
from songhanh.engines.counting.successions import holder
from songhanh.engines.counting.world import Convention, ConventionState

_LACKS = {Verdict.UNREVIEWED: (Lacking.REVIEW,), Verdict.FAILING: (Lacking.CLEAN_TEXT,)}
_IN_FORCE = frozenset({ConventionState.ADOPTED, ConventionState.RECOGNISED})


def figures(question: Question) -> tuple[Figures, ...]:
    """The conventions in force on the as-of day in the communes of the territory."""
    day = question.as_of
    communes = _communes(question, question.shown_on)
    if communes is None:
        return (Figures(year_of(question.year)),)
    outcomes = []
    for convention in question.world.conventions:
        commune = holder(question.tree, convention.commune_id, question.shown_on)
        if commune is None or commune not in communes or not is_in_force(convention, day):
            continue
        verdict = verdict_on(convention, day)
        outcomes.append(Outcome(commune, convention.id, verdict, lacks=_LACKS.get(verdict, ())))
    return (Figures(year_of(question.year), tuple(outcomes)),)


def _communes(question: Question, day: date) -> frozenset[int] | None:
    """Everything in the territory, or what an officer's denominator leaves of it.

    None when the words of that denominator resolve to nothing.
    """
    if question.target.denominator is not None:
        counted = question.units_counted(day, with_territory=True)
        return frozenset(counted.ids) if counted.is_known else None
    territory = question.territory(day)
    inside = frozenset(question.tree.valid_on(day))
    if territory is not None:
        inside = question.tree.under(territory, day) | question.own_commune(day)
    filtered = question.filtered(day)
    return inside if filtered is None else inside & filtered


def is_in_force(convention: Convention, day: date) -> bool:
    """Whether the convention is adopted by the day, and adopted or recognised on it."""
    adopted = convention.adopted_on is None or convention.adopted_on <= day
    return adopted and _state_on(convention, day) in _IN_FORCE


def _state_on(convention: Convention, day: date) -> ConventionState:
    """The newest state by the day; a row without a day holds on every day.

    Before its first known state a recognised, suspended or repealed convention was adopted. One
    that is adopted since a day was a draft before, unless the day of its adoption says otherwise.
    """
    since = [row for row in convention.states if row.since is None or row.since <= day]
    if since:
        return since[-1].state
    first = convention.states[0].state if convention.states else ConventionState.DRAFT
    was_draft = first == ConventionState.DRAFT or (
        first == ConventionState.ADOPTED and convention.adopted_on is None
    )
    return ConventionState.DRAFT if was_draft else ConventionState.ADOPTED


def verdict_on(convention: Convention, day: date) -> Verdict:
    """Passing, failing, or unreviewed: not read since its newest text, or without a finding."""
    reviews = [review for review in convention.reviews if review.reviewed_on <= day]
    newest_text = max((text for text in convention.texts_on if text <= day), default=None)
    review = max(reviews, key=lambda one: one.reviewed_on, default=None)
    if review is None or review.discriminating is None:
        return Verdict.UNREVIEWED
    if newest_text is not None and newest_text > review.reviewed_on:
        return Verdict.UNREVIEWED
    return Verdict.FAILING if review.discriminating else Verdict.PASSING
