"""Reporting rules, campaign windows and commemorative days of a structured plan as typed rows."""

from typing import Any

from songhanh.programme.elements.building import Detail, Typed
from songhanh.programme.elements.values import Item, listed, month_day, said, short, whole, words
from songhanh.programme.rules.enums import PhrasePart, RuleKind
from songhanh.programme.rules.models import (
    CampaignWindow,
    CommemorativeDay,
    DueDay,
    ReportingRule,
    RulePhrase,
)


def reporting_rule_row(item: Item) -> Typed:
    """The typed row of a reporting rule with its days, senders, addressees and content."""
    values = {
        "kind": item.get("kind") or RuleKind.UNSPECIFIED,
        "frequency": short(item, "frequency", 200),
        "due_rule": item.get("due_rule") or "",
        "due_words": short(item, "due_words", 200),
        "due_year": whole(item, "due_year"),
        "via": short(item, "via", 500),
        "duplicate_of": short(item, "duplicate_of", 60),
    }
    return Typed(ReportingRule, values, [_due_days(item), _phrases(item)])


def campaign_window_row(item: Item) -> Typed:
    """The typed row of a campaign window; days that are not printed stay empty."""
    return Typed(
        CampaignWindow,
        {
            "name": words(item, "name"),
            "short_name": short(item, "short", 200),
            "first_day": month_day(item, "from"),
            "last_day": month_day(item, "to"),
            "dates_stated": said(item, "dates_stated", default=True),
            "recurs": short(item, "recurs", 120),
            "year": whole(item, "year"),
        },
    )


def commemorative_day_row(item: Item) -> Typed:
    """The typed row of a commemorative day; a day from the calendar stands apart."""
    return Typed(
        CommemorativeDay,
        {
            "name": words(item, "name"),
            "day": month_day(item, "date"),
            "inferred_day": month_day(item, "date_inferred"),
            "date_stated": said(item, "date_stated", default=True),
        },
    )


def due_day_values(printed: str) -> dict[str, Any]:
    """Month and day of ``MM-DD``; the day alone of ``DD``."""
    month, _, day = printed.rpartition("-")
    return {"month": int(month) if month else None, "day": int(day)}


def _due_days(item: Item) -> Detail:
    due = item.get("due")
    printed = [due] if isinstance(due, str) else list(due or [])
    rows = [
        {"position": place, **due_day_values(day)} for place, day in enumerate(printed, start=1)
    ]
    return Detail(DueDay, "rule", rows)


def _phrases(item: Item) -> Detail:
    rows = [
        {"part": part, "position": place, "text": text[:500]}
        for part, name in (
            (PhrasePart.SENDER, "from"),
            (PhrasePart.ADDRESSEE, "to"),
            (PhrasePart.CONTENT, "content"),
        )
        for place, text in enumerate(listed(item, name), start=1)
    ]
    return Detail(RulePhrase, "rule", rows)
