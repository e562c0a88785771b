"""Which overviews somebody may see."""

from datetime import date

from django.db.models import QuerySet

from songhanh.foundation.lib.acting import Acting
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.results.overviews.models import Overview


def overviews_visible_to(acting: Acting, on: date) -> QuerySet[Overview]:
    """The overviews of the plans somebody may read: they hold totals alone, no single unit."""
    return Overview.objects.filter(plan__in=plans_visible_to(acting, on)).select_related(
        "plan", "asked_by", "frozen"
    )
