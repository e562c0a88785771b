"""Activities as a kind of record."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from songhanh.engines.vntext import fold
from songhanh.ledger.drafts import EntryDraft
from songhanh.records.activities.content import PLAIN_FIELDS, ActivityContent, content_of
from songhanh.records.activities.entries import drafts_of
from songhanh.records.activities.models import Activity, ActivityAudience, ActivityCoHost
from songhanh.records.activities.sets import entries_of
from songhanh.records.recording.kinds import RecordKind


def with_parts(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """Co-hosts and audiences along with the activities."""
    return activities.prefetch_related("co_host_rows", "audience_rows")


def take_over(target: Activity, source: Activity) -> None:
    """Give one activity the content of another, co-hosts and audiences included, and save it."""
    write_content(target, content_of(source), received_by_id=source.received_by_id)


def write_content(
    activity: Activity, content: ActivityContent, *, received_by_id: int | None
) -> None:
    """Fill an activity and save it with its co-hosts and audiences; rows that stay are left."""
    for name in PLAIN_FIELDS:
        setattr(activity, name, getattr(content, name))
    activity.folded_title = fold(content.title)
    activity.received_by_id = received_by_id
    activity.save()
    co_hosts = sorted(set(content.co_host_ids) - {activity.unit_id})
    audiences = sorted(set(content.audiences))
    ActivityCoHost.objects.filter(activity=activity).exclude(unit_id__in=co_hosts).delete()
    ActivityAudience.objects.filter(activity=activity).exclude(audience__in=audiences).delete()
    ActivityCoHost.objects.bulk_create(
        [ActivityCoHost(activity=activity, unit_id=unit_id) for unit_id in co_hosts],
        ignore_conflicts=True,
    )
    ActivityAudience.objects.bulk_create(
        [ActivityAudience(activity=activity, audience=code) for code in audiences],
        ignore_conflicts=True,
    )


def _drafts(activity: Activity) -> tuple[EntryDraft, ...]:
    return drafts_of(activity.unit_id, activity.received_by_id, content_of(activity))


ACTIVITIES: RecordKind[Activity] = RecordKind(
    code="activity",
    model=Activity,
    word=_("hoạt động"),
    plural=_("Hoạt động"),
    namespace="activities",
    day_field="held_on",
    with_parts=with_parts,
    drafts=_drafts,
    entries_in_sets=entries_of,
    take_over=take_over,
)
