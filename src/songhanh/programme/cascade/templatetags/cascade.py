"""Filters of the pages of the cascade."""

from django import template

from songhanh.engines.planreader.comparing.matching import text_of_item
from songhanh.programme.cascade.enums import LocalPlanState

register = template.Library()

_TONES = {
    LocalPlanState.MISSING: "bad",
    LocalPlanState.WAITING: "info",
    LocalPlanState.RETURNED: "warning",
    LocalPlanState.ACCEPTED: "good",
}


@register.filter
def local_tone(state: LocalPlanState) -> str:
    """The tone of an own plan's state."""
    return _TONES[state]


@register.filter
def said(item: object) -> str:
    """The words of an element of a structured plan; empty where there is none."""
    return text_of_item(item) if isinstance(item, dict) else ""


@register.filter
def place(item: object) -> str:
    """Where an element stands in its plan."""
    return str(item.get("ordinal") or "") if isinstance(item, dict) else ""
