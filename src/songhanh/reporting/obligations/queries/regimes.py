"""How the reports of plans are run, for those who keep it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from songhanh.foundation.audit.models import AuditEntry
from songhanh.foundation.lib.acting import Acting
from songhanh.ledger.models import Measure
from songhanh.programme.plans.enums import IN_FORCE
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.rules.enums import REPORTED_MEASURES
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.queries import TARGET_FIGURE, reporting_rules
from songhanh.programme.targets.queries import targets_of
from songhanh.registry.roles.queries import visible_unit_ids


@dataclass(frozen=True)
class PlanRegimes:
    """A plan in force with its reporting rules."""

    plan: PlanDocument
    rules: list[ReportingRule]


def regimes_kept_by(acting: Acting, on: date) -> list[PlanRegimes]:
    """The plans in force that were issued in somebody's branch, each with its reporting rules."""
    branch = visible_unit_ids(acting, on)
    of_branch = Q() if branch is None else Q(issuer_id__in=branch)
    plans = plans_visible_to(acting, on).filter(of_branch, status__in=IN_FORCE).order_by("code")
    return [PlanRegimes(plan, list(reporting_rules(plan))) for plan in plans]


def figures_offered(plan: PlanDocument) -> list[tuple[str, str]]:
    """What the form of a report may ask for, with its name: the plan's targets, then the counts."""
    targets = [
        (f"{TARGET_FIGURE}:{one.element.ordinal}", f"{one.element.ordinal} {one.element.text}")
        for one in targets_of(plan)
        if one.element.ordinal
    ]
    names = {row.code: row.name for row in Measure.objects.filter(code__in=REPORTED_MEASURES)}
    return [*targets, *((code, names[code]) for code in REPORTED_MEASURES if code in names)]


def regime_changes(rule: ReportingRule) -> list[AuditEntry]:
    """What was set about a report and why, the newest first."""
    found = AuditEntry.objects.filter(
        subject_kind=rule._meta.label_lower,
        subject_key=str(rule.pk),
        verb__in=("regime.change", "rule.settle"),
    )
    return list(found.select_related("user").order_by("-at"))
