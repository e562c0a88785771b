"""Published plans on their way out: ``plans/<code>.json`` of a data package (its contract).

The structured plan is the one the document was read as, or that came with a package; what officers
decided since then (targets taken out, their numbers, settings, units counted, roadmap) is laid over
it from the rows that count.
"""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from songhanh.foundation.lib import clock, filestore
from songhanh.programme.plans.enums import PUBLISHED
from songhanh.programme.plans.fromfile import read_file
from songhanh.programme.plans.models import PlanDocument, SourceText
from songhanh.programme.targets.models import Target
from songhanh.programme.targets.queries import targets_of
from songhanh.registry.orgunits.models import OrgUnit
from songhanh.registry.orgunits.queries import nearest_versions

_LAID_OVER = ("kind", "comparator", "value", "value_max", "unit", "period", "baseline_year")
"""Fields of a target that an officer may correct, by the names of plan.schema.json."""


def package_plans() -> Iterator[tuple[str, dict[str, Any]]]:
    """File name and content of every published plan, in the order of codes."""
    plans = PlanDocument.objects.filter(status__in=PUBLISHED).order_by("code")
    for plan in plans.select_related("source", "parent", "issuer"):
        yield f"plans/{plan.code}.json", _content(plan)


def _content(plan: PlanDocument) -> dict[str, Any]:
    targets = {target.element.key: target for target in targets_of(plan)}
    settled = {key: said for key, target in targets.items() if (said := _settled(target))}
    return {
        "code": plan.code,
        "issuer_code": _issuer_code(plan.issuer, plan),
        "number": plan.number or None,
        "issued_on": plan.issued_on.isoformat() if plan.issued_on else None,
        "status": "issued",
        "supersedes": sorted(plan.supersedes.values_list("code", flat=True)),
        "parent_code": plan.parent.code if plan.parent else None,
        "plan": _structured(plan, targets),
        "targets": settled,
        "roadmap": [
            {"ordinal": key} | _numbers({"value": row.value, "threshold": row.threshold}, row.year)
            for key, target in targets.items()
            for row in target.roadmap.all()
        ],
    }


def _issuer_code(issuer: OrgUnit, plan: PlanDocument) -> str:
    day = plan.issued_on or clock.day_of(plan.published_at or plan.received_at)
    return nearest_versions([issuer.pk], day)[issuer.pk].code


def _structured(plan: PlanDocument, targets: Mapping[str, Target]) -> dict[str, Any]:
    structured = as_read(plan.source)
    kept, seen = [], dict[str, int]()
    for item in structured.get("targets", ()):
        ordinal = str(item.get("ordinal") or "")
        seen[ordinal] = seen.get(ordinal, 0) + 1
        key = ordinal if seen[ordinal] == 1 else f"{ordinal}#{seen[ordinal]}"
        if key in targets:
            kept.append(item | _corrected(item, targets[key]))
    return structured | {"targets": kept}


def as_read(source: SourceText) -> dict[str, Any]:
    """The structured plan as the kept file says it, read again: Word takes some seconds."""
    data = filestore.open_file(source.file_key)
    if source.filename.endswith(".json"):
        structured: dict[str, Any] = json.loads(data)["plan"]
        return structured
    return dict(read_file(data, source.filename).structured)


def _corrected(item: Mapping[str, Any], target: Target) -> dict[str, Any]:
    """What an officer changed in the target since it was read."""
    changed = {}
    for name in _LAID_OVER:
        value = getattr(target, name)
        before = item.get(name)
        stated = Decimal(str(before)) if isinstance(before, int | float) else before
        if name in item and (value or None) != (stated or None):
            changed[name] = _number(value) if isinstance(value, Decimal) else value
    return changed


def _settled(target: Target) -> dict[str, Any]:
    said: dict[str, Any] = {}
    rule = getattr(target, "denominator", None)
    if rule is not None:
        said["denominator"] = _denominator(rule)
    setting = getattr(target, "setting", None)
    if setting is None:
        return said
    settings: dict[str, Any] = {
        "threshold": _number(setting.threshold),
        "count_integrated": setting.count_integrated,
        "denominator_day": setting.denominator_day or None,
        "baseline_year": setting.baseline_year,
        "reading": setting.reading or None,
    }
    if setting.window_first:
        settings["window"] = [setting.window_first, setting.window_last]
    if setting.start_year is not None:
        settings["start"] = {"year": setting.start_year, "value": _number(setting.start_value)}
    settings = {name: value for name, value in settings.items() if value is not None}
    return said | ({"settings": settings} if settings else {})


def _denominator(rule: Any) -> dict[str, Any]:
    parts = list(rule.parts.all())
    named = {
        "class": rule.class_name,
        "kinds": sorted(part.kind for part in parts if part.kind),
        "codes": sorted(part.code for part in parts if part.code),
    }
    return {name: value for name, value in named.items() if value}


def _numbers(values: Mapping[str, Decimal | None], year: int) -> dict[str, Any]:
    known = {name: _number(value) for name, value in values.items() if value is not None}
    return {"year": year} | known


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
