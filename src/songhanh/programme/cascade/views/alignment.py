"""A plan held against one above it."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from songhanh.engines.planreader.comparing import Alignment, Verdict, align_plans
from songhanh.foundation.lib.clock import today
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.programme.cascade.exports import alignment_workbook
from songhanh.programme.cascade.models import UpperDocument
from songhanh.programme.cascade.phrases import TONES, VERDICTS
from songhanh.programme.cascade.queries.links import links_of
from songhanh.programme.cascade.queries.upper import content_of
from songhanh.programme.cascade.views.common import visible_plan
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.plans.queries.structured import structured_of


@dataclass(frozen=True)
class Measure:
    """What a plan can be held against; ``name`` is its word in the address."""

    name: str
    label: str
    content: dict[str, Any] | None = None
    plan: PlanDocument | None = None

    def structured(self) -> dict[str, Any]:
        """Its targets and task groups."""
        return structured_of(self.plan) if self.plan else (self.content or {})


@signed_in
def show(request: ActingRequest, pk: int) -> HttpResponse:
    """The table: each target and task group of the upper plan with its counterpart."""
    plan = visible_plan(request, pk)
    measures = _measures(request, plan)
    wanted = request.GET.get("with") or (measures[0].name if measures else "")
    chosen = next((one for one in measures if one.name == wanted), None)
    if chosen is None and wanted:
        raise Http404
    table = align_plans(structured_of(plan), chosen.structured()) if chosen else None
    if table is not None and lists.wants_workbook(request):
        return alignment_workbook(table)
    context = {
        "plan": plan,
        "measures": measures,
        "chosen": chosen,
        "table": table,
        "verdicts": VERDICTS,
        "counts": _counts(table) if table else [],
        "rows": [(one, VERDICTS[one.verdict], TONES[one.verdict]) for one in table.targets]
        if table
        else [],
    }
    return render(request, "cascade/alignment.html", context)


def _counts(table: Alignment) -> list[tuple[object, int]]:
    found: list[tuple[object, int]] = [(VERDICTS[one], table.count(one)) for one in Verdict]
    return found


def _measures(request: ActingRequest, plan: PlanDocument) -> list[Measure]:
    """Linked plans and documents first, then the other documents whose content is known."""
    links = links_of(plan)
    plans = [one.parent for one in links if one.parent] + ([plan.parent] if plan.parent else [])
    documents = [one.document for one in links if one.document]
    documents += [one for one in UpperDocument.objects.exclude(content="") if one not in documents]
    found = {
        f"plan-{one.pk}": Measure(f"plan-{one.pk}", str(one), plan=one)
        for one in [*plans, *_beside(request, plan)]
    }
    for one in documents:
        if content := content_of(one):
            found[f"document-{one.pk}"] = Measure(f"document-{one.pk}", str(one), content)
    return list(found.values())


def _beside(request: ActingRequest, plan: PlanDocument) -> list[PlanDocument]:
    """A plan named in the address, where the person may read it."""
    named = request.GET.get("with", "").removeprefix("plan-")
    if not named.isdecimal():
        return []
    return list(plans_visible_to(request.acting, today()).filter(pk=int(named)).exclude(pk=plan.pk))
