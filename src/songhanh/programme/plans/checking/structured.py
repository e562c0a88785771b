"""The structured plan itself, as far as storing it relies on it (plan.schema.json)."""

import re
from collections.abc import Collection, Mapping, Sequence

from songhanh.programme.elements.enums import IssuingLevel, Relation
from songhanh.programme.elements.values import Item
from songhanh.programme.plans.checking.faults import Faults, is_month_day
from songhanh.programme.rules.enums import DueRule, RuleKind
from songhanh.programme.targets.enums import Comparator, CountingPeriod, Stage, TargetKind
from songhanh.programme.tasks.enums import AssignedRole

_DAY = re.compile(r"0?[1-9]|[12]\d|3[01]")


def check_structured(plan: Item, faults: Faults) -> set[str]:
    """Check the structured plan; gives the keys of its targets."""
    faults.text(plan, "title", "/plan")
    faults.choice(plan, "issuing_level", "/plan", IssuingLevel.values)
    period = plan.get("period")
    if isinstance(period, Mapping):
        _period(period, faults)
    else:
        faults.add("/plan/period", period, "các năm của kế hoạch (from, to)")
    keys = _targets(plan, faults)
    for place, group in faults.objects(plan, "task_groups", "/plan"):
        list(faults.objects(group, "tasks", place))
    _assignments(plan, faults)
    for place, rule in faults.objects(plan, "reporting", "/plan"):
        faults.choice(rule, "kind", place, RuleKind.values)
        faults.choice(rule, "due_rule", place, DueRule.values, empty=True)
        _due(rule, place, faults)
    for place, basis in faults.objects(plan, "legal_basis", "/plan"):
        faults.choice(basis, "relation", place, Relation.values)
    _days(plan, faults)
    for place, anomaly in faults.objects(plan, "anomalies", "/plan"):
        faults.text(anomaly, "kind", place)
    return keys


def _period(period: Item, faults: Faults) -> None:
    for name in ("from", "to", "from_inferred"):
        faults.year(period, name, "/plan/period")
    first, last = period.get("from"), period.get("to")
    if isinstance(first, int) and isinstance(last, int) and first > last:
        faults.add("/plan/period/to", last, f"năm không trước {first}")


def _targets(plan: Item, faults: Faults) -> set[str]:
    keys: set[str] = set()
    for place, target in faults.objects(plan, "targets", "/plan"):
        faults.text(target, "ordinal", place)
        faults.choice(target, "kind", place, TargetKind.values)
        faults.choice(target, "comparator", place, Comparator.values)
        faults.choice(target, "period", place, CountingPeriod.values)
        for name in ("value", "value_max"):
            faults.number(target, name, place)
        for name in ("baseline_year", "applies_year"):
            faults.year(target, name, place)
        if isinstance(target.get("coverage"), Mapping):
            faults.number(target["coverage"], "value", f"{place}/coverage", empty=False)
        for below, milestone in faults.objects(target, "milestones", place):
            faults.year(milestone, "year", below, empty=False)
            faults.number(milestone, "value", below, empty=False)
            faults.choice(milestone, "stage", below, Stage.values, empty=True)
        keys.add(_key(str(target.get("ordinal")), keys))
    return keys


def _key(ordinal: str, taken: Collection[str]) -> str:
    key, count = ordinal, 1
    while key in taken:
        count += 1
        key = f"{ordinal}#{count}"
    return key


def _assignments(plan: Item, faults: Faults) -> None:
    for place, assignment in faults.objects(plan, "assignments", "/plan"):
        faults.text(assignment, "agency", place)
        faults.choice(assignment, "role", place, AssignedRole.values, empty=True)
        for below, duty in faults.objects(assignment, "duty_details", place):
            faults.choice(duty, "role", below, AssignedRole.values, empty=True)


def _due(rule: Item, place: str, faults: Faults) -> None:
    due = rule.get("due")
    days = [due] if due is None or isinstance(due, str) else due
    for day in days if isinstance(days, Sequence) else [days]:
        printed = isinstance(day, str) and (is_month_day(day) or _DAY.fullmatch(day))
        if day is not None and not printed:
            faults.add(f"{place}/due", day, "ngày dạng 11-30 (tháng-ngày) hoặc 25 (ngày)")


def _days(plan: Item, faults: Faults) -> None:
    for name, fields in (
        ("campaign_windows", ("from", "to")),
        ("commemorative_days", ("date", "date_inferred")),
    ):
        for place, item in faults.objects(plan, name, "/plan"):
            for one in fields:
                if item.get(one) is not None and not is_month_day(item[one]):
                    faults.add(f"{place}/{one}", item[one], "ngày dạng 11-15 (tháng-ngày)")
