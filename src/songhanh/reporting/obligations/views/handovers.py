"""Reports of units that ended before they were due: who answers, and the decision where unclear."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from songhanh.foundation.lib import clock
from songhanh.foundation.lib.excel import Column, Kind, workbook_response
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.foundation.ui.formats import period_text
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.rules.models import ReportingRule
from songhanh.records.recording.queries import units_seen_by
from songhanh.reporting.obligations import queries
from songhanh.reporting.obligations.actions import hand_over
from songhanh.reporting.obligations.forms.board import HandOverFilter, HandOverForm
from songhanh.reporting.obligations.queries import Inheritance
from songhanh.reporting.obligations.rules import can_decide, may_decide


@signed_in
def hand_over_list(request: ActingRequest) -> HttpResponse:
    """What ended units owed, what is to be decided first."""
    require(may_decide(request.acting))
    everything = queries.inheritances_seen_by(request.acting, as_of=clock.today())
    form = HandOverFilter(request.GET)
    found = [one for one in everything if form.keeps(one)]
    if lists.wants_workbook(request):
        return _workbook(found)
    context = {
        "filter_form": form,
        "page": lists.page_of(request, found),
        "open": sum(one.is_open for one in everything),
        "untold": sum(one.is_untold for one in everything),
        "filtered": bool(form.chosen),
    }
    return render(request, "obligations/hand_overs.html", context)


@signed_in
def decide(request: ActingRequest, rule_pk: int, unit_pk: int, period: str) -> HttpResponse:
    """Decide who answers for one report of an ended unit, with the reason."""
    require(may_decide(request.acting))
    today = clock.today()
    seen = units_seen_by(request.acting, today)
    plans = plans_visible_to(request.acting, today)
    rule = get_object_or_404(
        ReportingRule.objects.select_related("element__plan"),
        pk=rule_pk,
        element__plan__in=plans,
    )
    found = queries.inheritance_of(rule, unit_id=unit_pk, period=period, as_of=today)
    if found is None or (seen is not None and unit_pk not in seen):
        raise Http404
    require(can_decide(request.acting, unit_pk, today))
    form = HandOverForm(request.POST or None, heirs=found.ended.heirs)
    if request.method == "POST" and form.is_valid():
        hand_over(
            found,
            to_unit_id=form.to_unit_id,
            reason=form.cleaned_data["reason"],
            acting=request.acting,
            at=clock.now(),
        )
        messages.success(request, _("Đã ghi đơn vị nộp báo cáo thay."))
        return redirect("obligations:hand_overs")
    context = {"one": found, "form": form}
    return render(
        request, "obligations/hand_over.html", context, status=400 if form.errors else 200
    )


def _workbook(found: list[Inheritance]) -> HttpResponse:
    columns = [
        Column(_("Mã đơn vị cũ")),
        Column(_("Đơn vị cũ"), width=36),
        Column(_("Kết thúc từ ngày"), Kind.DAY),
        Column(_("Kế hoạch"), width=24),
        Column(_("Báo cáo"), width=30),
        Column(_("Ngày cuối"), Kind.DAY),
        Column(_("Mã đơn vị nộp thay")),
        Column(_("Đơn vị nộp thay"), width=36),
        Column(_("Lý do"), width=50),
        Column(_("Báo cáo đã nộp"), width=30),
    ]
    cells = (
        (
            one.ended.code,
            one.ended.name,
            one.ended.on,
            one.asked.rule.element.plan.number or one.asked.rule.element.plan.code,
            one.asked.title or period_text(one.asked.label),
            one.asked.due.last_day,
            one.heir.code if one.heir else "",
            one.heir.name if one.heir else _("chưa rõ") if one.is_open else _("không đơn vị nào"),
            one.decision.reason if one.decision else "",
            _("chưa gồm việc của đơn vị cũ") if one.is_untold else "",
        )
        for one in found
    )
    return workbook_response("bao-cao-don-vi-da-ket-thuc.xlsx", columns, cells)
