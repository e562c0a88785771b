"""Pages of consolidations: the rounds, one round as it stands, its text, its frozen versions."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from songhanh.engines.counting import Period, parse_period
from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.errors import ConflictError, RefusedError
from songhanh.foundation.lib.excel import Cell, Column, Kind, workbook_response
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.foundation.ui.formats import period_text
from songhanh.programme.rules.enums import RuleKind
from songhanh.programme.rules.models import ReportingRule
from songhanh.reporting.consolidation.actions import (
    freeze_consolidation,
    save_consolidation,
    save_money,
    send_upward,
)
from songhanh.reporting.consolidation.enums import ExtraTable, LeadPart
from songhanh.reporting.consolidation.forms import LeadTextForm, MoneyForm
from songhanh.reporting.consolidation.links import links_in
from songhanh.reporting.consolidation.marks import linked_text, mark
from songhanh.reporting.consolidation.models import FrozenConsolidation
from songhanh.reporting.consolidation.queries import (
    consolidation_of,
    frozen_sheet,
    frozen_versions,
    is_intact,
    owed_above,
    plans_consolidated_by,
    rounds_of,
    sheet_of,
    values_in,
)
from songhanh.reporting.consolidation.rules import can_consolidate, can_read
from songhanh.reporting.consolidation.sheets import Sheet
from songhanh.results.values.enums import TargetStatus

_COLUMNS = [
    Column(gettext_lazy("Mã đơn vị")),
    Column(gettext_lazy("Đơn vị"), width=40),
    Column(gettext_lazy("Tình trạng báo cáo")),
    Column(gettext_lazy("Thời hạn nộp")),
    Column(gettext_lazy("Hoạt động"), Kind.INTEGER),
    Column(gettext_lazy("Cuộc truyền thông"), Kind.INTEGER),
    Column(gettext_lazy("Lượt người tham dự"), Kind.INTEGER),
    Column(gettext_lazy("Tin, bài"), Kind.INTEGER),
]
_EXPORTED = ("activity", "session_held", "attendance", "item_original")


@signed_in
def round_list(request: ActingRequest) -> HttpResponse:
    """The rounds of the plans of the branch."""
    require(can_read(request.acting))
    rounds = rounds_of(plans_consolidated_by(request.acting, today()), today())
    page = lists.page_of(request, rounds)
    return render(request, "consolidation/list.html", {"page": page})


@signed_in
def show(request: ActingRequest, rule: int, period: str) -> HttpResponse:
    """A round as it stands now, with the frozen versions there are."""
    found, label = the_round(request, rule, period)
    sheet = sheet_of(found, label, on=today())
    if not sheet.members:
        raise Http404
    if lists.wants_workbook(request):
        return workbook_response(f"tong-hop-{label}.xlsx", _COLUMNS, _cells(sheet))
    consolidation = consolidation_of(found, period)
    context = {
        "rule": found,
        "consolidation": consolidation,
        "frozen": frozen_versions(consolidation) if consolidation else [],
        "saves": consolidation.saves if consolidation else 0,
        "working": can_consolidate(request.acting, found.element.plan.issuer_id, today()),
        **_sheet_context(found, sheet),
        "parts": _linked_parts(found, sheet),
    }
    return render(request, "consolidation/show.html", context)


@signed_in
def edit(request: ActingRequest, rule: int, period: str) -> HttpResponse:
    """The text of a consolidation."""
    found, label, sheet, saves = _to_work_on(request, rule, period)
    form = LeadTextForm(request.POST or None, initial={"saves": saves, **sheet.texts})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            save_consolidation(
                found,
                label,
                form.texts,
                saves=form.cleaned_data["saves"],
                acting=request.acting,
                at=now(),
            )
        except ConflictError as conflict:
            form.add_error(None, conflict.message)
            status = 409
        else:
            messages.success(request, _("Đã lưu lời văn. Bản tổng hợp chưa được chốt."))
            return redirect("consolidation:show", rule=found.pk, period=period)
    values = values_in(found.element.plan, sheet)
    marks = [(mark(key), value) for key, value in values.items()]
    context = {"rule": found, "form": form, "marks": marks, **_sheet_context(found, sheet)}
    status = 400 if form.errors and status == 200 else status
    return render(request, "consolidation/edit.html", context, status=status)


@signed_in
def money(request: ActingRequest, rule: int, period: str) -> HttpResponse:
    """What was planned and spent by source: what the records cost, and what the office says."""
    found, label, sheet, saves = _to_work_on(request, rule, period)
    form = MoneyForm(request.POST or None, sheet=sheet, saves=saves)
    status = 200
    if request.method == "POST" and form.is_valid():
        saves = form.cleaned_data["saves"]
        try:
            save_money(found, label, form.money, saves=saves, acting=request.acting, at=now())
        except (ConflictError, RefusedError) as refused:
            form.add_error(None, refused.message)
            status = 409 if isinstance(refused, ConflictError) else 400
        else:
            messages.success(request, _("Đã lưu kinh phí. Bản tổng hợp chưa được chốt."))
            return redirect("consolidation:show", rule=found.pk, period=period)
    status = 400 if form.errors and status == 200 else status
    context = {"rule": found, "form": form, **_sheet_context(found, sheet)}
    return render(request, "consolidation/money.html", context, status=status)


def _to_work_on(
    request: ActingRequest, rule: int, period: str
) -> tuple[ReportingRule, Period, Sheet, int]:
    """A round whose consolidation may be worked on: rule, period, sheet, and its saves so far."""
    found, label = the_round(request, rule, period)
    require(can_consolidate(request.acting, found.element.plan.issuer_id, today()))
    sheet = sheet_of(found, label, on=today())
    if not sheet.members:
        raise Http404
    consolidation = consolidation_of(found, period)
    return found, label, sheet, consolidation.saves if consolidation else 0


@signed_in
@require_POST
def freeze(request: ActingRequest, rule: int, period: str) -> HttpResponse:
    """Freeze the round as the page showed it."""
    found, label = the_round(request, rule, period)
    saves = request.POST.get("saves", "")
    frozen = freeze_consolidation(
        found,
        label,
        saves=int(saves) if saves.isdecimal() else -1,
        acting=request.acting,
        at=now(),
    )
    messages.success(request, _("Đã chốt bản tổng hợp."))
    return redirect("consolidation:frozen", pk=frozen.pk)


@signed_in
def frozen(request: ActingRequest, pk: int) -> HttpResponse:
    """A frozen version."""
    require(can_read(request.acting))
    plans = plans_consolidated_by(request.acting, today())
    visible = FrozenConsolidation.objects.filter(consolidation__plan__in=plans)
    one = get_object_or_404(
        visible.select_related("consolidation__plan", "consolidation__rule__element__plan"), pk=pk
    )
    rule = one.consolidation.rule
    context = {
        "rule": rule,
        "one": one,
        "intact": is_intact(one),
        "above": owed_above(one, on=today()),
        **_sheet_context(rule, frozen_sheet(one)),
    }
    return render(request, "consolidation/frozen.html", context)


@signed_in
@require_POST
def send_up(request: ActingRequest, pk: int) -> HttpResponse:
    """Go on with a frozen round in the report the plan above asks for."""
    require(can_read(request.acting))
    plans = plans_consolidated_by(request.acting, today())
    visible = FrozenConsolidation.objects.filter(consolidation__plan__in=plans)
    one = get_object_or_404(
        visible.select_related("consolidation__plan__parent", "consolidation__rule"), pk=pk
    )
    require(can_consolidate(request.acting, one.consolidation.plan.issuer_id, today()))
    named = request.POST.get("rule", "")
    owed = next((o for o in owed_above(one, on=today()) if str(o.rule.pk) == named), None)
    if owed is None:
        messages.error(request, _("Kế hoạch cấp trên không yêu cầu đơn vị báo cáo kỳ này."))
        return redirect("consolidation:frozen", pk=one.pk)
    begun = send_upward(one, owed, acting=request.acting, at=now())
    messages.success(
        request, _("Đã đưa số liệu và lời văn vào báo cáo gửi cấp trên. Hãy xem lại rồi nộp.")
    )
    return redirect("submissions:show", pk=begun.pk)


def the_round(request: ActingRequest, rule: int, period: str) -> tuple[ReportingRule, Period]:
    """The rule of a plan of the branch, and the period; else it is not found."""
    require(can_read(request.acting))
    plans = plans_consolidated_by(request.acting, today())
    rules = ReportingRule.objects.filter(element__plan__in=plans).exclude(kind=RuleKind.SUMMARY)
    found = get_object_or_404(rules.select_related("element__plan"), pk=rule)
    try:
        return found, parse_period(period)
    except ValueError as unreadable:
        raise Http404 from unreadable


def _sheet_context(rule: ReportingRule, sheet: Sheet) -> dict[str, object]:
    title = _("Tổng hợp báo cáo %(period)s") % {"period": period_text(sheet.period)}
    return {
        "title": title,
        "plan": rule.element.plan,
        "sheet": sheet,
        "targets": [(one, str(TargetStatus(one.status).label)) for one in sheet.targets],
        "parts": [(str(one.label), sheet.texts.get(one.value, "")) for one in LeadPart],
        "extras": [
            (str(table.label), sheet.extras_in(table))
            for table in ExtraTable
            if table != ExtraTable.MONEY and sheet.extras_in(table)
        ],
    }


def _linked_parts(rule: ReportingRule, sheet: Sheet) -> list[tuple[str, SafeString]]:
    """The parts of a draft, each figure a link to where it comes from."""
    plan = rule.element.plan
    values, links = values_in(plan, sheet), links_in(rule, sheet)
    return [
        (str(one.label), linked_text(sheet.texts.get(one.value, ""), values, links))
        for one in LeadPart
    ]


def _cells(sheet: Sheet) -> Iterator[list[Cell]]:
    for member in sheet.members:
        counts: list[Cell] = [
            member.reported.value(key) if member.reported else None for key in _EXPORTED
        ]
        yield [
            member.unit_code,
            member.unit_name,
            member.state_label,
            member.timeliness_label,
            *counts,
        ]
