"""What activities post, told to the database: ``entries.drafts_of`` for many at once."""

from collections.abc import Iterator

from django.db.models import Case, F, Q, QuerySet, Value, When

from songhanh.ledger.comparing import Rows
from songhanh.records.activities.models import Activity
from songhanh.records.recording.sets import posted_rows

_DAY = "held_on"
_INTEGRATED = Case(When(integrated=True, then=Value("yes")), default=Value("no"))
_PRESENT = {"male": "male", "female": "female", "unknown": "unknown_sex"}


def entries_of(activities: QuerySet[Activity]) -> list[Rows]:
    """The entries these activities should have."""
    return [*_held(activities), *_attendance(activities)]


def _held(activities: QuerySet[Activity]) -> Iterator[Rows]:
    on_law_policy = activities.filter(on_law_policy=True)
    by_place = on_law_policy.filter(received_by__isnull=False)
    yield posted_rows(activities, "activity", _DAY, integrated=_INTEGRATED)
    for measure, some in (("activity_held", activities), ("session_held", on_law_policy)):
        yield posted_rows(some, measure, _DAY, integrated=_INTEGRATED)
        yield posted_rows(_with_co_hosts(some), measure, _DAY, unit="host", integrated=_INTEGRATED)
    yield posted_rows(
        by_place, "session_received", _DAY, unit="received_by_id", integrated=_INTEGRATED
    )


def _with_co_hosts(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """A row for each co-host; the main host named again counts once."""
    hosted = activities.annotate(host=F("co_host_rows__unit_id"))
    return hosted.filter(host__isnull=False).exclude(host=F("unit_id"))


def _attendance(activities: QuerySet[Activity]) -> Iterator[Rows]:
    for sex, column in _PRESENT.items():
        present = activities.filter(Q(**{f"{column}__gt": 0}))
        yield posted_rows(present, "attendance", _DAY, quantity=column, sex=Value(sex))
    for measure, column in (
        ("attendance_children", "children"),
        ("attendance_minority", "minority"),
    ):
        present = activities.filter(Q(**{f"{column}__gt": 0}))
        yield posted_rows(present, measure, _DAY, quantity=column)
