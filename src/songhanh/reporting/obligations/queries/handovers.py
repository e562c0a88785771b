"""Reports of units that ended before they were due: who answers for them, and who has to decide."""

from datetime import date

from songhanh.foundation.lib.acting import Acting
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.queries import rules_ever
from songhanh.records.recording.queries import units_seen_by
from songhanh.reporting.obligations.queries.duties import if_few, plans_with_obligations
from songhanh.reporting.obligations.queries.reading import Inheritance, Part, PlanReading


def inheritances_seen_by(acting: Acting, *, as_of: date) -> list[Inheritance]:
    """Those of somebody's branch with a last day of last year, this year or the next.

    What has to be decided stands first, then the newest.
    """
    units = units_seen_by(acting, as_of)
    years = {as_of.year - 1, as_of.year, as_of.year + 1}
    part = Part(years=years, unit_ids=if_few(units))
    found = [
        one
        for plan in plans_with_obligations(acting, as_of)
        for one in inheritances_of_plan(plan, as_of=as_of, part=part)
        if units is None or one.ended.unit_id in units
    ]
    return sorted(found, key=lambda one: (not one.is_open, -one.asked.day.toordinal(), one.key))


def inheritances_of_plan(
    plan: PlanDocument, *, as_of: date, part: Part | None = None
) -> list[Inheritance]:
    """Every report under a plan, or of a part of it, of units that ended before it was due."""
    return _of_rules(list(rules_ever(plan)), as_of, part or Part())


def inheritance_of(
    rule: ReportingRule, *, unit_id: int, period: str, as_of: date
) -> Inheritance | None:
    """Who answers for one report of a unit that ended; None where it is no such report."""
    found = _of_rules([rule], as_of, Part(period=period, unit_ids={unit_id}))
    return next((one for one in found if one.key == (rule.pk, unit_id, period)), None)


def _of_rules(rules: list[ReportingRule], as_of: date, part: Part) -> list[Inheritance]:
    if not rules:
        return []
    return list(PlanReading(rules[0].element.plan, rules, as_of, part).inheritances())
