"""What the references of a data package's plan may point at."""

from songhanh.programme.plans.models import PlanDocument
from songhanh.registry.orgunits.models import UnitVersion


def known_unit_codes() -> set[str]:
    """Every code a unit bears or ever bore."""
    return set(UnitVersion.objects.order_by().values_list("code", flat=True).distinct())


def known_plan_codes() -> set[str]:
    """The codes of all plans."""
    return set(PlanDocument.objects.order_by().values_list("code", flat=True))
