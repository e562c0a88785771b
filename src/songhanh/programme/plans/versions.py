"""A corrected file beside the plan as it stands: what is new, changed, gone, and what stays."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from songhanh.engines.vntext import fold
from songhanh.foundation.lib import filestore
from songhanh.programme.elements.building import Proposed
from songhanh.programme.elements.enums import ElementState
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.fromfile import FileReading, read_file
from songhanh.programme.plans.models import PlanDocument, PlanVersion
from songhanh.programme.plans.queries.reviewing import standing_elements
from songhanh.programme.plans.reading import outline

ALIKE = 0.6
"""So much of two texts is the same when one is the other one changed."""


class DifferenceState(StrEnum):
    """How an element of the plan and one of the corrected file stand to each other."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True)
class Difference:
    """An element of the plan, one of the corrected file, or both."""

    state: DifferenceState
    element: PlanElement | None
    proposed: Proposed | None

    @property
    def is_confirmed(self) -> bool:
        """Whether somebody confirmed what the plan says: it is never replaced without asking."""
        return self.element is not None and self.element.state == ElementState.CONFIRMED

    @property
    def takes_new(self) -> bool:
        """What is proposed: the new file, unless somebody confirmed the old."""
        return not self.is_confirmed

    @property
    def kind(self) -> str:
        """The kind of the element, in words."""
        one = self.element or (self.proposed.element if self.proposed else None)
        return str(one.get_kind_display()) if one else ""

    @property
    def ordinal(self) -> str:
        """Where it stands in the text."""
        one = self.element or (self.proposed.element if self.proposed else None)
        return one.ordinal if one else ""


def reading_of(version: PlanVersion) -> FileReading:
    """What the reader reads in a version of the file."""
    return read_file(filestore.open_file(version.file_key), version.filename)


def differences_of(plan: PlanDocument, reading: FileReading) -> list[Difference]:
    """Every element of the plan and of a reading, paired; in the order of the reading."""
    found = outline(plan, reading.structured, source=reading.text, rules=reading.rules)
    return paired(list(standing_elements(plan)), found)


def paired(elements: Sequence[PlanElement], found: Sequence[Proposed]) -> list[Difference]:
    """Elements and proposals of one kind: first by their words, then by place, then by likeness."""
    left: dict[str, list[PlanElement]] = defaultdict(list)
    for element in elements:
        left[element.kind].append(element)
    partner: dict[int, PlanElement] = {}
    for fits in (_same_words, _same_place, _alike):
        for place, one in enumerate(found):
            others = left[one.element.kind]
            match = next((each for each in others if fits(each, one)), None)
            if place not in partner and match is not None:
                partner[place] = match
                others.remove(match)
    differences = [_difference(partner.get(place), one) for place, one in enumerate(found)]
    gone = sorted((one for rows in left.values() for one in rows), key=lambda one: one.position)
    return [*differences, *(Difference(DifferenceState.GONE, one, None) for one in gone)]


def _difference(element: PlanElement | None, one: Proposed) -> Difference:
    if element is None:
        return Difference(DifferenceState.NEW, None, one)
    same = _same_words(element, one)
    return Difference(DifferenceState.SAME if same else DifferenceState.CHANGED, element, one)


def _same_words(element: PlanElement, one: Proposed) -> bool:
    return element.text == one.element.text


def _same_place(element: PlanElement, one: Proposed) -> bool:
    return element.key == one.element.key and _likeness(element, one) >= ALIKE / 2


def _alike(element: PlanElement, one: Proposed) -> bool:
    return _likeness(element, one) >= ALIKE


def _likeness(element: PlanElement, one: Proposed) -> float:
    words = fold(element.text).split(), fold(one.element.text).split()
    return SequenceMatcher(None, *words, autojunk=False).ratio()
