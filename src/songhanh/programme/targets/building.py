"""A target of a structured plan as typed rows."""

from typing import Any

from songhanh.programme.elements.building import Detail, Typed
from songhanh.programme.elements.values import Item, items, listed, number, said, short, whole
from songhanh.programme.targets.enums import Comparator, CountingPeriod, TargetKind
from songhanh.programme.targets.models import Milestone, Target, TargetSubject


def target_row(item: Item) -> Typed:
    """The typed row of a target with its milestones and subjects."""
    return Typed(Target, _values(item), [_milestones(item), _subjects(item)])


def _values(item: Item) -> dict[str, Any]:
    return {
        "code": short(item, "code", 60),
        "kind": item.get("kind") or TargetKind.OTHER,
        "comparator": item.get("comparator") or Comparator.AT_LEAST,
        "comparator_words": short(item, "comparator_words", 120),
        "value": number(item, "value"),
        "value_max": number(item, "value_max"),
        "value_words": short(item, "value_words", 120),
        "value_stated": said(item, "value_stated", default=True),
        "unit": short(item, "unit", 120),
        "baseline_year": whole(item, "baseline_year"),
        "period": item.get("period") or CountingPeriod.YEAR,
        "applies_year": whole(item, "applies_year"),
        "due_words": short(item, "due_words", 200),
        "channel": short(item, "channel", 300),
        "in_target_section": said(item, "in_target_section", default=True),
        "denominator_count": whole(item, "denominator_count"),
        "airtime_minutes": number(item, "airtime_minutes"),
        **_coverage(item.get("coverage") or {}),
        **_phase(item.get("phase") or {}),
    }


def _coverage(item: Item) -> dict[str, Any]:
    return {
        "coverage_comparator": item.get("comparator") or "",
        "coverage_value": number(item, "value"),
        "coverage_unit": short(item, "unit", 30),
        "coverage_denominator": short(item, "denominator", 500),
        "coverage_stated": said(item, "stated", default=True),
    }


def _phase(item: Item) -> dict[str, Any]:
    return {"phase_from": whole(item, "from"), "phase_to": whole(item, "to")}


def _milestones(item: Item) -> Detail:
    rows = [
        {
            "year": whole(one, "year"),
            "value": number(one, "value"),
            "value_max": number(one, "value_max"),
            "stage": one.get("stage") or "",
            "comparator": one.get("comparator") or "",
        }
        for one in items(item, "milestones")
    ]
    return Detail(Milestone, "target", rows)


def _subjects(item: Item) -> Detail:
    rows = [
        {"position": place, "text": text[:500]}
        for place, text in enumerate(listed(item, "subjects"), start=1)
    ]
    return Detail(TargetSubject, "target", rows)
