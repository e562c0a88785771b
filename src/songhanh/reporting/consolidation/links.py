"""Where the figures of a draft lead: each to the page it comes from."""

from django.urls import reverse

from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.targets.queries import targets_of
from songhanh.reporting.consolidation.money import mark_keys
from songhanh.reporting.consolidation.sheets import Sheet

_OF_ITEMS = ("item_", "airtime")
_OF_UNITS = ("members", "approved", "waiting", "late", "missing")


def links_in(rule: ReportingRule, sheet: Sheet) -> dict[str, str]:
    """The address for each mark of a round."""
    plan = rule.element.plan
    targets = {one.element.ordinal: one.pk for one in targets_of(plan, sheet.as_of)}
    links: dict[str, str] = {}
    for one in sheet.targets:
        if one.ordinal in targets:
            href = reverse("results:target", args=[plan.pk, targets[one.ordinal]])
            links |= {one.key: href, f"{one.key}:required": href}
    keys = [one.figure.key for one in sheet.totals] + [one.key for one in sheet.extras]
    links |= {key: reverse(_list_of(key)) for key in keys}
    money = reverse("consolidation:money", args=[rule.pk, sheet.period.label])
    links |= {key: money for one in sheet.money_lines for key in mark_keys(one)}
    board = reverse("consolidation:board", args=[rule.pk, sheet.period.label])
    links |= dict.fromkeys(_OF_UNITS, board)
    return links | {"plans": reverse("plans:list")}


def _list_of(key: str) -> str:
    told = key.removeprefix("month:")
    return "media:list" if told.startswith(_OF_ITEMS) else "activities:list"
