"""From a document to a structured plan."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from songhanh.engines.docread import SourceDocument
from songhanh.engines.planreader.anomalies import find_anomalies
from songhanh.engines.planreader.assignments import read_assignments
from songhanh.engines.planreader.common import RULE, Element, Reading, Register
from songhanh.engines.planreader.contents import name_sections
from songhanh.engines.planreader.extras import read_extras
from songhanh.engines.planreader.foot import read_foot, recipients_of, signatory_of
from songhanh.engines.planreader.funding import read_funding
from songhanh.engines.planreader.heading import read_heading
from songhanh.engines.planreader.layout import layout_of
from songhanh.engines.planreader.legal import read_legal_basis
from songhanh.engines.planreader.lines import lines_of
from songhanh.engines.planreader.notes import read_footnotes
from songhanh.engines.planreader.occasions import read_campaign_windows, read_commemorative_days
from songhanh.engines.planreader.outline import outline_of
from songhanh.engines.planreader.refusal import why_no_plan
from songhanh.engines.planreader.register import NATIONAL_DOCUMENTS
from songhanh.engines.planreader.reporting import read_escalation, read_reporting
from songhanh.engines.planreader.targets import read_targets
from songhanh.engines.planreader.tasks import read_task_groups


@dataclass(frozen=True)
class PlanReading:
    """A structured plan, or the refusal, with the rule that produced each element.

    `rules` maps the JSON pointer of an element ("/targets/0") to the name of its rule.
    """

    plan: dict[str, Any]
    rules: Mapping[str, str]


def read_plan(document: SourceDocument) -> dict[str, Any]:
    """The structured plan of a document, in the "reader" form of plan.schema.json.

    A document that is no plan gives the refusal object. Reading is deterministic; nothing is
    stated that the text does not print.
    """
    return read_plan_with_rules(document).plan


def read_plan_with_rules(
    document: SourceDocument, register: Register = NATIONAL_DOCUMENTS
) -> PlanReading:
    """Like `read_plan`, with the rule behind every element beside the plan.

    `register` tells the dates of national documents that citations are compared with.
    """
    reading = reading_of(document, register)
    answer = why_no_plan(reading) or _plan(reading)
    rules: dict[str, str] = {}
    return PlanReading(_without_rules(answer, "", rules), MappingProxyType(rules))


def reading_of(document: SourceDocument, register: Register = NATIONAL_DOCUMENTS) -> Reading:
    """The document in all the forms the extractors read."""
    sheet = lines_of(document)
    layout = layout_of(sheet)
    outline = outline_of(layout.body)
    name_sections(outline)
    return Reading(
        sheet,
        layout,
        outline,
        outline_of(layout.annexes),
        document.filename,
        document.format,
        register,
    )


def _plan(reading: Reading) -> Element:
    heading, extra = read_heading(reading)
    foot = read_foot(reading)
    plan: Element = {
        "form": "reader",
        "file": reading.filename,
        "schema_version": "1.0",
        **heading,
        "legal_basis": read_legal_basis(reading),
        "targets": read_targets(reading, heading["period"]),
        "task_groups": read_task_groups(reading),
        "assignments": read_assignments(reading),
        "reporting": read_reporting(reading),
        "campaign_windows": read_campaign_windows(reading),
        "commemorative_days": read_commemorative_days(reading),
        "recipients": recipients_of(reading, foot),
        "signatory": signatory_of(reading, foot),
        "funding": read_funding(reading),
        "footnotes": read_footnotes(reading),
        "anomalies": [],
        "extra": {**extra, **read_extras(reading)},
    }
    plan["extra"].update(_from_citations(plan))
    escalation = read_escalation(reading)
    if escalation:
        plan["extra"]["escalation"] = escalation
    plan["anomalies"] = find_anomalies(reading, plan)
    return plan


def _from_citations(plan: Element) -> Element:
    """The decision the plan is attached to, and earlier plans its footnotes name as past."""
    extra: Element = {}
    for basis in plan["legal_basis"]:
        if basis["relation"] == "promulgated_by":
            names = ("doc_type", "number", "date")
            extra["promulgated_by"] = {name: basis[name] for name in names}
    past = [
        cited
        for note in plan["footnotes"]
        if re.search(r"trước đây|sáp nhập|thay thế|hết hiệu lực", note["text"])
        for cited in note["plans"]
    ]
    return {**extra, "superseded_plans": past} if past else extra


def _without_rules(value: Any, pointer: str, rules: dict[str, str]) -> Any:
    """The value without the names of rules, which go under their JSON pointers."""
    if isinstance(value, list):
        return [_without_rules(item, f"{pointer}/{at}", rules) for at, item in enumerate(value)]
    if not isinstance(value, dict):
        return value
    if RULE in value:
        rules[pointer] = value[RULE]
    return {
        key: _without_rules(item, f"{pointer}/{key}", rules)
        for key, item in value.items()
        if not key.startswith("_")
    }
