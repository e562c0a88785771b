"""A plan on one page: its elements by kind, tasks under their groups, duties under agencies."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from songhanh.programme.elements.enums import ElementKind
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries.reviewing import standing_elements

BELOW = (ElementKind.TASK, ElementKind.DUTY)
"""Kinds that stand under an element of another kind."""

TOP_KINDS = tuple(kind for kind in ElementKind if kind not in BELOW)


@dataclass(frozen=True)
class Branch:
    """An element with what stands under it."""

    element: PlanElement
    below: Sequence[PlanElement]


@dataclass(frozen=True)
class Section:
    """The elements of one kind. An empty section says that the text names none."""

    kind: ElementKind
    branches: Sequence[Branch]

    @property
    def count(self) -> int:
        """How many elements, those below included."""
        return sum(1 + len(branch.below) for branch in self.branches)


def sections_of(elements: Iterable[PlanElement]) -> list[Section]:
    """Elements by kind, in the order of kinds; every kind has its section, also an empty one."""
    top: dict[str, list[PlanElement]] = defaultdict(list)
    below: dict[int, list[PlanElement]] = defaultdict(list)
    for element in elements:
        if element.parent_id is None:
            top[element.kind].append(element)
        else:
            below[element.parent_id].append(element)
    return [
        Section(kind, [Branch(element, below[element.pk]) for element in top[kind]])
        for kind in TOP_KINDS
    ]


def outline_of(plan: PlanDocument) -> dict[str, Section]:
    """The plan on one page: a section for each kind, by its code."""
    return {section.kind.value: section for section in sections_of(standing_elements(plan))}
