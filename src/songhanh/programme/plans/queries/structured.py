"""A plan of the registry in the form of plan.schema.json, as far as two plans are compared by it.

Numbers stay Decimals. What was removed is left out; what was corrected stands corrected.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from songhanh.programme.elements.enums import ElementKind
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries.reviewing import standing_elements
from songhanh.programme.rules.enums import PhrasePart
from songhanh.programme.rules.queries import phrases


def structured_of(plan: PlanDocument) -> dict[str, Any]:
    """Header, targets, task groups with tasks, assignments with duties, and reporting rules."""
    by_kind: dict[str, list[PlanElement]] = defaultdict(list)
    below: dict[int, list[PlanElement]] = defaultdict(list)
    for element in standing_elements(plan):
        if element.parent_id is not None:
            below[element.parent_id].append(element)
        else:
            by_kind[element.kind].append(element)
    return {
        "title": plan.title,
        "number": plan.number or None,
        "issue_date": plan.issued_on.isoformat() if plan.issued_on else None,
        "period": {
            "from": plan.period_from,
            "to": plan.period_to,
            "from_inferred": plan.first_year,
        },
        "targets": [_target(one) for one in by_kind[ElementKind.TARGET]],
        "task_groups": [
            _said(one, title=one.text, tasks=[_task(task) for task in below[one.pk]])
            for one in by_kind[ElementKind.TASK_GROUP]
        ],
        "assignments": [
            _said(
                one,
                agency=one.text,
                role=one.assignment.role or None,
                duties=[duty.text for duty in below[one.pk]],
            )
            for one in by_kind[ElementKind.ASSIGNMENT]
        ],
        "reporting": [_rule(one) for one in by_kind[ElementKind.REPORTING_RULE]],
    }


def _said(element: PlanElement, **values: Any) -> dict[str, Any]:
    return {"ordinal": element.ordinal, "text": element.text} | values


def _target(element: PlanElement) -> dict[str, Any]:
    target = element.target
    coverage = {
        "comparator": target.coverage_comparator or ">=",
        "value": target.coverage_value,
        "denominator": target.coverage_denominator or None,
    }
    return _said(
        element,
        kind=target.kind,
        comparator=target.comparator,
        value=target.value,
        value_max=target.value_max,
        unit=target.unit,
        period=target.period,
        baseline_year=target.baseline_year,
        coverage=coverage if target.coverage_value is not None else None,
        milestones=[
            {"year": one.year, "value": one.value, "value_max": one.value_max}
            for one in target.milestones.all()
        ],
        subjects=[subject.text for subject in target.subjects.all()],
    )


def _task(element: PlanElement) -> dict[str, Any]:
    task = element.task
    return _said(
        element,
        lead=task.lead or None,
        partners=task.partners or None,
        product=task.product or None,
        date_from=_day(task.starts_on, task.starts_every),
        date_to=_day(task.ends_on, task.ends_every),
    )


def _day(day: Any, every: str) -> str | None:
    return day.isoformat() if day else every or None


def _rule(element: PlanElement) -> dict[str, Any]:
    rule = element.reportingrule
    return _said(
        element,
        kind=rule.kind,
        due=_one_or_all(day.printed for day in rule.due_days.all()),
        due_rule=rule.due_rule or None,
        due_year=rule.due_year,
        via=rule.via or None,
        to=phrases(rule, PhrasePart.ADDRESSEE),
        **{"from": phrases(rule, PhrasePart.SENDER)},
    )


def _one_or_all(days: Iterable[str]) -> str | list[str] | None:
    """One printed day as the contract writes it; several as a list."""
    found = list(days)
    return (found[0] if len(found) == 1 else found) or None
