"""The tree: programme and guidance, the plans that carry them out, and what stands below those."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from songhanh.foundation.lib.acting import Acting
from songhanh.programme.cascade.enums import LinkRelation, LinkState
from songhanh.programme.cascade.models import PlanLink, UpperDocument
from songhanh.programme.plans.enums import PUBLISHED, PlanStatus
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.registry.orgunits.models import UnitVersion
from songhanh.registry.orgunits.queries import names_on, versions_on


@dataclass
class Node:
    """A document or a plan with what stands below it."""

    document: UpperDocument | None = None
    plan: PlanDocument | None = None
    issuer: str = ""
    orphan: bool = False
    below: "list[Node]" = field(default_factory=list)

    @property
    def is_superseded(self) -> bool:
        """Whether a newer plan took its place."""
        return self.plan is not None and self.plan.status == PlanStatus.SUPERSEDED


@dataclass(frozen=True)
class Tree:
    """Documents with all below them, and the plans nobody put under anything yet."""

    roots: list[Node]
    loose: list[Node]
    plans: int


def tree_of(acting: Acting, on: date) -> Tree:
    """The plans a person may see, under what they carry out. The number of queries is constant.

    A plan under another plan stands there alone, and not a second time under the programme both
    carry out. A plan that was replaced keeps its place and says by what.
    """
    plans = {
        plan.pk: plan
        for plan in plans_visible_to(acting, on)
        .filter(status__in=PUBLISHED)
        .select_related("superseded_by")
        .order_by("issued_on", "pk")
    }
    documents = {one.pk: one for one in UpperDocument.objects.all()}
    issuers = {plan.issuer_id for plan in plans.values()}
    names, valid = names_on(issuers, on), versions_on(issuers, on)
    nodes = {
        pk: Node(plan=plan, issuer=names.get(plan.issuer_id, ""), orphan=_orphan(plan, valid))
        for pk, plan in plans.items()
    }
    tops = {pk: Node(document=one) for pk, one in documents.items()}
    above = _above(plans)
    loose = []
    for pk, node in nodes.items():
        by_plan, by_document = above[pk]
        places = [nodes[one] for one in by_plan if one in nodes]
        places = places or [tops[one] for one in by_document if one in tops]
        for place in places:
            place.below.append(node)
        if not places:
            loose.append(node)
    roots: list[Node] = []
    for pk, top in tops.items():
        parent = documents[pk].above_id
        (tops[parent].below if parent in tops else roots).append(top)
    return Tree(roots, loose, len(plans))


def orphans_of(acting: Acting, on: date) -> list[Node]:
    """Plans in force whose issuer no longer exists, with nobody named to continue them yet."""
    rows = [
        *plans_visible_to(acting, on).filter(status__in=(PlanStatus.ISSUED, PlanStatus.AMENDED))
    ]
    issuers = {plan.issuer_id for plan in rows}
    valid, names = versions_on(issuers, on), names_on(issuers, on)
    return [
        Node(plan=plan, issuer=names.get(plan.issuer_id, ""), orphan=True)
        for plan in rows
        if _orphan(plan, valid)
    ]


def _orphan(plan: PlanDocument, valid: Mapping[int, UnitVersion]) -> bool:
    return plan.in_force and plan.issuer_id not in valid


def _above(plans: dict[int, PlanDocument]) -> dict[int, tuple[list[int], list[int]]]:
    """For each plan the plans and the documents it stands under, carried out before guided by."""
    found: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for pk, plan in plans.items():
        if plan.parent_id:
            found[pk][0].append(plan.parent_id)
    guided: dict[int, list[int]] = defaultdict(list)
    links = PlanLink.objects.filter(child__in=plans, state=LinkState.CONFIRMED)
    for link in links.order_by("pk"):
        if link.relation == LinkRelation.IMPLEMENTS:
            if link.parent_id and link.parent_id not in found[link.child_id][0]:
                found[link.child_id][0].append(link.parent_id)
            if link.document_id:
                found[link.child_id][1].append(link.document_id)
        elif link.relation == LinkRelation.GUIDED_BY and link.document_id:
            guided[link.child_id].append(link.document_id)
    for child, documents in guided.items():
        if not any(found[child]):
            found[child][1].extend(documents)
    return found
