"""How a report is run, in a few words for tables."""

from datetime import date

from django import template
from django.utils.translation import gettext as _

from songhanh.programme.rules.enums import DueRule
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.queries import addressees_of, due_day, via_of
from songhanh.programme.rules.regimes import cut_off_in, regime_of, weekday_words

register = template.Library()


@register.filter
def due_words(rule: ReportingRule) -> str:
    """The days that count: trước ngày 30/11; empty without a day."""
    due = due_day(rule)
    return _days(list(due.days), due.rule or "")


@register.filter
def printed_words(rule: ReportingRule) -> str:
    """The days as the plan prints them."""
    return _days([one.printed for one in rule.due_days.all()], rule.due_rule)


@register.filter
def cut_off_words(rule: ReportingRule) -> str:
    """When the figures of volume are closed."""
    cut_off = cut_off_in(regime_of(rule))
    if cut_off is None:
        return _("theo kỳ dương lịch")
    if cut_off.month is None:
        return _("ngày %(day)d tháng cuối kỳ") % {"day": cut_off.day}
    return f"{cut_off.day:02d}/{cut_off.month:02d}"


@register.filter
def route_words(rule: ReportingRule) -> str:
    """To whom, and through whom."""
    to = "; ".join(addressees_of(rule))
    via = via_of(rule)
    return _("%(to)s, qua %(via)s") % {"to": to, "via": via} if via and to else to or via


@register.filter
def weekday(day: date) -> str:
    """Thứ Hai … Chủ nhật."""
    return weekday_words(day)


def _days(days: list[str], due_rule: str) -> str:
    if not days:
        return ""
    shown = [_day(one) for one in days]
    how = DueRule(due_rule).label if due_rule else _("ngày")
    return f"{how} {', '.join(shown)}"


def _day(stored: str) -> str:
    month, _dash, day = stored.rpartition("-")
    return f"{day}/{month}" if month else str(int(day))
