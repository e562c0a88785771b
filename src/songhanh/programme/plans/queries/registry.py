"""The registry of plans: filters and facts about a plan as a whole."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from songhanh.programme.plans.enums import IN_FORCE
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries.visibility import search_plans


def filter_plans(
    plans: QuerySet[PlanDocument], wanted: Mapping[str, Any]
) -> QuerySet[PlanDocument]:
    """Plans that fit the filters of the list; an empty filter lets everything through."""
    if wanted.get("q"):
        plans = search_plans(plans, wanted["q"])
    if wanted.get("status"):
        plans = plans.filter(status=wanted["status"])
    if wanted.get("level"):
        plans = plans.filter(issuing_level=wanted["level"])
    if wanted.get("year"):
        year = wanted["year"]
        begun = Q(period_from__lte=year) | Q(
            Q(period_from_inferred__isnull=True) | Q(period_from_inferred__lte=year),
            period_from__isnull=True,
        )
        plans = plans.filter(begun, Q(period_to__isnull=True) | Q(period_to__gte=year))
    return plans


def replaceable_by(plan: PlanDocument, plans: QuerySet[PlanDocument]) -> QuerySet[PlanDocument]:
    """Plans in force that a new plan of the same issuer may replace."""
    return plans.filter(issuer_id=plan.issuer_id, status__in=IN_FORCE).exclude(pk=plan.pk)
