"""What the correction of a finding would be: proposed to the officer, never applied silently."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from songhanh.engines.vntext import bare, distance, find_document_numbers, normal
from songhanh.programme.elements.enums import ElementKind, ElementState
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.models import Anomaly
from songhanh.programme.plans.queries.national import documents_numbered

_RIGHT_FORM = re.compile(
    r"(?:[Cc]ó lẽ là|nơi khác viết|các chỗ khác viết là|còn được viết là|tên đầy đủ là)"
    r" “(?P<right>[^”]+)”"
)
_FARTHEST = 3  # a right form further off than so many letters is another word


@dataclass(frozen=True)
class Correction:
    """An element, the text it would get, and the right day of a cited document."""

    element: PlanElement | None
    text: str = ""
    day: date | None = None


def correction_of(finding: Anomaly) -> Correction:
    """The element a finding is about, and what the finding makes of it."""
    element = element_at(finding)
    if element is None:
        return Correction(None)
    right = right_form(finding)
    text = element.text.replace(normal(finding.text), right) if right else element.text
    return Correction(element, text, _right_day(finding, element))


def element_at(finding: Anomaly) -> PlanElement | None:
    """The element a finding speaks of: the shortest one that holds its place."""
    if finding.element is not None:
        return finding.element
    if finding.line_from is None:
        return None
    holding = (
        PlanElement.objects.filter(plan_id=finding.plan_id, spans__line_from__lte=finding.line_from)
        .filter(spans__line_to__gte=finding.line_from)
        .exclude(state=ElementState.REMOVED)
        .prefetch_related("spans")
        .distinct()
    )
    found = [one for one in holding if _holds(one, finding)]
    return min(found, key=lambda one: len(one.text), default=None)


def right_form(finding: Anomaly) -> str:
    """The words of a finding as they should be; empty where it does not say."""
    words = normal(finding.text)
    if finding.kind == "duplicate_word":
        return _once(words)
    said = _RIGHT_FORM.search(finding.why)
    return _put_right(words, said["right"]) if said else ""


def _holds(element: PlanElement, finding: Anomaly) -> bool:
    """Whether a place of the element touches the finding's, as exactly as both are known."""
    for span in element.spans.all():
        if span.char_from is None or span.char_to is None or finding.char_from is None:
            if span.line_from <= (finding.line_from or 0) <= span.line_to:
                return True
        elif span.char_from <= finding.char_from < span.char_to:
            return True
    return False


def _once(words: str) -> str:
    parts = words.split()
    kept = parts[:1] + [word for before, word in pairwise(parts) if word != before]
    return " ".join(kept)


def _put_right(words: str, right: str) -> str:
    """The words with the stretch most like the right form replaced by it."""
    parts = words.split()
    wanted = _letters(right)
    best, place = _FARTHEST + 1, (0, 0)
    for start in range(len(parts)):
        for end in range(start + 1, len(parts) + 1):
            far = distance(_letters(" ".join(parts[start:end])), wanted, _FARTHEST + 1)
            if far < best:
                best, place = far, (start, end)
    if best > _FARTHEST:
        return ""
    return " ".join([*parts[: place[0]], right, *parts[place[1] :]])


def _letters(text: str) -> str:
    return "".join(sign for sign in bare(text) if sign.isalnum())


def _right_day(finding: Anomaly, element: PlanElement) -> date | None:
    """The day the register gives a cited document; the first where several bear the number."""
    if finding.kind != "wrong_date" or element.kind != ElementKind.LEGAL_REFERENCE:
        return None
    numbers = [one.text for one in find_document_numbers(finding.text)]
    for number in [*numbers, element.legalreference.number]:
        known = documents_numbered(number).first()
        if known is not None:
            return known.issued_on
    return None
