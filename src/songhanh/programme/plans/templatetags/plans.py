"""Filters for the pages of plans: ``{% load plans %}``."""

from django import template

from songhanh.programme.elements.enums import ElementState
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.enums import DocumentStatus, PlanStatus, Severity, VersionState
from songhanh.programme.plans.facts import due_words, facts_of, value_words
from songhanh.programme.plans.readerrules import rule_words

register = template.Library()

register.filter("facts", facts_of)
register.filter("value_words", value_words)
register.filter("due_words", due_words)
register.filter("rule_words", rule_words)

_TONES: dict[str, str] = {
    ElementState.PROPOSED: "warning",
    ElementState.CONFIRMED: "good",
    ElementState.REMOVED: "neutral",
    PlanStatus.DRAFT: "warning",
    PlanStatus.ISSUED: "good",
    PlanStatus.AMENDED: "good",
    PlanStatus.SUPERSEDED: "neutral",
    PlanStatus.CLOSED: "neutral",
    VersionState.WAITING: "warning",
    VersionState.APPLIED: "good",
    DocumentStatus.IN_FORCE: "good",
    DocumentStatus.REPLACED: "neutral",
    DocumentStatus.ABOLISHED: "bad",
    Severity.ERROR: "bad",
    Severity.WARNING: "warning",
    Severity.HINT: "info",
}


@register.filter
def tone(state: str) -> str:
    """``{% badge label plan.status|tone %}``: the colour of a state of a plan or element."""
    return _TONES.get(state, "neutral")


@register.filter
def certainty_percent(element: PlanElement) -> int | None:
    """How sure the reader is, in per cent; None for what was added by hand."""
    return None if element.certainty is None else round(element.certainty * 100)


@register.filter
def first_line(element: PlanElement) -> int | None:
    """The line of the text an element begins on; None when it has no place there."""
    spans = list(element.spans.all())
    return spans[0].line_from if spans else None
