"""What a reviewing officer sees: elements with their rows, and what is left to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from songhanh.engines.vntext import fold
from songhanh.programme.elements.enums import ElementKind, ElementState
from songhanh.programme.elements.models import PlanElement
from songhanh.programme.plans.models import PlanDocument, ReviewStep

TYPED_ROWS = (
    "legalreference",
    "recipient",
    "target",
    "taskgroup",
    "task",
    "assignment",
    "duty",
    "reportingrule",
    "campaignwindow",
    "commemorativeday",
)
"""The one-to-one rows an element may carry, by the name of the relation."""


@dataclass(frozen=True)
class ReviewProgress:
    """How far the review of a plan is."""

    proposed: int
    confirmed: int
    removed: int
    certain: int
    """Proposed elements the reader is sure of: they can be confirmed all at once."""

    @property
    def decided(self) -> int:
        """Elements somebody decided about."""
        return self.confirmed + self.removed

    @property
    def total(self) -> int:
        """All elements."""
        return self.decided + self.proposed


def certain_from() -> Decimal:
    """The certainty from which the reader counts as sure; an installation may set another."""
    return Decimal(settings.PLAN_CERTAIN_FROM)


def elements_of(plan: PlanDocument) -> QuerySet[PlanElement]:
    """Every element in the order of the plan, with its typed row, its places and who decided."""
    return (
        PlanElement.objects.filter(plan=plan, past_of__isnull=True)
        .select_related("decided_by", *TYPED_ROWS)
        .prefetch_related(
            "spans",
            "target__milestones",
            "target__subjects",
            "assignment__agencies",
            "reportingrule__due_days",
            "reportingrule__phrases",
        )
        .order_by("position", "pk")
    )


def standing_elements(plan: PlanDocument) -> QuerySet[PlanElement]:
    """The elements of a plan without those that were removed."""
    return elements_of(plan).exclude(state=ElementState.REMOVED)


def certain_elements(plan: PlanDocument) -> QuerySet[PlanElement]:
    """Proposed elements the reader is sure of."""
    return PlanElement.objects.filter(
        plan=plan, state=ElementState.PROPOSED, certainty__gte=certain_from()
    )


def uncertain_of(elements: Sequence[PlanElement]) -> list[PlanElement]:
    """Those of the proposed elements the reader is not sure of."""
    limit = certain_from()
    return [
        one
        for one in elements
        if one.state == ElementState.PROPOSED and (one.certainty is None or one.certainty < limit)
    ]


def progress_of(plan: PlanDocument) -> ReviewProgress:
    """How many elements are decided, and how many could be confirmed at once."""
    counts = PlanElement.objects.filter(plan=plan, past_of__isnull=True).aggregate(
        **{state: Count("pk", filter=Q(state=state)) for state in ElementState.values},
        certain=Count("pk", filter=Q(state=ElementState.PROPOSED, certainty__gte=certain_from())),
    )
    return ReviewProgress(**counts)


def next_proposed(plan: PlanDocument, after: int = 0) -> PlanElement | None:
    """The next element to decide after a position; from the beginning when none is left there."""
    waiting = PlanElement.objects.filter(plan=plan, state=ElementState.PROPOSED)
    later = waiting.filter(position__gt=after).order_by("position", "pk").first()
    return later or waiting.order_by("position", "pk").first()


def children_of(element: PlanElement) -> QuerySet[PlanElement]:
    """Tasks of a group, duties of an assignment."""
    return PlanElement.objects.filter(parent=element).order_by("position", "pk")


def parents_for(plan: PlanDocument, kind: str) -> QuerySet[PlanElement]:
    """The elements a new task or duty can stand under."""
    above = {ElementKind.TASK: ElementKind.TASK_GROUP, ElementKind.DUTY: ElementKind.ASSIGNMENT}
    wanted = above.get(ElementKind(kind))
    found = PlanElement.objects.filter(plan=plan).exclude(state=ElementState.REMOVED)
    return found.filter(kind=wanted).order_by("position") if wanted else found.none()


def last_step(plan: PlanDocument) -> ReviewStep | None:
    """The last step of the review that was not taken back."""
    return ReviewStep.objects.filter(plan=plan, undone_at__isnull=True).order_by("-number").first()


def siblings_of(element: PlanElement) -> QuerySet[PlanElement]:
    """The elements of the same kind in the same place of the plan, itself among them."""
    return (
        PlanElement.objects.filter(
            plan_id=element.plan_id, kind=element.kind, parent_id=element.parent_id
        )
        .exclude(state=ElementState.REMOVED)
        .order_by("position", "pk")
    )


_CLOSING = " .,;:"


def mergeable_with(element: PlanElement) -> QuerySet[PlanElement]:
    """What an element may be merged with: its neighbours, and the same words anywhere else.

    A plan that prints a group twice states its tasks twice, each under a group of its own.
    """
    same_kind = PlanElement.objects.filter(
        plan_id=element.plan_id, kind=element.kind, past_of__isnull=True
    ).exclude(Q(state=ElementState.REMOVED) | Q(pk=element.pk))
    said = fold(element.text).rstrip(_CLOSING)
    texts = same_kind.values_list("pk", "text")
    twins = [pk for pk, text in texts if fold(text).rstrip(_CLOSING) == said]
    found = same_kind.filter(Q(parent_id=element.parent_id) | Q(pk__in=twins))
    return found.order_by("position", "pk")


def steps_of(plan: PlanDocument) -> QuerySet[ReviewStep]:
    """The steps of the review, the last one first, also those taken back."""
    return (
        ReviewStep.objects.filter(plan=plan)
        .select_related("by", "undone_by")
        .defer("before", "created")
        .order_by("-number")
    )


def elements_touched(step: ReviewStep) -> list[PlanElement]:
    """The elements a step changed or made, as they are now, in the order of the plan."""
    label = PlanElement._meta.label_lower
    changed = [row["pk"] for row in step.before["rows"] if row["model"] == label]
    return list(elements_of(step.plan).filter(pk__in=[*changed, *step.created]))
