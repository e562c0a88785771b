"""What people do with activities. What all records share is in ``recording.actions``."""

from collections.abc import Sequence
from datetime import datetime

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.records.activities.content import ActivityContent, problems_of
from songhanh.records.activities.kind import ACTIVITIES, write_content
from songhanh.records.activities.models import Activity
from songhanh.records.recording import actions as recording
from songhanh.records.recording.enums import RecordStanding
from songhanh.registry.orgunits.enums import COMMUNE_LEVEL
from songhanh.registry.orgunits.queries import version_on


def create_activity(
    content: ActivityContent,
    *,
    unit_id: int,
    acting: Acting,
    at: datetime,
    key: str = "",
) -> Activity:
    """Enter an activity as a draft. The same ``key`` sent twice gives the same activity.

    Raises:
        RefusedError: the content contradicts itself.
        KeyTakenError: the key is that of another unit's record.
    """
    _require_sound(content, at)
    return recording.create_once(
        ACTIVITIES,
        Activity(external_id=key, unit_id=unit_id),
        lambda blank: _write(blank, content),
        acting=acting,
        at=at,
    )


def create_series(
    contents: Sequence[ActivityContent], *, unit_id: int, key: str, acting: Acting, at: datetime
) -> list[Activity]:
    """Enter and send the same session at several places, all or none, each under a key of its own.

    The same form sent twice gives the same activities.
    """
    with recorded("activity.create_series", acting=acting, at=at) as fact:
        made = []
        for number, content in enumerate(contents, start=1):
            one = create_activity(
                content, unit_id=unit_id, acting=acting, at=at, key=f"{key[:60]}-{number}"
            )
            if one.standing == RecordStanding.DRAFT:
                one = submit_activity(one, acting=acting, at=at)
            made.append(one)
        fact.details = {"records": [one.pk for one in made]}
    return made


def change_activity(
    activity: Activity,
    content: ActivityContent,
    *,
    version: int,
    acting: Acting,
    at: datetime,
) -> Activity:
    """Change the content of an activity that is not accepted yet; its entries follow.

    Raises:
        ChangedMeanwhileError: somebody saved it since ``version`` was read.
        RefusedError: the content contradicts itself.
    """
    _require_sound(content, at)
    return recording.change(
        ACTIVITIES,
        activity,
        lambda row: _write(row, content),
        version=version,
        acting=acting,
        at=at,
    )


def submit_activity(activity: Activity, *, acting: Acting, at: datetime) -> Activity:
    """Send it for acceptance."""
    return recording.submit(ACTIVITIES, activity, acting=acting, at=at)


def accept_activities(
    activities: Sequence[Activity], *, acting: Acting, at: datetime, remark: str = ""
) -> list[Activity]:
    """Accept one or many."""
    return recording.accept(ACTIVITIES, activities, acting=acting, at=at, remark=remark)


def return_activities(
    activities: Sequence[Activity], *, remark: str, acting: Acting, at: datetime
) -> list[Activity]:
    """Send one or many back with a remark."""
    return recording.return_(ACTIVITIES, activities, remark=remark, acting=acting, at=at)


def undo_acceptance(
    activities: Sequence[Activity], *, acting: Acting, at: datetime
) -> list[Activity]:
    """Take acceptances back."""
    return recording.undo_acceptance(ACTIVITIES, activities, acting=acting, at=at)


def reopen_activity(activity: Activity, *, reason: str, acting: Acting, at: datetime) -> Activity:
    """Open an accepted activity again; gives the revision to be changed and submitted."""
    return recording.reopen(ACTIVITIES, activity, reason=reason, acting=acting, at=at)


def cancel_activity(activity: Activity, *, reason: str, acting: Acting, at: datetime) -> None:
    """Cancel it: it counts for nothing and stays to be seen."""
    recording.cancel(ACTIVITIES, activity, reason=reason, acting=acting, at=at)


def _require_sound(content: ActivityContent, at: datetime) -> None:
    problems = problems_of(content, today=day_of(at))
    if problems:
        raise RefusedError(problems[0].message)


def _write(activity: Activity, content: ActivityContent) -> None:
    write_content(activity, content, received_by_id=_place_of(activity.unit_id, content))


def _place_of(unit_id: int, content: ActivityContent) -> int | None:
    """Where the session was received: its commune, else the host where that is a commune.

    Contract: counting rules, ``sessions_per_year``, reading ``receives``.
    """
    if content.commune_id is not None:
        return content.commune_id
    version = version_on(unit_id, content.held_on)
    return unit_id if version is not None and version.kind in COMMUNE_LEVEL else None
