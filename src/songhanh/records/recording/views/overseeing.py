"""What a lead officer oversees: acceptance by rule, and how well records are proven."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.excel import Column, Kind, workbook_response
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.records.recording import actions
from songhanh.records.recording.forms import AcceptanceRuleForm, EvidenceScoreForm
from songhanh.records.recording.queries import acceptance_days, evidence_scores
from songhanh.records.recording.rules import can_decide
from songhanh.registry.orgunits.queries import names_on


@signed_in
def rule(request: ActingRequest) -> HttpResponseBase:
    """Set, change or switch off acceptance by rule for the own branch."""
    require(can_decide(request.acting))
    form = AcceptanceRuleForm(
        request.POST or None, initial={"days": acceptance_days(request.acting)}
    )
    if request.method == "POST" and form.is_valid():
        days = form.cleaned_data["days"]
        actions.set_acceptance_rule(days, acting=request.acting, at=clock.now())
        messages.success(
            request, _("Đã đặt quy tắc.") if days else _("Đã tắt; mọi bản ghi chờ người xem.")
        )
        return redirect("review:rule")
    status = 400 if request.method == "POST" else 200
    context = {"form": form, "days": acceptance_days(request.acting)}
    return render(request, "recording/rule.html", context, status=status)


@signed_in
def evidence(request: ActingRequest) -> HttpResponse:
    """The share of records with proof by unit, the weakest first; also as an Excel file."""
    require(can_decide(request.acting))
    today = clock.today()
    form = EvidenceScoreForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    first = chosen.get("since") or date(today.year, 1, 1)
    last = chosen.get("until") or today
    scores = evidence_scores(
        request.acting, today, first=first, last=last, kind_code=chosen.get("kind") or ""
    )
    names = names_on([one.unit_id for one in scores], last)
    rows = [(names.get(one.unit_id, ""), one.records, one.proven, one.share) for one in scores]
    if lists.wants_workbook(request):
        columns = [
            Column(_("Đơn vị"), width=40),
            Column(_("Bản ghi"), Kind.INTEGER, 12),
            Column(_("Có minh chứng"), Kind.INTEGER, 14),
            Column(_("Tỷ lệ (%)"), Kind.PERCENT, 12),
        ]
        return workbook_response(f"minh-chung-{last:%Y-%m-%d}.xlsx", columns, rows)
    context = {
        "filter_form": form,
        "page": lists.page_of(request, rows),
        "first": first,
        "last": last,
        "records": sum(one.records for one in scores),
        "proven": sum(one.proven for one in scores),
    }
    return render(request, "recording/evidence_scores.html", context)
