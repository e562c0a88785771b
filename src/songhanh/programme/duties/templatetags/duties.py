"""Filters for the pages of duties: ``{% load duties %}``."""

from django import template

from songhanh.programme.duties.enums import DutyState

register = template.Library()

_TONES: dict[str, str] = {
    DutyState.WAITING: "neutral",
    DutyState.ACCEPTED: "info",
    DutyState.UNDER_WAY: "info",
    DutyState.FOR_CHECK: "warning",
    DutyState.RETURNED: "warning",
    DutyState.CLOSED: "good",
}


@register.filter
def duty_tone(state: str) -> str:
    """``{% badge one.state.label one.state.value|duty_tone %}``: the colour of a duty's state."""
    return _TONES.get(state, "neutral")
