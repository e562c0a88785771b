"""A map of where: a tile for every commune of the branch, by how much was held there.

No outlines of communes are kept, so tiles stand in the order of names and say so; the number is in
every tile, and the table beside says the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.db.models import Count, Max
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.engines.vntext import fold
from songhanh.foundation.lib import clock
from songhanh.foundation.lib.acting import Acting
from songhanh.foundation.lib.excel import Column, Kind, workbook_response
from songhanh.foundation.lib.text import LineField
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.records.activities.queries import activities_visible_to
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.forms import YES
from songhanh.records.recording.queries import units_seen_by
from songhanh.registry.orgunits.enums import COMMUNE_LEVEL
from songhanh.registry.orgunits.models import UnitVersion
from songhanh.registry.orgunits.queries import valid_on

_COUNTING = (RecordStanding.SUBMITTED, RecordStanding.ACCEPTED)
_SHADES = 4
MOST_TILES = 400
"""A province has some hundred communes; a page of thousands of tiles helps nobody."""


class WhereForm(forms.Form):
    """Which days, which communes, on law alone or all."""

    q = LineField(label=gettext_lazy("Tên xã, phường"), required=False, max_length=100)
    since = forms.DateField(label=gettext_lazy("Từ ngày"), required=False)
    until = forms.DateField(label=gettext_lazy("Đến ngày"), required=False)
    law = forms.ChoiceField(
        label=gettext_lazy("Về pháp luật, chính sách"),
        required=False,
        choices=[("", gettext_lazy("tất cả")), (YES, gettext_lazy("có"))],
    )
    silent = forms.BooleanField(label=gettext_lazy("Chỉ nơi chưa có"), required=False)


@dataclass(frozen=True)
class Place:
    """A commune with what was held there. ``shade`` 0: nothing; 4: as much as anywhere."""

    unit_id: int
    code: str
    name: str
    count: int
    last_on: date | None
    shade: int


def places_of(
    acting: Acting, on: date, *, first: date, last: date, only_law: bool = False
) -> list[Place]:
    """Every commune of the branch with the activities it received, in the order of names."""
    seen = units_seen_by(acting, on)
    communes = UnitVersion.objects.filter(valid_on(on), kind__in=COMMUNE_LEVEL)
    if seen is not None:
        communes = communes.filter(unit_id__in=seen)
    held = activities_visible_to(acting, on).filter(
        held_on__range=(first, last), standing__in=_COUNTING, revises=None
    )
    if only_law:
        held = held.filter(on_law_policy=True)
    rows = held.order_by().values("received_by_id").annotate(n=Count("pk"), last=Max("held_on"))
    counted = {row["received_by_id"]: (row["n"], row["last"]) for row in rows}
    shown = list(communes.order_by("folded_name", "code"))
    most = max((counted.get(one.unit_id, (0, None))[0] for one in shown), default=0)
    return [
        Place(one.unit_id, one.code, one.name, count, last_on, _shade(count, most))
        for one in shown
        for count, last_on in [counted.get(one.unit_id, (0, None))]
    ]


def _shade(count: int, most: int) -> int:
    """Nothing is a shade of its own; the rest in four equal steps up to the most."""
    return -(-_SHADES * count // most) if count else 0


@signed_in
def where(request: ActingRequest) -> HttpResponse:
    """The tiles and the table; also as an Excel file."""
    today = clock.today()
    form = WhereForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    first = chosen.get("since") or date(today.year, 1, 1)
    last = chosen.get("until") or today
    found = places_of(
        request.acting, today, first=first, last=last, only_law=chosen.get("law") == YES
    )
    if chosen.get("q"):
        found = [one for one in found if fold(chosen["q"]) in fold(one.name)]
    silent = sum(one.count == 0 for one in found)
    if chosen.get("silent"):
        found = [one for one in found if one.count == 0]
    if lists.wants_workbook(request):
        return _workbook(found, last)
    context = {
        "filter_form": form,
        "first": first,
        "last": last,
        "tiles": found if len(found) <= MOST_TILES else [],
        "page": lists.page_of(request, sorted(found, key=lambda one: (-one.count, one.name))),
        "communes": len(found),
        "held": sum(one.count for one in found),
        "silent": silent,
    }
    return render(request, "activities/where.html", context)


def _workbook(found: Sequence[Place], last: date) -> HttpResponse:
    columns = [
        Column(_("Mã"), width=12),
        Column(_("Xã, phường"), width=34),
        Column(_("Số cuộc"), Kind.INTEGER, 12),
        Column(_("Gần nhất"), Kind.DAY, 14),
    ]
    rows = ([one.code, one.name, one.count, one.last_on] for one in found)
    return workbook_response(f"noi-to-chuc-{last:%Y-%m-%d}.xlsx", columns, rows)
