"""Activities somebody may see."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from songhanh.foundation.lib.acting import Acting
from songhanh.records.activities.kind import ACTIVITIES
from songhanh.records.activities.models import Activity, ActivityCoHost
from songhanh.records.recording.queries import limited, units_seen_by


def activities_visible_to(acting: Acting, on: date) -> QuerySet[Activity]:
    """Those of the branch, and those its units co-host; drafts only of the own unit."""
    seen = units_seen_by(acting, on)
    also = Q()
    if seen is not None:
        co_hosted = ActivityCoHost.objects.filter(unit_id__in=seen)
        also = Q(pk__in=co_hosted.values("activity_id"))
    return limited(Activity.objects.all(), acting, on, also)


def last_activity_of(unit_id: int) -> Activity | None:
    """The activity a unit entered last, to be copied; cancelled ones left out."""
    entered = Activity.objects.filter(unit_id=unit_id, revises=None).exclude(standing="cancelled")
    return ACTIVITIES.with_parts(entered).order_by("-created_at", "-pk").first()


@dataclass(frozen=True)
class ActivityTotals:
    """What a list of activities adds up to. None: nobody reported it."""

    activities: int
    on_law_policy: int
    male: int | None
    female: int | None
    unknown_sex: int | None

    @property
    def participants(self) -> int | None:
        """Attendances of any sex."""
        known = [n for n in (self.male, self.female, self.unknown_sex) if n is not None]
        return sum(known) if known else None


def totals_of(activities: QuerySet[Activity]) -> ActivityTotals:
    """Count and sums of a list; each activity once, however many units hold it."""
    summed = activities.order_by().aggregate(
        activities=Count("pk"),
        law=Count("pk", filter=Q(on_law_policy=True)),
        male=Sum("male"),
        female=Sum("female"),
        unknown_sex=Sum("unknown_sex"),
    )
    return ActivityTotals(
        activities=summed["activities"],
        on_law_policy=summed["law"],
        male=summed["male"],
        female=summed["female"],
        unknown_sex=summed["unknown_sex"],
    )
