"""Pages of campaigns: the year, one campaign with its counters, its closing report."""

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.excel import Cell, Column, Kind, workbook_response
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.records.activities.models import Activity
from songhanh.records.campaigns import actions
from songhanh.records.campaigns.forms import ReportForm
from songhanh.records.campaigns.kind import PLANS
from songhanh.records.campaigns.queries import (
    AT_ACTIVITIES,
    Members,
    campaigns_of,
    code_of,
    counters_of,
    members_of,
    pace_of,
    plans_given,
    spread_of,
    unit_plans,
)
from songhanh.records.media.models import MediaItem
from songhanh.records.recording.enums import CodeList
from songhanh.records.recording.plain.pages import plain_pages
from songhanh.records.recording.queries import labels_of, names_for
from songhanh.records.recording.rules import can_record
from songhanh.registry.calendar.queries import Occurrence

MOST_ROWS = 200
"""So many records stand on the page; the Excel file holds them all."""

PLAN_PAGES = plain_pages(
    PLANS,
    first=("campaign", "year", "number", "issued_on", "planned", "photos"),
    defaults=lambda on: {"campaign": "action_month", "year": on.year, "issued_on": on},
)


@signed_in
def year_of_campaigns(request: ActingRequest, year: int | None = None) -> HttpResponse:
    """The campaigns and days of a year, each with its window and how many plans were given."""
    today = clock.today()
    shown = year or today.year
    if not 2000 <= shown <= today.year + 5:
        raise Http404
    rows = [
        (one, _state(one, today), len(plans_given(one, request.acting, today)))
        for one in campaigns_of(request.acting, shown, today)
    ]
    context = {"rows": rows, "year": shown, "before": shown - 1, "after": shown + 1}
    return render(request, "campaigns/list.html", context)


@signed_in
def show_campaign(request: ActingRequest, year: int, pk: int) -> HttpResponse:
    """A campaign with its live counters; with a report's day its closing report and supplement."""
    today = clock.today()
    campaign = _campaign(request, year, pk, today)
    form = ReportForm(request.GET)
    until = form.cleaned_data.get("until") if form.is_valid() else None
    members = members_of(campaign, request.acting, today)
    plans = unit_plans(campaign, members, request.acting, today)
    if lists.wants_workbook(request):
        return _workbook(campaign, members, today)
    counters = counters_of(members.until(until) if until else members)
    labels = labels_of(CodeList.CHANNEL)
    context = {
        "campaign": campaign,
        "state": _state(campaign, today),
        "filter_form": form,
        "until": until,
        "counters": counters,
        "supplement": counters_of(members.after(until)) if until else None,
        "by_channel": [(labels.get(one, one), count) for one, count in counters.by_channel],
        "spread": (spread := spread_of(members.until(until) if until else members)),
        "channels": [
            _("tại hoạt động") if one == AT_ACTIVITIES else labels.get(one, one)
            for one in spread.columns
        ],
        "pace": pace_of(campaign, members, request.acting, today),
        "plans": plans,
        "given": sum(row.plan is not None for row in plans),
        "records": _rows([*members.activities, *members.items], today),
        "left_out": _rows(members.left_out, today),
        "may_record": can_record(request.acting),
        "code": code_of(campaign.occasion),
    }
    return render(request, "campaigns/show.html", context)


@require_POST
@signed_in
def tag(request: ActingRequest, year: int, pk: int) -> HttpResponse:
    """Put a record into the campaign or take it out."""
    today = clock.today()
    campaign = _campaign(request, year, pk, today)
    kind, _colon, key = request.POST.get("record", "").partition(":")
    belongs = request.POST.get("belongs") == "yes"
    actions.tag_record(
        campaign,
        kind,
        int(key) if key.isdecimal() else 0,
        belongs=belongs,
        acting=request.acting,
        at=clock.now(),
    )
    messages.success(
        request, _("Đã xếp bản ghi vào đợt.") if belongs else _("Đã đưa bản ghi ra khỏi đợt.")
    )
    return redirect("campaigns:show", year=year, pk=pk)


def _campaign(request: ActingRequest, year: int, pk: int, today: date) -> Occurrence:
    for one in campaigns_of(request.acting, year, today):
        if one.occasion.pk == pk:
            return one
    raise Http404


def _state(campaign: Occurrence, today: date) -> str:
    first, last = campaign.peak_first, campaign.peak_last
    if first is None or last is None:
        return _("chưa có ngày")
    if today < first:
        return _("còn %(days)d ngày nữa bắt đầu") % {"days": (first - today).days}
    if today > last:
        return _("đã kết thúc")
    return _("đang diễn ra, còn %(days)d ngày") % {"days": (last - today).days}


def _rows(
    records: Sequence[Activity | MediaItem], today: date
) -> list[tuple[str, str, Activity | MediaItem, date, str]]:
    """Address name, value of the tag, the record, its day and its unit, the newest first."""
    names = names_for(records, today)
    rows = [(*_place_of(one), names.get(one.unit_id, "")) for one in records]
    return sorted(rows, key=lambda row: (row[3], row[1]), reverse=True)[:MOST_ROWS]


def _place_of(
    record: Activity | MediaItem,
) -> tuple[str, str, Activity | MediaItem, date]:
    if isinstance(record, Activity):
        return "activities:show", f"activity:{record.pk}", record, record.held_on
    return "media:show", f"media_item:{record.pk}", record, record.published_on


def _workbook(campaign: Occurrence, members: Members, today: date) -> HttpResponse:
    names = names_for([*members.activities, *members.items], today)
    columns = [
        Column(_("Ngày"), Kind.DAY, 12),
        Column(_("Đơn vị"), width=28),
        Column(_("Loại bản ghi"), width=14),
        Column(_("Tên"), width=48),
        Column(_("Nam"), Kind.INTEGER, 10),
        Column(_("Nữ"), Kind.INTEGER, 10),
        Column(_("Tình trạng"), width=16),
    ]
    activities: list[list[Cell]] = [
        [
            one.held_on,
            names.get(one.unit_id, ""),
            _("hoạt động"),
            one.title,
            one.male,
            one.female,
            one.get_standing_display(),
        ]
        for one in members.activities
    ]
    items: list[list[Cell]] = [
        [
            one.published_on,
            names.get(one.unit_id, ""),
            _("tin, bài"),
            one.title,
            None,
            None,
            one.get_standing_display(),
        ]
        for one in members.items
    ]
    name = f"dot-cao-diem-{campaign.year}-{campaign.occasion.pk}.xlsx"
    return workbook_response(name, columns, [*activities, *items])
