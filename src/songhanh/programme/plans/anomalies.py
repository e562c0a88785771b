"""Findings about the text of a plan, as rows an officer decides about; nothing is saved here."""

from collections.abc import Iterator
from typing import Any

from songhanh.engines.planreader import check_plan
from songhanh.programme.elements.values import Item, items, words
from songhanh.programme.plans.models import Anomaly, PlanDocument


def anomalies_of(plan: PlanDocument, structured: Item) -> Iterator[Anomaly]:
    """The findings of a structured plan, in its order."""
    findings = check_plan(dict(structured))
    anomalies = zip(items(structured, "anomalies"), findings, strict=True)
    for place, (item, finding) in enumerate(anomalies, start=1):
        yield Anomaly(
            plan=plan,
            position=place,
            kind=words(item, "kind")[:40],
            severity=finding.severity,
            text=words(item, "text"),
            why=words(item, "why"),
            suggestion=finding.suggestion,
            confidence=words(item, "confidence")[:40],
            **_place(item),
        )


def _place(item: Item) -> dict[str, Any]:
    source = item.get("source")
    span: Item = source[0] if isinstance(source, list) and source else source or {}
    line = span.get("line_from") or item.get("line")
    return {
        "line_from": line,
        "line_to": span.get("line_to") or line,
        "char_from": span.get("char_from"),
        "char_to": span.get("char_to"),
    }
