"""Campaigns of a year, the records that belong to them, and what these amount to."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from songhanh.foundation.lib.acting import Acting
from songhanh.records.activities.models import Activity
from songhanh.records.activities.queries import activities_visible_to
from songhanh.records.campaigns.models import CampaignPlan, CampaignTag
from songhanh.records.media.models import MediaItem
from songhanh.records.media.queries import media_items_visible_to
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.messages import message_titles, uses_of
from songhanh.records.recording.queries import limited, units_seen_by
from songhanh.registry.calendar.models import Occasion
from songhanh.registry.calendar.queries import (
    Occurrence,
    branches_above,
    occasions_seen_by,
    occurrences,
)
from songhanh.registry.orgunits.enums import COMMUNE_LEVEL, UnitKind
from songhanh.registry.orgunits.models import UnitVersion
from songhanh.registry.orgunits.queries import valid_on

COUNTING = (RecordStanding.SUBMITTED, RecordStanding.ACCEPTED)
PLANNING = frozenset(
    {*COMMUNE_LEVEL, UnitKind.DEPARTMENT, UnitKind.MASS_ORGANISATION, UnitKind.PRESS}
)
"""Kinds of unit that are looked for among those with and without a plan."""
WEEK = 7


def code_of(occasion: Occasion) -> str:
    """What records and plans call the occasion by."""
    return occasion.code or f"occasion-{occasion.pk}"


def campaigns_of(acting: Acting, year: int, on: date) -> list[Occurrence]:
    """Every occasion with days in a year, as guidance nearest to the acting unit has it."""
    kept = occasions_seen_by(acting, on)
    return [one for one in occurrences(year, kept, branches_above(acting.unit_id, on)) if one.first]


@dataclass(frozen=True)
class Members:
    """The records of a campaign a person may see, submitted or accepted."""

    activities: list[Activity]
    items: list[MediaItem]
    left_out: list[Activity | MediaItem]
    """Those an officer took out."""

    def until(self, day: date) -> "Members":
        """Those that happened by the end of a day."""
        return Members(
            [one for one in self.activities if one.held_on <= day],
            [one for one in self.items if one.published_on <= day],
            self.left_out,
        )

    def after(self, day: date) -> "Members":
        """Those that happened after it: the supplement to a report of that day."""
        return Members(
            [one for one in self.activities if one.held_on > day],
            [one for one in self.items if one.published_on > day],
            self.left_out,
        )


def members_of(campaign: Occurrence, acting: Acting, on: date) -> Members:
    """What belongs to a campaign: by its day or by the name it bears; an officer's word decides."""
    tags = CampaignTag.objects.filter(campaign=code_of(campaign.occasion), year=campaign.year)
    said = {(tag.record_kind, tag.record_id): tag.belongs for tag in tags}
    activities = activities_visible_to(acting, on).filter(revises=None, standing__in=COUNTING)
    named = Q(campaign=code_of(campaign.occasion), held_on__year=campaign.year)
    in_window = _window(campaign, "held_on") & Q(campaign__in=("", code_of(campaign.occasion)))
    items = media_items_visible_to(acting, on).filter(revises=None, standing__in=COUNTING)
    items = items.filter(on_gender_equality=True)
    out = [
        one
        for kind, records in (("activity", activities), ("media_item", items))
        for one in records.filter(pk__in=_left_out(said, kind))
    ]
    return Members(
        _tagged(activities, in_window | named, _of_kind(said, "activity"), "held_on"),
        _tagged(
            items, _window(campaign, "published_on"), _of_kind(said, "media_item"), "published_on"
        ),
        out,
    )


def _of_kind(said: dict[tuple[str, int], bool], kind: str) -> dict[int, bool]:
    return {pk: belongs for (code, pk), belongs in said.items() if code == kind}


def _left_out(said: dict[tuple[str, int], bool], kind: str) -> list[int]:
    return [pk for pk, belongs in _of_kind(said, kind).items() if not belongs]


def _window(campaign: Occurrence, field: str) -> Q:
    return Q(**{f"{field}__range": (campaign.peak_first, campaign.peak_last)})


def _tagged(records: QuerySet[Any], by_day: Q, said: dict[int, bool], day: str) -> list[Any]:
    put_in = [pk for pk, belongs in said.items() if belongs]
    taken_out = [pk for pk, belongs in said.items() if not belongs]
    found = records.filter(by_day | Q(pk__in=put_in)).exclude(pk__in=taken_out)
    return list(found.order_by(day, "pk").distinct())


@dataclass(frozen=True)
class Counters:
    """What a campaign amounts to. ``attendance`` None: nobody reported any."""

    activities: int
    attendance: int | None
    male: int
    female: int
    items: int
    repeats: int
    minutes: Decimal
    units: int
    by_day: tuple[tuple[date, int], ...]
    by_channel: tuple[tuple[str, int], ...]


def counters_of(members: Members) -> Counters:
    """Counted from the records themselves, each once."""
    known = [
        number
        for one in members.activities
        for number in (one.male, one.female, one.unknown_sex)
        if number is not None
    ]
    originals = [one for one in members.items if one.original_id is None]
    days = Counter(one.held_on for one in members.activities)
    channels = Counter(one.channel for one in originals)
    return Counters(
        activities=len(members.activities),
        attendance=sum(known) if known else None,
        male=sum(one.male or 0 for one in members.activities),
        female=sum(one.female or 0 for one in members.activities),
        items=len(originals),
        repeats=len(members.items) - len(originals),
        minutes=sum((one.minutes or Decimal(0) for one in members.items), start=Decimal(0)),
        units=len({one.unit_id for one in (*members.activities, *members.items)}),
        by_day=tuple(sorted(days.items())),
        by_channel=tuple(sorted(channels.items())),
    )


AT_ACTIVITIES = "activity"
"""The column of the matrix beside the channels of items."""


@dataclass(frozen=True)
class Spread:
    """How often each standard message was spread on each channel; records, each once a message.

    ``without`` are records that name no message.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...], int], ...]
    without: tuple[int, ...]


def spread_of(members: Members) -> Spread:
    """The matrix of messages and channels of a campaign; repeats spread a message again."""
    counted: Counter[tuple[int, str]] = Counter()
    without: Counter[str] = Counter()
    for kind, records in ((AT_ACTIVITIES, members.activities), ("media_item", members.items)):
        uses = uses_of(kind, [one.pk for one in records])
        for one in records:
            channel = one.channel if isinstance(one, MediaItem) else AT_ACTIVITIES
            for message in uses.get(one.pk, ()):
                counted[message, channel] += 1
            without[channel] += one.pk not in uses
    columns = sorted({channel for _message, channel in counted} | set(without))
    titles = message_titles(message for message, _channel in counted)
    rows = [
        (title, numbers := tuple(counted[message, one] for one in columns), sum(numbers))
        for message, title in titles.items()
    ]
    return Spread(
        tuple(columns),
        tuple(sorted(rows, key=lambda row: (-row[2], row[0]))),
        tuple(without[one] for one in columns),
    )


@dataclass(frozen=True)
class UnitPlan:
    """A unit with its plan for a campaign, if it has one, and what it did."""

    unit_id: int
    name: str
    plan: CampaignPlan | None
    activities: int
    items: int
    is_late: bool
    """Issued after the campaign began."""


def unit_plans(campaign: Occurrence, members: Members, acting: Acting, on: date) -> list[UnitPlan]:
    """Every unit of the branch that is looked for, those without a plan first."""
    seen = units_seen_by(acting, on)
    versions = UnitVersion.objects.filter(valid_on(on), kind__in=PLANNING)
    if seen is not None:
        versions = versions.filter(unit_id__in=seen)
    plans = plans_given(campaign, acting, on)
    held = Counter(one.unit_id for one in members.activities)
    published = Counter(one.unit_id for one in members.items)
    rows = [
        UnitPlan(
            version.unit_id,
            version.name,
            plan := plans.get(version.unit_id),
            held[version.unit_id],
            published[version.unit_id],
            bool(plan and plan.issued_on and campaign.first and plan.issued_on > campaign.first),
        )
        for version in versions
    ]
    return sorted(rows, key=lambda row: (row.plan is not None, row.name))


def plans_given(campaign: Occurrence, acting: Acting, on: date) -> dict[int, CampaignPlan]:
    """The plan of each unit that gave one, submitted or accepted."""
    found = limited(CampaignPlan.objects.all(), acting, on).filter(
        campaign=code_of(campaign.occasion),
        year=campaign.year,
        revises=None,
        standing__in=COUNTING,
    )
    return {plan.unit_id: plan for plan in found}


@dataclass(frozen=True)
class Pace:
    """Original items a week inside the campaign, and in the other weeks of its year so far."""

    inside: Decimal
    outside: Decimal | None


def pace_of(campaign: Occurrence, members: Members, acting: Acting, on: date) -> Pace:
    """How much more is published in the peak than in ordinary weeks."""
    assert campaign.peak_first is not None  # noqa: S101 - campaigns_of leaves out those without days
    assert campaign.peak_last is not None  # noqa: S101 - as above
    year_ends = min(on, date(campaign.year, 12, 31))
    inside_days = _days(campaign.peak_first, min(campaign.peak_last, on))
    others = media_items_visible_to(acting, on).filter(
        revises=None,
        standing__in=COUNTING,
        on_gender_equality=True,
        original=None,
        published_on__range=(date(campaign.year, 1, 1), year_ends),
    )
    ids = {one.pk for one in members.items}
    outside = sum(1 for pk in others.values_list("pk", flat=True) if pk not in ids)
    outside_days = _days(date(campaign.year, 1, 1), year_ends) - inside_days
    originals = sum(1 for one in members.items if one.original_id is None)
    return Pace(
        _a_week(originals, inside_days) or Decimal(0),
        _a_week(outside, outside_days),
    )


def _days(first: date, last: date) -> int:
    return max((last - first) // timedelta(days=1) + 1, 0)


def _a_week(count: int, days: int) -> Decimal | None:
    return (Decimal(count * WEEK) / days).quantize(Decimal("0.1")) if days > 0 else None
