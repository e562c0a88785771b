"""The structured plan itself, as far as storing it relies on it (plan.schema.json)."""

from collections.abc import Collection, Mapping

from songhanh.programme.elements.enums import IssuingLevel, Relation
from songhanh.programme.elements.values import Item
from songhanh.programme.plans.checking.faults import Faults
from songhanh.programme.plans.checking.shapes import (
    Shape,
    a_count,
    a_due_day,
    a_month_day,
    a_number,
    a_share,
    a_text,
    a_year,
    an_object,
    any_text,
    check_shape,
    either,
    list_of,
    one_of,
    optional,
)
from songhanh.programme.rules.enums import DueRule, RuleKind
from songhanh.programme.targets.enums import Comparator, CountingPeriod, Stage, TargetKind
from songhanh.programme.tasks.enums import AssignedRole, TaskPart

_TEXTS = list_of(any_text)
_ROLE = optional(one_of(AssignedRole.values))
_WORDS = optional(any_text)


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


_SPAN = an_object(
    {name: optional(a_count) for name in ("line_from", "line_to", "char_from", "char_to")}
)
PLACE: Shape = {
    "source": optional(either(_is_list, list_of(_SPAN), _SPAN)),
    "line": optional(a_count),
    "lines": list_of(a_count),
    "continues_line": optional(a_count),
    "certainty": optional(a_share),
    "text": _WORDS,
    "text_start": _WORDS,
}
"""What every element may carry: its place, its text, how sure the reader was."""

TARGET: Shape = {
    **PLACE,
    "ordinal": a_text,
    "kind": one_of(TargetKind.values),
    "comparator": one_of(Comparator.values),
    "period": one_of(CountingPeriod.values),
    "value": optional(a_number),
    "value_max": optional(a_number),
    "baseline_year": optional(a_year),
    "applies_year": optional(a_year),
    "denominator_count": optional(a_count),
    "airtime_minutes": optional(a_number),
    "subjects": _TEXTS,
    "coverage": optional(
        an_object({"comparator": optional(one_of(Comparator.values)), "value": a_number})
    ),
    "phase": optional(an_object({"from": a_year, "to": a_year})),
    "milestones": list_of(
        an_object(
            {
                "year": a_year,
                "value": a_number,
                "value_max": optional(a_number),
                "stage": optional(one_of(Stage.values)),
                "comparator": optional(one_of(Comparator.values)),
            }
        )
    ),
}
_TASK = an_object({**PLACE, "part": optional(one_of(TaskPart.values)), "partners": _TEXTS})
_DUTY = an_object({**PLACE, "role": _ROLE})
_ASSIGNMENT = an_object(
    {
        **PLACE,
        "agency": a_text,
        "agencies": _TEXTS,
        "partners": _TEXTS,
        "role": _ROLE,
        "duties": list_of(either(_is_text, a_text, _DUTY)),
        "duty_details": list_of(_DUTY),
    }
)
_REPORTING = an_object(
    {
        **PLACE,
        "kind": one_of(RuleKind.values),
        "due": optional(either(_is_list, list_of(a_due_day), a_due_day)),
        "due_rule": optional(one_of(DueRule.values)),
        "due_year": optional(a_year),
        "from": _TEXTS,
        "to": _TEXTS,
        "content": _TEXTS,
    }
)
_WINDOW = an_object(
    {
        **PLACE,
        "name": a_text,
        "from": optional(a_month_day),
        "to": optional(a_month_day),
        "year": optional(a_year),
    }
)
_DAY = an_object({**PLACE, "date": optional(a_month_day), "date_inferred": optional(a_month_day)})

PLAN: Shape = {
    "title": a_text,
    "issuing_level": one_of(IssuingLevel.values),
    "period": an_object(
        {name: optional(a_year) for name in ("from", "to", "from_inferred")},
    ),
    "signatory": optional(an_object({})),
    "extra": optional(an_object({"issue_year": optional(a_year)})),
    "legal_basis": list_of(an_object({**PLACE, "relation": one_of(Relation.values)})),
    "targets": list_of(an_object(TARGET)),
    "task_groups": list_of(an_object({**PLACE, "tasks": list_of(_TASK)})),
    "assignments": list_of(_ASSIGNMENT),
    "reporting": list_of(_REPORTING),
    "campaign_windows": list_of(_WINDOW),
    "commemorative_days": list_of(_DAY),
    "recipients": list_of(either(_is_text, a_text, an_object({**PLACE, "text": a_text}))),
    "funding": list_of(an_object(PLACE)),
    "footnotes": list_of(an_object(PLACE)),
    "anomalies": list_of(an_object({**PLACE, "kind": a_text})),
}


def check_structured(plan: Item, faults: Faults) -> set[str]:
    """Check the structured plan; gives the keys of its targets."""
    check_shape(faults, plan, "/plan", PLAN)
    _years_in_order(plan, faults)
    return _keys(plan)


def _years_in_order(plan: Item, faults: Faults) -> None:
    period = plan.get("period")
    if not isinstance(period, Mapping):
        return
    first, last = period.get("from"), period.get("to")
    if isinstance(first, int) and isinstance(last, int) and first > last:
        faults.add("/plan/period/to", last, f"năm không trước {first}")


def _keys(plan: Item) -> set[str]:
    keys: set[str] = set()
    targets = plan.get("targets")
    for target in targets if isinstance(targets, list) else []:
        ordinal = target.get("ordinal") if isinstance(target, Mapping) else None
        if isinstance(ordinal, str):
            keys.add(_key(ordinal, keys))
    return keys


def _key(ordinal: str, taken: Collection[str]) -> str:
    key, count = ordinal, 1
    while key in taken:
        count += 1
        key = f"{ordinal}#{count}"
    return key
