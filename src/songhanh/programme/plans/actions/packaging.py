"""A plan of a data package: published as if an officer had confirmed exactly this."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from django.utils.translation import gettext as _

from songhanh.engines import counting
from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.findings import ImportFinding
from songhanh.foundation.lib.rules import require
from songhanh.programme.elements.building import Proposed, replace_typed
from songhanh.programme.elements.enums import ElementState
from songhanh.programme.elements.models import PlanElement, SourceSpan
from songhanh.programme.elements.values import Item, iso_date, items, number, short, whole
from songhanh.programme.plans.actions.issuing import mark_published, supersede
from songhanh.programme.plans.actions.storing import save_elements, save_source
from songhanh.programme.plans.anomalies import anomalies_of
from songhanh.programme.plans.checking import check_package_plan
from songhanh.programme.plans.models import Anomaly, PlanDocument, SourceText
from songhanh.programme.plans.queries.packages import known_plan_codes, known_unit_codes
from songhanh.programme.plans.reading import header_values, outline
from songhanh.programme.plans.rules import can_import
from songhanh.programme.targets.enums import RoadmapOrigin
from songhanh.programme.targets.queries import targets_of
from songhanh.programme.targets.roadmaps import RoadmapNote, set_roadmap
from songhanh.programme.targets.settling import choose_units, settle
from songhanh.registry.orgunits.models import OrgUnit, UnitVersion
from songhanh.registry.orgunits.queries import unit_by_code

Change = Literal["added", "changed", "same"]


class PackagePlanError(RefusedError):
    """A plan of a package cannot be published; ``findings`` says everything that is wrong."""

    def __init__(self, findings: Sequence[ImportFinding]) -> None:
        self.findings = list(findings)
        super().__init__(" ".join(finding.message for finding in findings))


@dataclass(frozen=True)
class PackagedPlan:
    """The plan as it stands now, and what taking it in did."""

    plan: PlanDocument
    change: Change


def publish_from_package(data: object, *, acting: Acting, at: datetime) -> PlanDocument:
    """Publish ``plans/<code>.json`` of a data package.

    Raises:
        PackagePlanError: with every fault found; nothing is stored.
        NotAllowedError: the acting person may not import plans of this issuer.
    """
    findings = check_package_plan(
        data,
        "plans/*.json",
        unit_codes=known_unit_codes(),
        plan_codes=known_plan_codes(),
    )
    if findings or not isinstance(data, Mapping):
        raise PackagePlanError(findings)
    return take_in(data, acting=acting, at=at).plan


def take_in(data: Item, *, acting: Acting, at: datetime) -> PackagedPlan:
    """Store a plan that was checked: new, changed in place, or the same as before.

    What was recorded for a target or a rule goes on belonging to it: elements are found again by
    kind and key, those the package no longer has are removed from the plan.
    """
    code = str(data["code"]).strip()
    content = json.dumps(data, ensure_ascii=False, sort_keys=True, default=str).encode()
    known = PlanDocument.objects.filter(code=code).first()
    if known is not None and _came_as(known, content):
        return PackagedPlan(known, "same")
    reason = _("Theo gói dữ liệu của kế hoạch %(code)s.") % {"code": code}
    with recorded("plan.publish", acting=acting, at=at) as fact:
        plan = known or PlanDocument(code=code, received_by_id=acting.user_id, received_at=at)
        _header(plan, data, day_of(at))
        require(can_import(acting, plan.issuer_id, day_of(at)))
        plan.version += 1
        plan.save()
        if plan.is_draft:
            mark_published(plan, acting=acting, at=at)
        _elements(plan, data["plan"], acting, at)
        _settle(plan, data, RoadmapNote(RoadmapOrigin.PACKAGE, reason, acting.user_id, at))
        replaced = PlanDocument.objects.filter(code__in=data.get("supersedes") or [])
        supersede(replaced, by=plan, acting=acting, at=at)
        _source(plan, code, content)
        if fact.subject is None:
            fact.subject = plan
    return PackagedPlan(plan, "changed" if known else "added")


def _came_as(plan: PlanDocument, content: bytes) -> bool:
    digest = hashlib.sha256(content).hexdigest()
    return SourceText.objects.filter(plan=plan, sha256=digest).exists()


def _header(plan: PlanDocument, data: Item, on: date) -> None:
    values = header_values(data["plan"])
    for name, value in values.items():
        setattr(plan, name, value)
    if "number" in data:
        plan.number = short(data, "number", 60)
    if "issued_on" in data:
        plan.issued_on = iso_date(data, "issued_on")
    plan.issuer = _issuer(str(data["issuer_code"]), plan.issued_on or on)
    parent = data.get("parent_code")
    plan.parent = PlanDocument.objects.get(code=parent) if parent else None


def _issuer(code: str, on: date) -> OrgUnit:
    """The unit that bears the code on the day of issue, else the one that bore it last."""
    unit = unit_by_code(code, on)
    if unit is not None:
        return unit
    return UnitVersion.objects.filter(code=code).order_by("valid_from").reverse()[0].unit


def _elements(plan: PlanDocument, structured: Item, acting: Acting, at: datetime) -> None:
    found = outline(plan, structured)
    for one in found:
        _confirm(one.element, acting, at)
    known = {
        (element.kind, element.key): element for element in PlanElement.objects.filter(plan=plan)
    }
    fresh = [one for one in found if (one.element.kind, one.element.key) not in known]
    for one in found:
        parent = one.element.parent
        if parent is not None and (parent.kind, parent.key) in known:
            one.element.parent = known[parent.kind, parent.key]
    save_elements(fresh)
    kept = [one for one in found if (one.element.kind, one.element.key) in known]
    for one in kept:
        _correct(known[one.element.kind, one.element.key], one)
    left = {(one.element.kind, one.element.key) for one in found}
    gone = [element.pk for at_key, element in known.items() if at_key not in left]
    PlanElement.objects.filter(pk__in=gone).update(
        state=ElementState.REMOVED, decided_by_id=acting.user_id, decided_at=at
    )
    Anomaly.objects.filter(plan=plan).delete()
    Anomaly.objects.bulk_create(anomalies_of(plan, structured))


def _confirm(element: PlanElement, acting: Acting, at: datetime) -> None:
    element.state = ElementState.CONFIRMED
    element.decided_by_id = acting.user_id
    element.decided_at = at


def _correct(element: PlanElement, one: Proposed) -> None:
    """Bring an element that is known already to what the package says."""
    new = one.element
    for name in ("ordinal", "parent", "position", "text", "state", "decided_by_id", "decided_at"):
        setattr(element, name, getattr(new, name))
    element.version += 1
    element.save()
    element.spans.all().delete()
    for span in one.spans:
        span.element = element
    SourceSpan.objects.bulk_create(one.spans)
    if one.typed is not None:
        replace_typed(element, one.typed)


def _settle(plan: PlanDocument, data: Item, note: RoadmapNote) -> None:
    settled: Mapping[str, Any] = data.get("targets") or {}
    rows = items(data, "roadmap")
    for target in targets_of(plan):
        key = target.element.key
        item = settled.get(key) or {}
        settle(target, settings_values(item.get("settings") or {}))
        choose_units(target, denominator_choice(item.get("denominator")))
        own = [_roadmap_row(row) for row in rows if row.get("ordinal") == key]
        set_roadmap(target, own, note)


def settings_values(item: Item) -> dict[str, Any]:
    """The settings of a package as fields of a target's settings."""
    window = item.get("window") or ("", "")
    start = item.get("start") or {}
    return {
        "threshold": number(item, "threshold"),
        "count_integrated": item.get("count_integrated"),
        "window_first": window[0],
        "window_last": window[1],
        "denominator_day": item.get("denominator_day") or "",
        "baseline_year": whole(item, "baseline_year"),
        "reading": item.get("reading") or "",
        "start_year": whole(start, "year"),
        "start_value": number(start, "value"),
    }


def denominator_choice(item: Item | None) -> counting.DenominatorRule | None:
    """The denominator of a package as the counting engine knows it."""
    if item is None:
        return None
    return counting.DenominatorRule(
        class_name=item.get("class"),
        kinds=frozenset(item.get("kinds") or ()),
        codes=frozenset(item.get("codes") or ()),
    )


def _roadmap_row(item: Item) -> counting.RoadmapRow:
    return counting.RoadmapRow(
        year=int(item["year"]), value=number(item, "value"), threshold=number(item, "threshold")
    )


def _source(plan: PlanDocument, code: str, content: bytes) -> None:
    texts = PlanElement.objects.filter(plan=plan).exclude(state=ElementState.REMOVED)
    words = "\n".join([plan.title, *texts.values_list("text", flat=True)])
    save_source(plan, content, f"{code}.json", "", words)
