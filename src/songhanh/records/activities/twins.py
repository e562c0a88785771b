"""Activities that look like one event entered twice: by host and co-host, or under one name.

A lead officer joins them: the one that stays names the other's host as co-host, the other one is
cancelled, and the ledger follows both. A joining is taken back as a whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.foundation.audit.actions import recorded
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.clock import day_of
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.records.activities.content import content_of
from songhanh.records.activities.kind import ACTIVITIES, write_content
from songhanh.records.activities.models import Activity, ActivityJoin
from songhanh.records.activities.queries import activities_visible_to
from songhanh.records.recording import actions as recording
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.queries import names_for
from songhanh.records.recording.rules import can_decide
from songhanh.records.recording.twins import (
    COUNTING,
    LOOKED_AT,
    chosen_number,
    decidable,
    undone,
)


@dataclass(frozen=True)
class Twins:
    """Two activities of one day that may be one; the first is proposed to stay."""

    stays: Activity
    goes: Activity
    why: str


def twins_of(acting: Acting, on: date) -> list[Twins]:
    """Every pair of the last year, in the order of days; each activity in one pair at most."""
    seen = ACTIVITIES.with_parts(
        activities_visible_to(acting, on).filter(
            standing__in=COUNTING, revises=None, held_on__gte=on - LOOKED_AT
        )
    )
    by_day: dict[date, list[Activity]] = {}
    for one in seen.order_by("held_on", "pk"):
        by_day.setdefault(one.held_on, []).append(one)
    return [pair for same_day in by_day.values() for pair in _pairs(same_day)]


def _pairs(same_day: list[Activity]) -> Iterator[Twins]:
    taken: set[int] = set()
    for place, one in enumerate(same_day):
        for other in same_day[place + 1 :]:
            why = _why(one, other)
            if why and not {one.pk, other.pk} & taken:
                taken |= {one.pk, other.pk}
                # The one that names the other's unit already knows more about the event.
                names_other = other.unit_id in _co_hosts(one)
                keeps_order = names_other or one.unit_id not in _co_hosts(other)
                stays, goes = (one, other) if keeps_order else (other, one)
                yield Twins(stays, goes, why)


def _why(one: Activity, other: Activity) -> str:
    if one.unit_id == other.unit_id:
        return ""
    if other.unit_id in _co_hosts(one) or one.unit_id in _co_hosts(other):
        return _("cùng ngày; đơn vị này là đơn vị phối hợp của đơn vị kia")
    same_place = one.received_by_id == other.received_by_id
    if one.folded_title == other.folded_title and same_place:
        return _("cùng ngày, cùng tên, cùng nơi")
    return ""


def _co_hosts(one: Activity) -> set[int]:
    return {row.unit_id for row in one.co_host_rows.all()}


def join(stays: Activity, goes: Activity, *, acting: Acting, at: datetime) -> ActivityJoin:
    """Make two entries of one event one: its hosts together, counted once.

    Raises:
        RefusedError: one of them no longer counts, or they are of different days or one unit.
    """
    require(can_decide(acting))
    with recorded("activity.join", acting=acting, at=at, subject=stays) as fact:
        rows = {row.pk: row for row in _decidable([stays, goes], acting, at)}
        kept, gone = rows[stays.pk], rows[goes.pk]
        fits = kept.held_on == gone.held_on and kept.unit_id != gone.unit_id
        if not fits or any(row.standing not in COUNTING for row in rows.values()):
            raise RefusedError(_("Hai bản ghi này không còn ghép được. Hãy mở lại danh sách."))
        content = content_of(kept)
        added = sorted(({gone.unit_id} | _co_hosts(gone)) - {kept.unit_id, *content.co_host_ids})
        joined = ActivityJoin.objects.create(
            stays=kept,
            goes=gone,
            standing_before=gone.standing,
            added="|".join(map(str, added)),
            joined_at=at,
            joined_by_id=acting.user_id,
        )
        hosts = (*content.co_host_ids, *added)
        _rewrite(kept, hosts)
        gone.remark = _("Đã ghép vào “%(title)s”.") % {"title": kept.title}
        gone.standing = RecordStanding.CANCELLED
        gone.version += 1
        gone.save()
        recording.post(ACTIVITIES, recording.locked(ACTIVITIES, [kept, gone]), at)
        fact.details = {"stays": kept.pk, "goes": gone.pk}
    return joined


def undo_join(joined: ActivityJoin, *, acting: Acting, at: datetime) -> None:
    """Take a joining back: both count again as they did.

    Raises:
        RefusedError: it was taken back already.
    """
    require(can_decide(acting))
    with recorded("activity.undo_join", acting=acting, at=at, subject=joined.stays):
        row = ActivityJoin.objects.select_for_update().get(pk=joined.pk)
        if row.undone_at is not None:
            raise RefusedError(_("Việc ghép này đã được hoàn tác rồi."))
        rows = {one.pk: one for one in _decidable([joined.stays, joined.goes], acting, at)}
        kept, gone = rows[joined.stays_id], rows[joined.goes_id]
        added = {int(part) for part in row.added.split("|") if part}
        _rewrite(kept, tuple(_co_hosts(kept) - added))
        gone.standing, gone.remark = row.standing_before, ""
        gone.version += 1
        gone.save()
        row.undone_at = at
        row.save()
        recording.post(ACTIVITIES, recording.locked(ACTIVITIES, [kept, gone]), at)


def _decidable(activities: list[Activity], acting: Acting, at: datetime) -> list[Activity]:
    seen = activities_visible_to(acting, day_of(at))
    return decidable(ACTIVITIES, seen, activities, acting=acting, on=day_of(at))


def _rewrite(activity: Activity, co_host_ids: tuple[int, ...]) -> None:
    activity.version += 1
    content = replace(content_of(activity), co_host_ids=tuple(sorted(co_host_ids)))
    write_content(activity, content, received_by_id=activity.received_by_id)


# ---------------------------------------------------------------- pages


@signed_in
def twins(request: ActingRequest) -> HttpResponse:
    """The pairs proposed, and the latest joinings, each to be taken back."""
    require(can_decide(request.acting))
    today = clock.today()
    page = lists.page_of(request, twins_of(request.acting, today))
    pairs = list(page.object_list)
    joined = ActivityJoin.objects.filter(
        undone_at=None, stays__in=activities_visible_to(request.acting, today)
    ).select_related("stays", "goes")[:20]
    both = [one for pair in pairs for one in (pair.stays, pair.goes)]
    names = names_for(both, today)
    rows = [
        (pair, names.get(pair.stays.unit_id, ""), names.get(pair.goes.unit_id, ""))
        for pair in pairs
    ]
    return render(request, "activities/twins.html", {"page": page, "rows": rows, "joined": joined})


@require_POST
@signed_in
def join_twins(request: ActingRequest) -> HttpResponseBase:
    """Join a pair."""
    require(can_decide(request.acting))
    seen = activities_visible_to(request.acting, clock.today())
    stays = get_object_or_404(seen, pk=chosen_number(request, "stays"))
    goes = get_object_or_404(seen, pk=chosen_number(request, "goes"))
    join(stays, goes, acting=request.acting, at=clock.now())
    messages.success(request, _("Đã ghép: sự kiện được tính một lần cho các đơn vị cùng tổ chức."))
    return redirect("activities:twins")


@require_POST
@signed_in
def undo_joining(request: ActingRequest) -> HttpResponseBase:
    """Take a joining back."""
    seen = activities_visible_to(request.acting, clock.today())
    joinings = ActivityJoin.objects.filter(stays__in=seen)
    return undone(request, joinings, undo_join, back="activities:twins")
