"""The review queue: what was submitted in the branch, to be accepted or returned."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.records.recording import actions
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.forms import NO, YES, ReviewFilterForm
from songhanh.records.recording.kinds import RecordKind, kind_of, kinds
from songhanh.records.recording.models import Record
from songhanh.records.recording.queries import names_for, review_queue, waiting_for_review
from songhanh.records.recording.rules import can_decide
from songhanh.records.recording.views.listing import units_named

MOST_AT_ONCE = 500
FIELD_REMARK = "field_remark_"


@signed_in
def queue(request: ActingRequest) -> HttpResponse:
    """The records of one kind and standing, the oldest first."""
    require(can_decide(request.acting))
    today = clock.today()
    kind = _chosen_kind(request.GET.get("kind", ""))
    form = _filter_form(request, kind)
    chosen = form.cleaned_data if form.is_valid() else {}
    standing = chosen.get("standing") or RecordStanding.SUBMITTED
    found = _filtered(review_queue(kind, request.acting, today), kind, chosen, today)
    page = lists.page_of(request, found.filter(standing=standing).select_related("revises"))
    shown = list(page.object_list)
    names = names_for(shown, today)
    context = {
        "kind": kind,
        "tabs": _tabs(request, today),
        "filter_form": form,
        "page": page,
        "standing": standing,
        "show_name": f"{kind.namespace}:show",
        "rows": [
            (record, names.get(record.unit_id, ""), getattr(record, kind.day_field))
            for record in shown
        ],
        "here": request.get_full_path(),
        "RecordStanding": RecordStanding,
    }
    return render(request, "recording/review.html", context)


@require_POST
@signed_in
def decide(request: ActingRequest) -> HttpResponse:
    """Accept, return or undo, for all records ticked."""
    require(can_decide(request.acting))
    kind = _chosen_kind(request.POST.get("kind", ""))
    ids = [int(text) for text in request.POST.getlist("record") if text.isdecimal()]
    if not ids:
        raise RefusedError(_("Chưa chọn bản ghi nào. Hãy đánh dấu ít nhất một bản ghi."))
    if len(ids) > MOST_AT_ONCE:
        raise RefusedError(
            _("Mỗi lần xử lý tối đa %(most)s bản ghi. Hãy chọn ít hơn.") % {"most": MOST_AT_ONCE}
        )
    records = list(kind.records().filter(pk__in=ids))
    done = _carry_out(request, kind, records)
    messages.success(request, done)
    return redirect(_onward(request))


def _carry_out(request: ActingRequest, kind: RecordKind[Any], records: Sequence[Record]) -> str:
    acting, at = request.acting, clock.now()
    remark = request.POST.get("remark", "").strip()
    count = len(records)
    match request.POST.get("decision"):
        case "accept":
            actions.accept(kind, records, acting=acting, at=at, remark=remark)
            return ngettext(
                "Đã chấp nhận %(count)s bản ghi.", "Đã chấp nhận %(count)s bản ghi.", count
            ) % {"count": count}
        case "return":
            fields = {
                name.removeprefix(FIELD_REMARK): text
                for name, text in request.POST.items()
                if name.startswith(FIELD_REMARK) and isinstance(text, str)
            }
            actions.return_(kind, records, remark=remark, acting=acting, at=at, fields=fields)
            return ngettext(
                "Đã trả lại %(count)s bản ghi.", "Đã trả lại %(count)s bản ghi.", count
            ) % {"count": count}
        case "undo":
            actions.undo_acceptance(kind, records, acting=acting, at=at)
            return ngettext(
                "Đã hoàn tác chấp nhận %(count)s bản ghi.",
                "Đã hoàn tác chấp nhận %(count)s bản ghi.",
                count,
            ) % {"count": count}
    raise RefusedError(_("Chưa chọn việc cần làm. Hãy chọn chấp nhận hoặc trả lại."))


def _chosen_kind(code: str) -> RecordKind[Any]:
    return kind_of(code) or kinds()[0]


def _filter_form(request: HttpRequest, kind: RecordKind[Any]) -> ReviewFilterForm:
    data = request.GET.copy()
    data["kind"] = kind.code
    if not data.get("standing"):
        data["standing"] = RecordStanding.SUBMITTED
    return ReviewFilterForm(data)


def _filtered(
    records: QuerySet[Any], kind: RecordKind[Any], chosen: dict[str, Any], today: date
) -> QuerySet[Any]:
    limits = Q()
    if chosen.get("unit"):
        limits &= units_named(chosen["unit"], today)
    if chosen.get("since"):
        limits &= Q(**{f"{kind.day_field}__gte": chosen["since"]})
    if chosen.get("until"):
        limits &= Q(**{f"{kind.day_field}__lte": chosen["until"]})
    if chosen.get("proof") in (YES, NO):
        limits &= Q(has_evidence=chosen["proof"] == YES)
    return records.filter(limits)


def _tabs(request: ActingRequest, today: date) -> list[tuple[str, str]]:
    waiting = waiting_for_review(request.acting, today)
    return [
        (
            _("%(kind)s (%(count)s)") % {"kind": kind.plural, "count": waiting[kind.code]},
            f"{reverse('review:queue')}?kind={kind.code}",
        )
        for kind in kinds()
    ]


def _onward(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else reverse("review:queue")
