"""Reports asked for beside the plans' regimes."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from songhanh.foundation.lib.acting import Acting
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.rules.models import ReportingRule
from songhanh.registry.roles.queries import visible_unit_ids
from songhanh.reporting.obligations.models import ReportRequest


def requests_by_rule(rules: Collection[ReportingRule]) -> dict[int, ReportRequest]:
    """The requests these rules belong to, by rule; most rules belong to none."""
    found = ReportRequest.objects.filter(rule__in=rules).select_related("rule__element")
    return {one.rule_id: one for one in found}


def requests_kept_by(acting: Acting, on: date) -> QuerySet[ReportRequest]:
    """The requests under plans that were issued in somebody's branch, the newest first."""
    branch = visible_unit_ids(acting, on)
    of_branch = Q() if branch is None else Q(rule__element__plan__issuer_id__in=branch)
    return requests_seen_by(acting, on).filter(of_branch)


def requests_seen_by(acting: Acting, on: date) -> QuerySet[ReportRequest]:
    """The requests under plans somebody may read, the newest first."""
    found = ReportRequest.objects.filter(rule__element__plan__in=plans_visible_to(acting, on))
    return found.select_related("rule__element__plan", "rule__sender", "rule__regime", "asked_by")
