"""The draft of an own plan."""

from songhanh.programme.cascade.models import PlanDraft
from songhanh.programme.cascade.queries.needs import Need


def draft_of(need: Need) -> PlanDraft | None:
    """The draft a unit began for a need; None while there is none."""
    unit_id, kind, year = need.key
    rows = PlanDraft.objects.filter(parent=need.plan, unit_id=unit_id, kind=kind, year=year)
    return rows.prefetch_related("parts").first()
