"""A structured plan (plan.schema.json) as the elements, rows and findings a person will confirm.

Nothing here reads a document or touches the database: it turns one form into the other, for the
reader's answer, for a checked answer and for a data package alike.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from songhanh.programme.elements.building import Keys, Proposed, Typed, spans_of, text_of
from songhanh.programme.elements.enums import ElementKind, IssuingLevel
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.elements.small import legal_reference_row, recipient_row
from songhanh.programme.elements.values import Item, iso_date, items, number, short, whole, words
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.rules.building import (
    campaign_window_row,
    commemorative_day_row,
    reporting_rule_row,
)
from songhanh.programme.targets.building import target_row
from songhanh.programme.tasks.building import assignment_row, duty_row, task_group_row, task_row

_NO_RULES: Mapping[str, str] = {}


@dataclass
class _Outline:
    """Collects the elements of one plan in the order of the review page."""

    plan: PlanDocument
    source: str
    rules: Mapping[str, str]
    keys: Keys = field(default_factory=Keys)
    found: list[Proposed] = field(default_factory=list)

    def add(  # noqa: PLR0913 - what is read, where it stands, what it becomes
        self,
        kind: ElementKind,
        item: Item,
        typed: Typed | None,
        *,
        pointer: str,
        text: str,
        ordinal: str = "",
        parent: PlanElement | None = None,
    ) -> PlanElement:
        element = PlanElement(
            plan=self.plan,
            kind=kind,
            ordinal=ordinal[:60],
            key=self.keys.next(kind, ordinal[:60]),
            parent=parent,
            position=len(self.found) + 1,
            text=text,
            certainty=number(item, "certainty"),
            rule=self.rules.get(pointer, "")[:80],
        )
        self.found.append(Proposed(element, spans_of(element, item), typed))
        return element

    def text(self, item: Item, *names: str) -> str:
        return text_of(item, self.source, "text_start", *names)


def outline(
    plan: PlanDocument,
    structured: Item,
    *,
    source: str = "",
    rules: Mapping[str, str] = _NO_RULES,
) -> list[Proposed]:
    """Every element of a structured plan, in the order of the review page; nothing is saved.

    ``source`` is the text that positions refer to; ``rules`` names, by JSON pointer, the reader's
    rule behind each element.
    """
    collected = _Outline(plan, source, rules)
    _legal_basis(collected, structured)
    _targets(collected, structured)
    _task_groups(collected, structured)
    _funding(collected, structured)
    _assignments(collected, structured)
    _reporting(collected, structured)
    _days(collected, structured)
    _recipients(collected, structured)
    _footnotes(collected, structured)
    return collected.found


def header_values(structured: Item) -> dict[str, Any]:
    """The fields of the header; number and date may stand in ``extra``. None and "" are unknown."""
    extra = structured.get("extra") or {}
    period = structured.get("period") or {}
    signatory = structured.get("signatory") or {}
    return {
        "doc_type": short(structured, "doc_type", 60),
        "title": words(structured, "title"),
        "number": short(structured, "number", 60) or short(extra, "number", 60),
        "issued_on": iso_date(structured, "issue_date") or iso_date(extra, "issue_date"),
        "issue_place": short(structured, "issue_place", 120) or short(extra, "issue_place", 120),
        "issue_year": whole(extra, "issue_year"),
        "issuing_level": structured.get("issuing_level") or IssuingLevel.OTHER,
        "issuer_words": short(structured, "province_or_unit", 300),
        "period_from": whole(period, "from"),
        "period_to": whole(period, "to"),
        "period_from_inferred": whole(period, "from_inferred"),
        "signatory_authority": short(signatory, "authority", 120),
        "signatory_title": short(signatory, "title", 200),
        "signatory_name": short(signatory, "name", 120),
    }


def _each(structured: Item, name: str) -> Iterator[tuple[str, Item]]:
    for place, item in enumerate(items(structured, name)):
        yield f"/{name}/{place}", item


def _legal_basis(outline: _Outline, structured: Item) -> None:
    for pointer, item in _each(structured, "legal_basis"):
        printed = ("doc_type", "number", "issuer", "title")
        composed = " ".join(part for name in printed if (part := words(item, name)))
        outline.add(
            ElementKind.LEGAL_REFERENCE,
            item,
            legal_reference_row(item),
            pointer=pointer,
            text=outline.text(item) or composed,
        )


def _targets(outline: _Outline, structured: Item) -> None:
    for pointer, item in _each(structured, "targets"):
        outline.add(
            ElementKind.TARGET,
            item,
            target_row(item),
            pointer=pointer,
            text=outline.text(item),
            ordinal=words(item, "ordinal"),
        )


def _task_groups(outline: _Outline, structured: Item) -> None:
    for pointer, item in _each(structured, "task_groups"):
        ordinal = words(item, "ordinal")
        group = outline.add(
            ElementKind.TASK_GROUP,
            item,
            task_group_row(item),
            pointer=pointer,
            text=words(item, "title") or outline.text(item, "title_start"),
            ordinal=ordinal,
        )
        for place, (below, task) in enumerate(_each(item, "tasks"), start=1):
            outline.add(
                ElementKind.TASK,
                task,
                task_row(task),
                pointer=pointer + below,
                text=outline.text(task),
                ordinal=_below(ordinal, task, place),
                parent=group,
            )


def _funding(outline: _Outline, structured: Item) -> None:
    for pointer, item in _each(structured, "funding"):
        outline.add(
            ElementKind.FUNDING,
            item,
            None,
            pointer=pointer,
            text=outline.text(item),
            ordinal=words(item, "ordinal"),
        )


def _assignments(outline: _Outline, structured: Item) -> None:
    for pointer, item in _each(structured, "assignments"):
        ordinal = words(item, "ordinal")
        assignment = outline.add(
            ElementKind.ASSIGNMENT,
            item,
            assignment_row(item),
            pointer=pointer,
            text=words(item, "agency"),
            ordinal=ordinal,
        )
        duties = "duty_details" if item.get("duty_details") else "duties"
        for place, (below, duty) in enumerate(_each(item, duties), start=1):
            outline.add(
                ElementKind.DUTY,
                duty,
                duty_row(duty),
                pointer=pointer + below,
                text=outline.text(duty),
                ordinal=_below(ordinal, duty, place),
                parent=assignment,
            )


def _reporting(outline: _Outline, structured: Item) -> None:
    for pointer, item in _each(structured, "reporting"):
        outline.add(
            ElementKind.REPORTING_RULE,
            item,
            reporting_rule_row(item),
            pointer=pointer,
            text=outline.text(item),
            ordinal=words(item, "ordinal"),
        )


def _days(outline: _Outline, structured: Item) -> None:
    for pointer, item in _each(structured, "campaign_windows"):
        outline.add(
            ElementKind.CAMPAIGN_WINDOW,
            item,
            campaign_window_row(item),
            pointer=pointer,
            text=words(item, "name"),
        )
    for pointer, item in _each(structured, "commemorative_days"):
        outline.add(
            ElementKind.COMMEMORATIVE_DAY,
            item,
            commemorative_day_row(item),
            pointer=pointer,
            text=words(item, "name") or words(item, "date"),
        )


def _recipients(outline: _Outline, structured: Item) -> None:
    for pointer, item in _each(structured, "recipients"):
        outline.add(
            ElementKind.RECIPIENT,
            item,
            recipient_row(item),
            pointer=pointer,
            text=words(item, "text"),
        )


def _footnotes(outline: _Outline, structured: Item) -> None:
    for pointer, item in _each(structured, "footnotes"):
        outline.add(
            ElementKind.FOOTNOTE,
            item,
            None,
            pointer=pointer,
            text=outline.text(item),
            ordinal=words(item, "mark"),
        )


def _below(ordinal: str, item: Item, place: int) -> str:
    """The path of a task or duty: its printed letter, else which one it is under its group."""
    label = words(item, "label").rstrip(".)")
    if label:
        return f"{ordinal}.{label}" if ordinal else label
    return f"{ordinal}-{place}"
