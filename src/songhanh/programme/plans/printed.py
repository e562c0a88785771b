"""The names of bodies that plans print, for the registry's list of names nobody can resolve."""

from collections.abc import Iterator
from datetime import date

from songhanh.foundation.lib.acting import Acting
from songhanh.programme.plans.enums import IN_FORCE
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.tasks.models import AssignmentAgency
from songhanh.registry.orgunits.printed import PrintedName


def names_in_plans(acting: Acting, day: date) -> Iterator[PrintedName]:
    """Agencies of the assignments of plans in force, read on the day of issue near the issuer."""
    plans = {plan.pk: plan for plan in plans_visible_to(acting, day).filter(status__in=IN_FORCE)}
    rows = AssignmentAgency.objects.filter(assignment__element__plan_id__in=list(plans))
    for plan_id, text in rows.values_list("assignment__element__plan_id", "text"):
        plan = plans[plan_id]
        yield PrintedName(text, plan.issued_on or day, plan.issuer_id, plan.code)
