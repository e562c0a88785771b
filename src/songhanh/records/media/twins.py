"""One item entered as new on several days: proposed to become one original and its repeats.

A lead officer joins them: the first stays as it is, the others become repeats of it, and the ledger
follows. A joining is taken back item by item.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

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
from songhanh.records.media.kind import MEDIA_ITEMS
from songhanh.records.media.models import ItemJoin, MediaItem
from songhanh.records.media.queries import media_items_visible_to
from songhanh.records.recording import actions as recording
from songhanh.records.recording.queries import names_for
from songhanh.records.recording.rules import can_decide
from songhanh.records.recording.twins import (
    COUNTING,
    LOOKED_AT,
    chosen_number,
    decidable,
    undone,
)

_APART = timedelta(days=14)
"""Runs of one item follow one another this closely; the same title next month is another item."""


@dataclass(frozen=True)
class Runs:
    """Items of one outlet, channel and title close together: the first and its likely repeats."""

    first: MediaItem
    others: tuple[MediaItem, ...]

    @property
    def last_on(self) -> date:
        """The day of the last run."""
        return self.others[-1].published_on


def runs_of(acting: Acting, on: date) -> list[Runs]:
    """Every such group of the last year among originals on gender equality, the newest first."""
    seen = media_items_visible_to(acting, on).filter(
        standing__in=COUNTING,
        revises=None,
        original=None,
        on_gender_equality=True,
        published_on__gte=on - LOOKED_AT,
    )
    by_item: dict[tuple[int, str, str], list[MediaItem]] = defaultdict(list)
    for item in seen.order_by("published_on", "pk"):
        by_item[item.unit_id, item.channel, item.folded_title].append(item)
    found = [group for items in by_item.values() for group in _groups(items)]
    return sorted(found, key=lambda one: (one.last_on, one.first.pk), reverse=True)


def _groups(items: list[MediaItem]) -> list[Runs]:
    groups: list[list[MediaItem]] = []
    for item in items:
        if groups and item.published_on - groups[-1][-1].published_on <= _APART:
            groups[-1].append(item)
        else:
            groups.append([item])
    return [Runs(one[0], tuple(one[1:])) for one in groups if len(one) > 1]


def join(first: MediaItem, others: list[MediaItem], *, acting: Acting, at: datetime) -> int:
    """Make items repeats of the first; how many.

    Raises:
        NotAllowedError: somebody else decides about one of them.
        RefusedError: they no longer are runs of one item.
    """
    require(can_decide(acting))
    with recorded("media_item.join", acting=acting, at=at, subject=first) as fact:
        rows = {row.pk: row for row in _decidable([first, *others], acting, at)}
        kept, going = rows[first.pk], [rows[one.pk] for one in others]
        if kept.original_id is not None or not all(_fits(kept, one) for one in going):
            raise RefusedError(_("Các bản ghi này không còn ghép được. Hãy mở lại danh sách."))
        for one in going:
            _point(one, kept.pk)
        ItemJoin.objects.bulk_create(
            ItemJoin(first=kept, run=one, joined_at=at, joined_by_id=acting.user_id)
            for one in going
        )
        recording.post(MEDIA_ITEMS, going, at)
        fact.details = {"first": kept.pk, "runs": [one.pk for one in going]}
    return len(going)


def _fits(first: MediaItem, run: MediaItem) -> bool:
    alike = (first.unit_id, first.channel, first.folded_title) == (
        run.unit_id,
        run.channel,
        run.folded_title,
    )
    counting = {first.standing, run.standing} <= set(COUNTING)
    return alike and counting and run.pk != first.pk and not run.runs.exists()


def undo_join(joined: ItemJoin, *, acting: Acting, at: datetime) -> None:
    """Let an item count as new again.

    Raises:
        RefusedError: it was taken back already, or the item says something else by now.
    """
    require(can_decide(acting))
    with recorded("media_item.undo_join", acting=acting, at=at, subject=joined.run):
        row = ItemJoin.objects.select_for_update().get(pk=joined.pk)
        (run,) = _decidable([joined.run], acting, at)
        if row.undone_at is not None or run.original_id != row.first_id:
            raise RefusedError(_("Việc ghép này đã được hoàn tác rồi."))
        _point(run, None)
        row.undone_at = at
        row.save()
        recording.post(MEDIA_ITEMS, [run], at)


def _point(item: MediaItem, original_id: int | None) -> None:
    item.original_id = original_id
    item.version += 1
    item.save()


def _decidable(items: list[MediaItem], acting: Acting, at: datetime) -> list[MediaItem]:
    seen = media_items_visible_to(acting, day_of(at))
    return decidable(MEDIA_ITEMS, seen, items, acting=acting, on=day_of(at))


# ---------------------------------------------------------------- pages


@signed_in
def twins(request: ActingRequest) -> HttpResponse:
    """The groups proposed, and the latest joinings, each to be taken back."""
    require(can_decide(request.acting))
    today = clock.today()
    page = lists.page_of(request, runs_of(request.acting, today))
    shown = list(page.object_list)
    names = names_for([one.first for one in shown], today)
    joined = ItemJoin.objects.filter(
        undone_at=None, first__in=media_items_visible_to(request.acting, today)
    ).select_related("first", "run")[:20]
    rows = [(one, names.get(one.first.unit_id, "")) for one in shown]
    return render(request, "media/twins.html", {"page": page, "rows": rows, "joined": joined})


@require_POST
@signed_in
def join_runs(request: ActingRequest) -> HttpResponseBase:
    """Join a group."""
    require(can_decide(request.acting))
    seen = media_items_visible_to(request.acting, clock.today())
    chosen = [text for text in request.POST.getlist("runs") if text.isdecimal()]
    first = get_object_or_404(seen, pk=chosen_number(request, "first"))
    others = list(seen.filter(pk__in=chosen).order_by("published_on", "pk"))
    if not others or len(others) != len(set(chosen)):
        raise RefusedError(_("Chưa chọn bản phát lại nào để ghép. Hãy mở lại danh sách."))
    count = join(first, others, acting=request.acting, at=clock.now())
    said = _("Đã ghép: %(count)d bản ghi thành bản phát lại, tin, bài được tính một lần.")
    messages.success(request, said % {"count": count})
    return redirect("media:twins")


@require_POST
@signed_in
def undo_joining(request: ActingRequest) -> HttpResponseBase:
    """Take a joining back."""
    seen = media_items_visible_to(request.acting, clock.today())
    joinings = ItemJoin.objects.filter(first__in=seen)
    return undone(request, joinings, undo_join, back="media:twins")
