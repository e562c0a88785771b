"""What the units sent: the live table, their texts side by side, figures that stand out."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from songhanh.engines.counting import Period
from songhanh.engines.vntext import fold
from songhanh.foundation.lib.clock import now, today
from songhanh.foundation.lib.errors import RefusedError
from songhanh.foundation.lib.excel import Cell, Column, Kind, workbook_response
from songhanh.foundation.lib.rules import require
from songhanh.foundation.lib.web import ActingRequest, signed_in
from songhanh.foundation.ui import lists
from songhanh.foundation.ui.formats import period_text
from songhanh.programme.rules.models import ReportingRule
from songhanh.reporting.consolidation.actions import draw_texts, set_outlier_limits
from songhanh.reporting.consolidation.board import BoardRow, board_of
from songhanh.reporting.consolidation.drawing import (
    line_of_difficulty,
    lines_of_units,
    texts_side_by_side,
)
from songhanh.reporting.consolidation.forms import BoardFilter, OutlierForm, UnitFilter
from songhanh.reporting.consolidation.outliers import Outlier, OutlierKind
from songhanh.reporting.consolidation.queries import (
    consolidation_of,
    outlier_limits,
    outliers_in,
    sheet_of,
)
from songhanh.reporting.consolidation.rules import can_consolidate
from songhanh.reporting.consolidation.sheets import Sheet
from songhanh.reporting.consolidation.views.rounds import the_round
from songhanh.reporting.difficulties.models import Difficulty
from songhanh.reporting.difficulties.queries import open_on
from songhanh.reporting.submissions.enums import Section

_ORDERS: dict[str, Callable[[BoardRow], Any]] = {
    "unit": lambda row: row.owed.unit_code,
    "timeliness": lambda row: (row.owed.state.value, row.owed.unit_code),
    "sent": lambda row: (row.owed.submitted_on or date.max, row.owed.unit_code),
}
_COLUMNS = [
    Column(gettext_lazy("Mã đơn vị")),
    Column(gettext_lazy("Đơn vị"), width=40),
    Column(gettext_lazy("Nhóm")),
    Column(gettext_lazy("Thời hạn nộp")),
    Column(gettext_lazy("Ngày cuối"), Kind.DAY),
    Column(gettext_lazy("Nộp lần đầu"), Kind.DAY),
    Column(gettext_lazy("Muộn (ngày)"), Kind.INTEGER),
    Column(gettext_lazy("Tình trạng báo cáo")),
    Column(gettext_lazy("Số bản đã nộp"), Kind.INTEGER),
]
_OUTLIER_COLUMNS = [
    Column(gettext_lazy("Đơn vị"), width=40),
    Column(gettext_lazy("Số liệu"), width=30),
    Column(gettext_lazy("Đơn vị báo cáo"), Kind.DECIMAL),
    Column(gettext_lazy("So với"), width=24),
    Column(gettext_lazy("Số để so"), Kind.DECIMAL),
]


@signed_in
def board(request: ActingRequest, rule: int, period: str) -> HttpResponse:
    """Who has sent what by now, unit by unit."""
    found, label = the_round(request, rule, period)
    table = board_of(found, period, on=today())
    if not table.rows:
        raise Http404
    form = BoardFilter(request.GET, kinds=table.kinds)
    rows = form.narrowing.of(table.rows)
    key = lists.sort_key(request, dict.fromkeys(_ORDERS, ""), "unit")
    rows.sort(key=_ORDERS[key.removeprefix("-")], reverse=key.startswith("-"))
    if lists.wants_workbook(request):
        return workbook_response(f"ai-da-nop-{period}.xlsx", _COLUMNS, _cells(rows))
    title = _("Ai đã nộp báo cáo %(period)s") % {"period": period_text(label)}
    context = _about(found, label, title) | {
        "board": table,
        "filter_form": form,
        "page": lists.page_of(request, rows),
        "narrowed": len(rows) < len(table.rows),
    }
    return render(request, "consolidation/board.html", context)


@signed_in
def texts(request: ActingRequest, rule: int, period: str, section: str) -> HttpResponse:
    """One part of the reports side by side; what is chosen goes into the consolidation."""
    found, label = the_round(request, rule, period)
    if section not in Section.values:
        raise Http404
    sheet = sheet_of(found, label, on=today())
    if not sheet.members:
        raise Http404
    part = Section(section)
    waiting = _difficulties(found, sheet, part)
    if request.method == "POST":
        return _draw(request, found, sheet, part, waiting)
    own = sheet.texts.get(part.value, "")
    form = UnitFilter(request.GET)
    wanted = fold(form.words)
    every = texts_side_by_side(sheet, part, own)
    kept = [one for one in every if wanted in fold(f"{one.unit_name} {one.text}")]
    consolidation = consolidation_of(found, period)
    title = _("Lời văn các đơn vị, báo cáo %(period)s") % {"period": period_text(label)}
    context = _about(found, label, title) | {
        "section": part,
        "sections": list(Section),
        "filter_form": form,
        "page": lists.page_of(request, kept),
        "own": own,
        "saves": consolidation.saves if consolidation else 0,
        "working": can_consolidate(request.acting, found.element.plan.issuer_id, today()),
        "difficulties": waiting,
    }
    return render(request, "consolidation/texts.html", context)


@signed_in
def outliers(request: ActingRequest, rule: int, period: str) -> HttpResponse:
    """Figures unlike the last period's or the peers', and from when on they count as such."""
    found, label = the_round(request, rule, period)
    sheet = sheet_of(found, label, on=today())
    if not sheet.members:
        raise Http404
    plan = found.element.plan
    limits = outlier_limits(plan)
    form = OutlierForm(request.POST or None, initial={n: getattr(limits, n) for n in _LIMITS})
    if request.method == "POST":
        require(can_consolidate(request.acting, plan.issuer_id, today()))
        if form.is_valid():
            set_outlier_limits(plan, form.limits, acting=request.acting, at=now())
            messages.success(request, _("Đã lưu ngưỡng."))
            return redirect("consolidation:outliers", rule=found.pk, period=period)
    rows = list(_outlier_rows(sheet, outliers_in(found, sheet, on=today())))
    if lists.wants_workbook(request):
        cells = map(_outlier_cells, rows)
        return workbook_response(f"so-lieu-khac-thuong-{period}.xlsx", _OUTLIER_COLUMNS, cells)
    title = _("Số liệu khác thường, báo cáo %(period)s") % {"period": period_text(label)}
    context = _about(found, label, title) | {
        "page": lists.page_of(request, rows),
        "form": form,
        "working": can_consolidate(request.acting, plan.issuer_id, today()),
    }
    status = 400 if form.errors else 200
    return render(request, "consolidation/outliers.html", context, status=status)


_LIMITS = ("times_last", "spreads", "least_difference", "least_peers")
_DRAWN_FROM_DIFFICULTIES = (Section.DIFFICULTIES, Section.SUGGESTIONS)


def _about(rule: ReportingRule, period: Period, title: str) -> dict[str, Any]:
    return {"rule": rule, "plan": rule.element.plan, "period": period.label, "title": title}


def _draw(
    request: ActingRequest,
    rule: ReportingRule,
    sheet: Sheet,
    section: Section,
    waiting: list[tuple[str, Difficulty]],
) -> HttpResponse:
    require(can_consolidate(request.acting, rule.element.plan.issuer_id, today()))
    chosen = {int(pk) for pk in request.POST.getlist("unit") if pk.isdecimal()}
    named = {int(pk) for pk in request.POST.getlist("difficulty") if pk.isdecimal()}
    saves = request.POST.get("saves", "")
    lines = lines_of_units(texts_side_by_side(sheet, section, ""), chosen)
    lines += [line_of_difficulty(name, one, section) for name, one in waiting if one.pk in named]
    try:
        draw_texts(
            rule,
            sheet.period,
            {section: lines},
            saves=int(saves) if saves.isdecimal() else -1,
            acting=request.acting,
            at=now(),
        )
    except RefusedError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Đã đưa nội dung đã chọn vào bản tổng hợp."))
    return redirect(
        "consolidation:texts", rule=rule.pk, period=sheet.period.label, section=section.value
    )


def _difficulties(
    rule: ReportingRule, sheet: Sheet, section: Section
) -> list[tuple[str, Difficulty]]:
    """The open difficulties of the round's units, for the two parts that tell of them."""
    if section not in _DRAWN_FROM_DIFFICULTIES:
        return []
    names = {one.unit_id: one.unit_name for one in sheet.members}
    found = open_on(rule.element.plan, names.keys(), sheet.as_of)
    return [(names[one.unit_id], one) for one in found]


def _outlier_rows(sheet: Sheet, found: list[Outlier]) -> Iterator[dict[str, Any]]:
    names = {one.unit_id: one.unit_name for one in sheet.members}
    labels = {total.figure.key: total.figure.label for total in sheet.totals}
    against = {
        OutlierKind.LAST: _("kỳ trước của đơn vị"),
        OutlierKind.PEERS: _("số giữa của các đơn vị cùng nhóm"),
    }
    for one in found:
        yield {
            "one": one,
            "unit_name": names[one.unit_id],
            "label": labels.get(one.key, one.key),
            "against": against[one.kind],
        }


def _outlier_cells(row: dict[str, Any]) -> list[Cell]:
    one: Outlier = row["one"]
    return [row["unit_name"], row["label"], one.value, row["against"], one.expected]


def _cells(rows: list[BoardRow]) -> Iterator[list[Cell]]:
    for row in rows:
        yield [
            row.owed.unit_code,
            row.owed.unit_name,
            row.kind_label,
            row.owed.state_label,
            row.owed.last_day,
            row.owed.submitted_on,
            row.days_late,
            row.state_label or _("chưa nộp"),
            row.versions,
        ]
